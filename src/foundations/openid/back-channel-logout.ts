import { newId } from '../../kernel/ids.ts'
import { isDemonstration } from '../eid/index.ts'
import { allow, defineJob, millisecondsOf, type Ctx } from '../../platform/index.ts'
import { subjectOf } from './acting.ts'
import { modelName } from './adapter.ts'
import { clientInForce } from './clients.sql.ts'
import { postOutside } from './outside-call.ts'
import { deletePayloadByUid, payloadsOfAccount, sessionsOfOwn, type StoredPayload } from './payload.sql.ts'
import type { Environment } from './request-scope.ts'
import { issuerOf } from './settings.ts'
import { signedToken } from './signed-token.ts'

interface LogoutNotice {
  readonly environment: Environment
  readonly clientId: string
  readonly accountId: string
  readonly sid: string | null
}

const job = 'openid.back-channel-logout'

/** Tells a relying party by a job that somebody is signed out: a server that is down is tried again, and nobody waits for it. */
export function enqueueLogout(ctx: Ctx, environment: Environment, notice: Omit<LogoutNotice, 'environment'>): void {
  ctx.enqueue(job, { environment, ...notice })
}

defineJob<LogoutNotice>(job, async (ctx, { environment, clientId, accountId, sid }) => {
  const client = await clientInForce(ctx.tx, environment, clientId)
  const url = client?.inForce.backchannelLogoutUri
  if (!url) return
  const status = await postOutside({ url, body: new URLSearchParams({ logout_token: await logoutToken(ctx, environment, clientId, await subjectOf(ctx.tx, client.organisationId, accountId), sid) }), ownMachine: await isDemonstration.call(ctx.tx) })
  if (status !== 200 && status !== 204) throw new Error(`the relying party answered ${status}`)
})

/** OpenID Connect Back-Channel Logout 1.0 §2.4. */
async function logoutToken(ctx: Ctx, environment: Environment, clientId: string, subject: string, sid: string | null): Promise<string> {
  const iat = Math.floor(millisecondsOf(ctx.now) / 1_000)
  return signedToken('logout+jwt', { iss: issuerOf(environment), aud: clientId, sub: subject, iat, exp: iat + 120, jti: newId(), ...(sid ? { sid } : {}), events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
}

/** Somebody signed out of Congdan: out at every relying party too. */
export async function endRelyingSessions(ctx: Ctx, { accountId, sessionId }: { accountId: string; sessionId: string }): Promise<void> {
  allow(ctx, 'openid.end-for-account')
  await endSessions(ctx, await sessionsOfOwn(ctx.tx, modelName('live', 'Session'), sessionId, accountId))
}

/** An account was locked or closed: nothing works for it since that commit; relying parties are told now. */
export async function endAllRelyingSessions(ctx: Ctx, { accountId }: { accountId: string }): Promise<void> {
  allow(ctx, 'openid.end-for-account')
  await endSessions(ctx, await payloadsOfAccount(ctx.tx, modelName('live', 'Session'), accountId, ctx.now))
}

export async function endSessions(ctx: Ctx, sessions: readonly StoredPayload[]): Promise<void> {
  for (const { payload } of sessions) {
    const { uid, accountId, authorizations } = payload as { uid?: string; accountId: string; authorizations?: Record<string, { sid?: string }> }
    for (const [clientId, { sid }] of Object.entries(authorizations ?? {})) enqueueLogout(ctx, 'live', { clientId, accountId, sid: sid ?? null })
    if (uid) await deletePayloadByUid(ctx.tx, modelName('live', 'Session'), uid)
  }
}
