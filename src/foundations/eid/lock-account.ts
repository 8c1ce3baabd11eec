import { newId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { personIdOf } from '../population/index.ts'
import type { Account } from './account.ts'
import { captureAtDesk } from './capture.ts'
import { contactChanges } from './contact.ts'
import { accountChangesHands, childEnded, holderNow, represents } from './coming-of-age.ts'
import { leastFaceScore } from './cases.ts'
import { endLock, insertLock, openLock } from './cases.sql.ts'
import { accountOfPerson, endEnrolments, makeAccountOwn, moveAccount, revokeAllAuthenticators, revokeSessionsOfPerson, setRepresentative } from './eid.sql.ts'
import { groupEnrolmentCode, issueEnrolmentCode } from './enrolment-code.ts'
import { bindToNumberInForce } from './number-in-force.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { eidRule } from './rules.ts'
import { forgetUsable } from './sessions.ts'

/** Why an account is locked (domain §4.2): the holder asks, theft is feared, terms were broken, the holder is declared missing, a death was taken back, the card is held, an authority asks, the number was cancelled and another given. */
export type LockGround = 'holder' | 'theft' | 'breach' | 'missing' | 'restored' | 'card' | 'authority' | 'number'

export interface LockAccount {
  readonly personId: string
  readonly reason: string
  readonly area?: string
  readonly ground?: LockGround
  /** In words: who asked. */
  readonly requestedBy?: string
  /** Number and date of the paper of the authority that asks. */
  readonly document?: string | null
}

/** Locks an account and ends its sessions, at this very commit. Counter service stays open. Every lock says why, who asked and who decided. */
export async function lockAccount(ctx: Ctx, input: LockAccount): Promise<void> {
  allow(ctx, 'eid.lock-account', { person: input.personId, area: input.area ?? null })
  const ground = input.ground ?? 'holder'
  refuseUnless(ctx.actor.kind !== 'citizen' || ground === 'holder' || ground === 'theft', 'eid.ground-not-yours')
  refuseUnless(ground !== 'authority' || (input.document ?? '').trim() !== '', 'eid.document-needed', { field: 'document' })
  const account = await moveOwn(ctx, input.personId, 'locked', input.reason)
  if (account) await insertLock(ctx.tx, { lockId: newId(), accountId: account.accountId, ground, requestedBy: input.requestedBy ?? (ctx.actor.kind === 'citizen' ? 'Chủ tài khoản' : ''), document: input.document ?? null, reason: input.reason, decidedBy: ctx.actor, at: ctx.now })
}

/** Unlocks by the police of the area, when the cause has ended. */
export async function unlockAccount(ctx: Ctx, input: { personId: string; reason: string; area?: string }): Promise<void> {
  allow(ctx, 'eid.unlock-account', { person: input.personId, area: input.area ?? null })
  await unlock(ctx, input.personId, input.reason)
}

/** Unlocks at any commune police with the holder present: card and face are compared by the devices of the desk. Not what an authority locked. */
export async function unlockInPerson(ctx: Ctx, input: { personId: string; reason: string }): Promise<void> {
  allow(ctx, 'eid.serve-present')
  const account = (await accountOfPerson(ctx.tx, input.personId)) ?? refuse('eid.account-not-found')
  refuseUnless((await openLock(ctx.tx, account.accountId))?.ground !== 'authority', 'eid.locked-by-authority')
  await refuseUnlessPresent(ctx, input.personId)
  await bindToNumberInForce(ctx.tx, account)
  await unlock(ctx, input.personId, input.reason)
}

async function unlock(ctx: Ctx, personId: string, reason: string): Promise<void> {
  const account = await moveOwn(ctx, personId, 'active', reason)
  if (!account) return
  await endLock(ctx.tx, account.accountId, ctx.actor, reason, ctx.now)
  ctx.publish('eid.account-unlocked', { accountId: account.accountId, personId }, { subject: personId })
}

/**
 * A code for a new device, handed over at the desk to the holder who stands there: the way back at level 2 for who lost everything. Who is old enough and names a phone of
 * their own takes an account over that a representative opened; who is of age must. Of a younger child, whoever represents it now takes it over from whoever did. The code ends every way in there was.
 */
export async function handOverCode(ctx: Ctx, personId: string, own: NewHands = { phone: null, email: null }): Promise<{ code: string; until: Instant }> {
  allow(ctx, 'eid.serve-present')
  const account = (await accountOfPerson(ctx.tx, personId)) ?? refuse('eid.account-not-found')
  refuseUnless(account.state === 'active' || account.state === 'activation-pending', 'eid.account-not-active')
  await refuseUnlessPresent(ctx, personId)
  await bindToNumberInForce(ctx.tx, account)
  await giveToNewHands(ctx, account, own)
  const until = plusSeconds(ctx.now, eidRule('desk-code-hours', ctx.today).value * 3_600)
  const code = await issueEnrolmentCode(ctx, account, account.state === 'active' ? 'recovery' : 'activation', until)
  if (account.state === 'active') ctx.publish('eid.recovery-started', { accountId: account.accountId, personId }, { subject: personId })
  return { code: groupEnrolmentCode(code), until }
}

export interface NewHands {
  readonly phone: string | null
  readonly email: string | null
  /** Of a child whose account another representative opened: who represents it now. */
  readonly representativePin?: string | null
}

/** Nothing where the account stays with whom it is. The phone it had is told, and what was agreed to by it elsewhere ends. */
async function giveToNewHands(ctx: Ctx, account: Account, { phone, email, representativePin = null }: NewHands): Promise<void> {
  const [holder, ended] = [await holderNow(ctx.tx, account, ctx.today), await childEnded(ctx.tx, account, ctx.today)]
  refuseUnless(ended === null || phone !== null, 'eid.contact-needed', { field: 'phone' })
  const ownsIt = phone !== null && (holder === 'of-age' || holder === 'may-be-own')
  if (!ownsIt && ended === null) return
  const next = ownsIt ? null : await representativeBy(ctx, account, representativePin)
  await contactChanges.call(ctx, { personId: account.personId })
  if (next === null) await makeAccountOwn(ctx.tx, account.accountId, phone!, email)
  else await setRepresentative(ctx.tx, account.accountId, next, phone!, email)
  // Whoever had it is out now, not only once the new code is used.
  await revokeAllAuthenticators(ctx.tx, account.accountId, ctx.now)
  await revokeSessionsOfPerson(ctx.tx, account.personId, ctx.now)
  forgetUsable(ctx.tx)
  await accountChangesHands.call(ctx, { accountId: account.accountId })
}

async function representativeBy(ctx: Ctx, { personId }: Account, pin: string | null): Promise<string> {
  const found = await personIdOf(ctx.tx, pin ?? refuse('eid.representative-needed', { field: 'representative' }))
  return found && (await represents(ctx.tx, found, personId, ctx.today)) ? found : refuse('eid.representative-unknown', { field: 'representative' })
}

async function refuseUnlessPresent(ctx: Ctx, personId: string): Promise<void> {
  const capture = (await captureAtDesk.call(ctx, { personId })) ?? refuse('eid.no-device')
  refuseUnless(capture.cardRead && capture.faceScore !== null && capture.faceScore >= leastFaceScore, 'eid.not-the-holder')
}

/** Closes an account for good: death, cancelled number, the holder's wish. */
export async function closeAccount(ctx: Ctx, input: { personId: string; reason: string }): Promise<void> {
  allow(ctx, 'eid.close-account')
  if (await accountOfPerson(ctx.tx, input.personId)) await moveOwn(ctx, input.personId, 'cancelled', input.reason)
}

/** Cancels at the holder's own wish, said at the desk (NĐ 69/2024, likely); level 2 can be asked for again. */
export async function cancelAccount(ctx: Ctx, input: { personId: string; reason: string; area: string | null }): Promise<void> {
  allow(ctx, 'eid.cancel-account', { area: input.area })
  refuseUnless(input.reason.trim().length >= 5, 'eid.reason-needed', { field: 'reason' })
  const account = (await accountOfPerson(ctx.tx, input.personId)) ?? refuse('eid.account-not-found')
  await endLock(ctx.tx, account.accountId, ctx.actor, input.reason, ctx.now)
  await moveOwn(ctx, input.personId, 'cancelled', input.reason)
}

/** The account as it was before when it moved; undefined when it stood there already. */
async function moveOwn(ctx: Ctx, personId: string, to: 'locked' | 'active' | 'cancelled', reason: string): Promise<Account | undefined> {
  const account = (await accountOfPerson(ctx.tx, personId)) ?? refuse('eid.account-not-found')
  if (account.state === to) return undefined
  // Locking and unlocking is no way round approval and activation.
  if (to === 'active') refuseUnless(account.state === 'locked', 'eid.not-locked')
  if (to === 'locked') refuseUnless(account.state === 'active', 'eid.account-not-active')
  refuseUnless(await moveAccount(ctx.tx, account, to, ctx.actor, ctx.now, reason), 'eid.changed-meanwhile')
  forgetUsable(ctx.tx)
  if (to === 'active') return account
  await revokeSessionsOfPerson(ctx.tx, personId, ctx.now)
  await endEnrolments(ctx.tx, account.accountId, ctx.now)
  ctx.publish(to === 'locked' ? 'eid.account-locked' : 'eid.account-closed', { accountId: account.accountId, personId, reason }, { subject: personId })
  return account
}
