import { allow, type Ctx, type Instant, type Tx } from '../../platform/index.ts'
import { plusSeconds } from '../../platform/index.ts'
import { mandateRules, ownActingChoices, rightsFor, type ActingRight } from '../mandates/index.ts'
import { organisationAccount, touchOrganisation } from './cases.sql.ts'
import { setActingFor } from './eid.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { signedIn } from './sessions.ts'

/** Whom a session acts for now, with every right that still holds. */
export interface Acting {
  readonly subjectId: string
  readonly name: string
  readonly rights: readonly ActingRight[]
}

/** C-30: from the next request on, this session acts for that person or organisation; null: for oneself again. */
export async function actFor(ctx: Ctx, subjectId: string | null): Promise<void> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.act-for', { person: me.personId })
  if (subjectId === null) return void (await setActingFor(ctx.tx, me.sessionId, null, null))
  const chosen = (await ownActingChoices(ctx)).find(({ right }) => right.subjectId === subjectId) ?? refuse('eid.may-not-act')
  if (chosen.right.subjectKind === 'organisation') {
    refuseUnless((await organisationAccount(ctx.tx, subjectId))?.state === 'active', 'eid.organisation-not-active')
    await touchOrganisation(ctx.tx, subjectId, ctx.now)
  }
  await setActingFor(ctx.tx, me.sessionId, subjectId, chosen.name)
}

/** Read in the transaction of every request: a permission withdrawn a moment ago, or left alone too long (data/mandates), is no acting any more. */
export async function actingNow(tx: Tx, row: { personId: string; actingFor: string | null; actingName: string | null; lastSeenAt: Instant }, now: Instant, today: string): Promise<Acting | null> {
  if (row.actingFor === null) return null
  if (row.lastSeenAt <= plusSeconds(now, -mandateRules(today).actingIdleMinutes * 60)) return null
  const rights = await rightsFor(tx, row.personId, row.actingFor, today)
  if (rights.length === 0) return null
  if (rights[0]!.subjectKind === 'organisation' && (await organisationAccount(tx, row.actingFor))?.state !== 'active') return null
  return { subjectId: row.actingFor, name: row.actingName ?? '', rights }
}
