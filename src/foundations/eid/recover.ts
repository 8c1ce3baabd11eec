import { randomInt, timingSafeEqual } from 'node:crypto'
import { newId } from '../../kernel/ids.ts'
import { allow, keys, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { redeemCode, sendCode } from './codes.ts'
import { accountById, accountByNumberKey, authenticatorOfKind, insertAuthenticator, insertRecovery, lockAccountRow, moveRecovery, revokeAuthenticatorRow, waitingRecovery } from './eid.sql.ts'
import { issueEnrolmentCode } from './enrolment-code.ts'
import { refuseUnlessFresh } from './fresh-proof.ts'
import { lockAccount } from './lock-account.ts'
import { numberKey } from './open-account.ts'
import { refuse } from './refusals.ts'
import { eidRule } from './rules.ts'
import { refuseUnlessUsable, signedIn } from './sessions.ts'
import { blocked, countOne, forget, oneAtATime, recoveryFailures, codesSent } from './throttle.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 20
const minutesToChoose = 30

/** Makes the holder's recovery code, in place of an earlier one. It is shown once, to be written down: kept as a keyed hash. */
export async function makeRecoveryCode(ctx: Ctx): Promise<string> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  await lockAccountRow(ctx.tx, me.accountId)
  const old = await authenticatorOfKind(ctx.tx, me.accountId, 'recovery-code')
  if (old) await revokeAuthenticatorRow(ctx.tx, me.accountId, old.authenticatorId, ctx.now)
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
  const label = 'Mã khôi phục'
  await insertAuthenticator(ctx.tx, { accountId: me.accountId, kind: 'recovery-code', label, credentialId: null, data: { hash: hashOf(me.accountId, code) }, at: ctx.now })
  ctx.publish('eid.authenticator-added', { accountId: me.accountId, personId: me.personId, kind: 'recovery-code', label }, { subject: me.personId })
  return code.match(/.{1,4}/g)!.join('-')
}

export type BeginRecovery = { readonly ok: true; readonly challengeId: string; readonly to: string } | { readonly ok: false; readonly reason: 'wrong' | 'too-many' }

/**
 * C-03 without the old phone: number and recovery code, then a code to the phone on file: two proofs, the level of a level-2 account.
 * Alike for a number nobody has and a wrong code; counted by number and line.
 */
