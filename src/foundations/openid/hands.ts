import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import { usedChildAccounts } from '../eid/index.ts'
import { usableAccountId } from './account.ts'
import { endGrants, modelName } from './adapter.ts'
import { endSessions } from './back-channel-logout.ts'
import { endConsentsOfAccount } from './consent.sql.ts'
import { actingSessions, payloadsOfAccount } from './payload.sql.ts'
import { inScope, scopeOf } from './request-scope.ts'

const kind = modelName('live', 'Session')

/** An account is in other hands: what was agreed to by it elsewhere, every token that stands on that, and every sign-in there end with this commit. Parties are told of both. */
export async function endAgreementsOfAccount(ctx: Ctx, { accountId }: { accountId: string }): Promise<void> {
  allow(ctx, 'openid.end-agreements')
  const ended = await endConsentsOfAccount(ctx.tx, accountId, ctx.now)
  await endGrants(ctx.tx, ended.map(({ grantId }) => grantId))
  for (const { consentId, personId, shown } of ended) ctx.publish('openid.consent-withdrawn', { personId, consentId, organisation: shown.organisation, purpose: shown.vi }, { subject: personId })
  await endSessions(ctx, await payloadsOfAccount(ctx.tx, kind, accountId, ctx.now))
}

/** As long as a sign-in lasts (see `provider.ts`), and a little longer. */
const sessionHours = 13

/**
 * Sign-ins elsewhere whose right has ended with a date or another's act: a child come of age, a permission run out, a guardian replaced. Nothing works by them since that
 * moment; this tells the parties. Returns how many were ended.
 */
export async function endSessionsOfNobody(ctx: Ctx): Promise<number> {
  allow(ctx, 'openid.end-for-account')
  const children = await usedChildAccounts(ctx.tx, plusSeconds(ctx.now, -sessionHours * 3_600))
  const sessions = [...(await actingSessions(ctx.tx, kind, ctx.now)), ...(await Promise.all(children.map(({ accountId }) => payloadsOfAccount(ctx.tx, kind, accountId, ctx.now)))).flat()]
  const over: typeof sessions = []
  for (const session of sessions) if ((await inScope(scopeOf(ctx), () => usableAccountId('live', String(session.payload['accountId']), undefined))) === undefined) over.push(session)
  await endSessions(ctx, over)
  return over.length
}
