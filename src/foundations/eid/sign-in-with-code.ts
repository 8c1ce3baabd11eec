import { allow, keys, plusSeconds, type Ctx } from '../../platform/index.ts'
import { redeemCode, sendCode, type SentCode } from './codes.ts'
import { accountByNumberKey, accountById, blockedUntil, countFailure, forgetFailures, passwordOf } from './eid.sql.ts'
import { numberKey } from './open-account.ts'
import { verifyPassword } from './passwords.ts'
import { openNewSession } from './sessions.ts'

const windowSeconds = 15 * 60

export type BeginOutcome = { readonly ok: true; readonly sent: SentCode } | { readonly ok: false; readonly reason: 'wrong' | 'too-many'; readonly until?: string }
export type FinishOutcome = { readonly ok: true; readonly sessionId: string; readonly personId: string } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/**
 * First half of signing in without a passkey: personal number and password, then a code is sent.
 * Two different factors, level 2 of NĐ 69/2024 art. 20. Answers alike for a wrong number and a wrong password;
 * failures are counted per account and origin, so a guesser elsewhere does not lock the holder out. Returns instead of refusing: failures must stay counted.
 */
export async function beginSignInWithCode(ctx: Ctx, input: { pin: string; password: string; origin: string }): Promise<BeginOutcome> {
  allow(ctx, 'eid.sign-in')
  const key = keys().hmac('hash-personal-number', `throttle:${input.pin}:${input.origin}`)
  const blocked = await blockedUntil(ctx.tx, key, ctx.now)
  if (blocked) return { ok: false, reason: 'too-many', until: blocked.until }
  const account = await accountByNumberKey(ctx.tx, numberKey(input.pin))
  const password = account ? await passwordOf(ctx.tx, account.accountId) : undefined
  const right = await verifyPassword(input.password, password?.data.hash)
  if (!account || !right || account.state !== 'active') {
    await countFailure(ctx.tx, key, ctx.now, plusSeconds(ctx.now, -windowSeconds), plusSeconds(ctx.now, windowSeconds))
    return { ok: false, reason: 'wrong' }
  }
  await forgetFailures(ctx.tx, key)
  return { ok: true, sent: await sendCode(ctx, account, 'sign-in-code', {}, 'Mã đăng nhập Congdan') }
}

/** Second half: the code opens the session. A wrong code stays counted; the sixth try ends the challenge. */
export async function finishSignInWithCode(ctx: Ctx, input: { challengeId: string; code: string; device: string; tokenHash: string }): Promise<FinishOutcome> {
  allow(ctx, 'eid.sign-in')
  const redeemed = await redeemCode(ctx.tx, input.challengeId, 'sign-in-code', input.code, ctx.now)
  if (!redeemed.ok) return redeemed
  const account = await accountById(ctx.tx, redeemed.challenge.accountId!)
  const sessionId = await openNewSession(ctx, account!, ['pwd', 'otp'], input.device, input.tokenHash)
  return { ok: true, sessionId, personId: account!.personId }
}