export async function beginRecovery(ctx: Ctx, input: { pin: string; code: string; origin: string }): Promise<BeginRecovery> {
  allow(ctx, 'eid.sign-in')
  const failures = recoveryFailures(input.pin, input.origin)
  await oneAtATime(ctx, failures)
  if (await blocked(ctx, failures)) return { ok: false, reason: 'too-many' }
  const account = await accountByNumberKey(ctx.tx, numberKey(input.pin))
  const kept = account ? await authenticatorOfKind<{ hash: string }>(ctx.tx, account.accountId, 'recovery-code') : undefined
  const given = Buffer.from(hashOf(account?.accountId ?? newId(), input.code.toUpperCase().replace(/[\s.-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')))
  const expected = Buffer.from(kept?.data.hash ?? given.toString().replace(/./g, 'x'))
  const right = given.length === expected.length && timingSafeEqual(given, expected)
  if (!account || !right || account.state !== 'active') {
    await countOne(ctx, failures)
    return { ok: false, reason: 'wrong' }
  }
  if (await blocked(ctx, codesSent(account.accountId, 'recovery-code'))) return { ok: false, reason: 'too-many' }
  await forget(ctx, failures)
  await refuseUnlessUsable(ctx, account, account.personId)
  const sent = await sendCode(ctx, account, 'recovery-code', { way: 'recovery-code' }, 'Mã lấy lại tài khoản Congdan')
  ctx.publish('eid.recovery-started', { accountId: account.accountId, personId: account.personId }, { subject: account.personId })
  return { ok: true, challengeId: sent.challengeId, to: sent.to }
}

/** `code`: set up the new device with it now. `waiting`: the holder was told and can stop it; come back then. */
export type FinishRecovery = { readonly ok: true; readonly code: string } | { readonly ok: true; readonly waiting: Instant } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/** The code from the phone opens the way to a new device: at once with a recovery code, after a wait (data/eid) with a number alone, at level 1. */
export async function finishRecovery(ctx: Ctx, input: { challengeId: string; code: string }): Promise<FinishRecovery> {
  allow(ctx, 'eid.sign-in')
  const redeemed = await redeemCode(ctx.tx, input.challengeId, 'recovery-code', input.code, ctx.now)
  if (!redeemed.ok) return { ok: false, reason: redeemed.reason }
  const accountId = redeemed.challenge.accountId!
  const account = (await lockAccountRow(ctx.tx, accountId)) ?? refuse('eid.account-not-found')
  await refuseUnlessUsable(ctx, account, account.personId)
  if (redeemed.challenge.subject['way'] !== 'recovery-code') {
    const opens = await waitFor(ctx, accountId, account.personId)
    if (opens !== null) return { ok: true, waiting: opens }
  }
  return { ok: true, code: await issueEnrolmentCode(ctx, account, 'recovery', plusSeconds(ctx.now, minutesToChoose * 60)) }
}

/** null: the wait is over and this recovery is used up. */
async function waitFor(ctx: Ctx, accountId: string, personId: string): Promise<Instant | null> {
  const waiting = await waitingRecovery(ctx.tx, accountId, ctx.now)
  if (waiting && waiting.opensAt > ctx.now) return waiting.opensAt
  if (waiting && (await moveRecovery(ctx.tx, accountId, 'done'))) return null
  const opensAt = plusSeconds(ctx.now, eidRule('recovery-wait-hours', ctx.today).value * 3_600)
  await moveRecovery(ctx.tx, accountId, 'stopped')
  await insertRecovery(ctx.tx, { recoveryId: newId(), accountId, at: ctx.now, opensAt, endsAt: plusSeconds(opensAt, 7 * 86_400) })
  ctx.publish('eid.recovery-started', { accountId, personId }, { subject: personId })
  return opensAt
}

/** When somebody is regaining this account: since when it may open, for the holder's page. */
export async function recoveryUnderWay(ctx: Ctx): Promise<Instant | null> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  return (await waitingRecovery(ctx.tx, me.accountId, ctx.now))?.opensAt ?? null
}

/** "Không phải tôi": stops whatever is being regained and locks the account, now. */
export async function notMe(ctx: Ctx): Promise<void> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await moveRecovery(ctx.tx, me.accountId, 'stopped')
  await lockAccount({ ...ctx, actor: { kind: 'system', name: 'not-me' } }, { personId: me.personId, reason: 'Chủ tài khoản báo: không phải tôi', ground: 'theft', requestedBy: 'Chủ tài khoản' })
}

/** Locks with the code sent to the phone: for the holder who can no longer sign in. A wrong code is returned, not refused. */
export async function lockWithCode(ctx: Ctx, input: { challengeId: string; code: string }): Promise<'locked' | 'wrong' | 'ended'> {
  allow(ctx, 'eid.sign-in')
  const redeemed = await redeemCode(ctx.tx, input.challengeId, 'lock-code', input.code, ctx.now)
  if (!redeemed.ok) return redeemed.reason
  const account = (await accountById(ctx.tx, redeemed.challenge.accountId!)) ?? refuse('eid.account-not-found')
  await moveRecovery(ctx.tx, account.accountId, 'stopped')
  await lockAccount({ ...ctx, actor: { kind: 'system', name: 'lock-by-code' } }, { personId: account.personId, reason: 'Chủ tài khoản tự khóa bằng mã', ground: 'theft', requestedBy: 'Chủ tài khoản' })
  return 'locked'
}

const hashOf = (accountId: string, code: string): string => Buffer.from(keys().hmac('one-time-code', `recovery:${accountId}:${code}`)).toString('base64url')
