import { appointmentOn, type Appointment } from '../organisations/index.ts'
import { holdsRights, personStatus } from '../population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, dayInVietnam, plusSeconds, type CitizenActor, type Ctx, type Instant, type OfficerActor, type Query, type Tx } from '../../platform/index.ts'
import { childEnded } from './coming-of-age.ts'
import { authLevelOf, type Account, type Factor } from './account.ts'
import { accountById, insertSession, revokeSessionRow, seenSession, sessionByToken, sessionsOf, setActingFor, setSessionPost, touchAccount, type SessionRow, type StoredSession } from './eid.sql.ts'
import { onNumberInForce } from './number-in-force.ts'
import { refuse, refuseUnless } from './refusals.ts'

const idleSeconds = 30 * 60
const absoluteSeconds = 12 * 3_600

/** Opens a session for an account that may sign in now: read in the same transaction, so a person recorded dead a moment ago is out. */
export async function openNewSession(ctx: Ctx, account: Account, factors: readonly Factor[], device: string, tokenHash: string, appointmentId: string | null = null, provedAt: Instant = ctx.now): Promise<string> {
  if (!knownUsable(ctx.tx, account.accountId)) await refuseUnlessUsable(ctx, account, account.personId)
  const sessionId = newId()
  insertSession(ctx.tx, {
    sessionId, tokenHash, accountId: account.accountId, personId: account.personId, authLevel: authLevelOf(factors), factors: [...factors], appointmentId,
    device: device.slice(0, 120), createdAt: ctx.now, lastSeenAt: ctx.now, expiresAt: plusSeconds(ctx.now, absoluteSeconds), provedAt,
  })
  touchAccount(ctx.tx, account.accountId, ctx.now)
  return sessionId
}

/** Accounts found active, with a living holder, in this very transaction: what follows in it asks nothing twice. With the row where it was read. */
const usable = new WeakMap<Tx, Map<string, Account | null>>()

export function rememberUsable(tx: Tx, accountId: string, account: Account | null = null): void {
  const known = usable.get(tx) ?? new Map<string, Account | null>()
  usable.set(tx, known.set(accountId, account ?? known.get(accountId) ?? null))
}

/** The account, where this transaction has found already that it may be used. */
export const knownUsable = (tx: Tx, accountId: string): Account | undefined => usable.get(tx)?.get(accountId) ?? undefined

/** After an account of this transaction was moved to another state. */
export const forgetUsable = (tx: Tx): boolean => usable.delete(tx)

/** Refuses unless the account that is signed in may be used at this moment. */
export async function refuseUnlessMayUse(ctx: Ctx): Promise<void> {
  const { accountId, personId } = signedIn(ctx)
  if (!usable.get(ctx.tx)?.has(accountId)) await refuseUnlessUsable(ctx, accountById(ctx.tx, accountId), personId)
}

/** The account when it may be used at this moment: active, its holder living, and in the hands it was given to. `person`: an id, or a statement that gives one. */
export async function refuseUnlessUsable({ tx, today }: Pick<Ctx, 'tx' | 'today'>, asked: Account | Promise<Account | undefined>, person: string | Query): Promise<Account> {
  const [account, status] = await Promise.all([asked, personStatus(tx, person)])
  refuseUnless(account?.state === 'active', 'eid.account-not-active')
  refuseUnless(holdsRights(status?.lifeStatus) && status?.pin != null, 'eid.person-not-living')
  refuseUnless(onNumberInForce(account, status), 'eid.number-changed')
  const ended = await childEnded(tx, account, today)
  if (ended) return refuse(ended)
  rememberUsable(tx, account.accountId, account)
  return account
}

export interface LiveSession {
  readonly actor: CitizenActor | OfficerActor
  readonly displayName: string
  readonly level: 1 | 2
  readonly appointment: Appointment | null
  readonly expiresAt: Instant
}

/** A session that was real and is over: signed out, expired, left alone, or its holder may no longer sign in. */
export interface EndedSession {
  readonly endedAccountId: string
}

/**
 * The session of a token, with everything that must hold now, read in the caller's transaction: account active, person living,
 * appointment in force. Whose it was when it is over; null for a token that never was one.
 */
export async function sessionOf(tx: Tx, tokenHash: string, now: Instant): Promise<LiveSession | EndedSession | null> {
  const row = await sessionByToken(tx, tokenHash)
  return row ? liveSession(tx, row, now) : null
}

export { sessionByToken as findSession }

/** The same in two halves, for whoever asks other things about the holder meanwhile. */
export async function liveSession(tx: Tx, row: StoredSession, now: Instant): Promise<LiveSession | EndedSession> {
  const ended = { endedAccountId: row.accountId }
  if (row.revokedAt !== null || row.expiresAt <= now || row.lastSeenAt <= plusSeconds(now, -idleSeconds) || row.state !== 'active') return ended
  const [status, appointment] = await Promise.all([personStatus(tx, row.personId), row.appointmentId ? appointmentOn(tx, row.appointmentId, dayInVietnam(now)) : null])
  if (!holdsRights(status?.lifeStatus) || !onNumberInForce(row, status) || (await childEnded(tx, row, dayInVietnam(now)))) return ended
  rememberUsable(tx, row.accountId)
  if (row.lastSeenAt < plusSeconds(now, -60)) await seenSession(tx, row.sessionId, now)
  const base = { personId: row.personId, accountId: row.accountId, sessionId: row.sessionId, authLevel: row.authLevel }
  const actor: CitizenActor | OfficerActor = appointment && appointment.personId === row.personId
    ? { kind: 'officer', ...base, appointmentId: appointment.appointmentId, organisationId: appointment.organisationId, role: appointment.role, areas: appointment.areas, sensitive: appointment.sensitive }
    : { kind: 'citizen', ...base, level: row.level }
  const idleEnd = plusSeconds(now, idleSeconds)
  return { actor, displayName: row.displayName, level: row.level, appointment: actor.kind === 'officer' ? appointment : null, expiresAt: idleEnd < row.expiresAt ? idleEnd : row.expiresAt }
}

/** An officer signs in as a person, then takes on one dated post; `null` goes back to being a citizen. */
export async function choosePost(ctx: Ctx, appointmentId: string | null): Promise<void> {
  const { personId, sessionId } = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: personId })
  if (appointmentId !== null) {
    const appointment = await appointmentOn(ctx.tx, appointmentId, ctx.today)
    refuseUnless(appointment?.personId === personId, 'eid.appointment-not-yours')
  }
  // Nobody takes an acting for another along into a post, nor out of it.
  await setActingFor(ctx.tx, sessionId, null, null)
  await setSessionPost(ctx.tx, sessionId, appointmentId)
}

export async function ownSessions(ctx: Ctx): Promise<SessionRow[]> {
  const { accountId, personId } = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: personId })
  return sessionsOf(ctx.tx, accountId, ctx.now)
}

/** Ends one of the holder's own sessions (this one: sign out). */
export async function revokeSession(ctx: Ctx, sessionId: string): Promise<void> {
  const { accountId, personId } = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: personId })
  if (!(await revokeSessionRow(ctx.tx, accountId, sessionId, ctx.now))) return refuse('eid.session-not-found')
  ctx.publish('eid.session-ended', { accountId, sessionId }, { subject: personId })
}

export function signedIn(ctx: Ctx): CitizenActor | OfficerActor {
  if (ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer') return ctx.actor
  return refuse('eid.session-not-found')
}
