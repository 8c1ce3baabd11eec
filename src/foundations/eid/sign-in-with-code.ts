import { randomBytes } from 'node:crypto'
import { isId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { redeemCode, sendCode, type SentCode } from './codes.ts'
import { accountByNumberKey, accountById, insertChallenge, passwordOf, tryChallenge, useChallenge } from './eid.sql.ts'
import { numberKey } from './open-account.ts'
import { verifyPassword } from './passwords.ts'
import { openNewSession } from './sessions.ts'
import { checkTotp, hasTotp } from './totp.ts'
import { blocked, codesSent, countOne, forget, oneAtATime, signInFailures, type Throttle } from './throttle.ts'

const appSeconds = 600
const mostAppTries = 5

export type BeginOutcome = { readonly ok: true; readonly sent: SentCode } | { readonly ok: false; readonly reason: 'wrong' | 'too-many'; readonly until?: string }
export type FinishOutcome = { readonly ok: true; readonly sessionId: string; readonly personId: string } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/**
 * First half of signing in without a passkey: personal number and password, then a code is sent.
 * Two different factors, level 2 of NĐ 69/2024 art. 20. Answers alike for a wrong number and a wrong password;
 * failures are counted per account and origin, so a guesser elsewhere does not lock the holder out. Returns instead of refusing: failures must stay counted.
 */
export async function beginSignInWithCode(ctx: Ctx, input: { pin: string; password: string; origin: string }): Promise<BeginOutcome> {
  allow(ctx, 'eid.sign-in')
  const failures = signInFailures(input.pin, input.origin)
  await oneAtATime(ctx, failures)
  const until = await blocked(ctx, failures)
  if (until) return { ok: false, reason: 'too-many', until }
  const account = await accountByNumberKey(ctx.tx, numberKey(input.pin))
  const password = account ? await passwordOf(ctx.tx, account.accountId) : undefined
  const right = await verifyPassword(input.password, password?.data.hash)
  if (!account || !right || account.state !== 'active') {
    await countOne(ctx, failures)
    return { ok: false, reason: 'wrong' }
  }
  const flooded = await blocked(ctx, codesSent(account.accountId, 'sign-in-code'))
  if (flooded) return { ok: false, reason: 'too-many', until: flooded }
  // The failures stand until the code, too, was right: else every right password would buy five more guesses at the code.
  if (await hasTotp(ctx, account.accountId)) return { ok: true, sent: await waitForApp(ctx, account, failures) }
  return { ok: true, sent: await sendCode(ctx, account, 'sign-in-code', { failures: keptWords(failures) }, 'Mã đăng nhập Congdan') }
}

/** Second half: the code opens the session. A wrong code stays counted; the sixth try ends the challenge. */
export async function finishSignInWithCode(ctx: Ctx, input: { challengeId: string; code: string; device: string; tokenHash: string }): Promise<FinishOutcome> {
  allow(ctx, 'eid.sign-in')
  const app = await finishWithApp(ctx, input)
  if (app) return app
  const redeemed = await redeemCode(ctx.tx, input.challengeId, 'sign-in-code', input.code, ctx.now)
  const failures = failuresOf(redeemed.challenge?.subject)
  if (!redeemed.ok) {
    if (failures) await countOne(ctx, failures)
    return { ok: false, reason: redeemed.reason }
  }
  if (failures) await forget(ctx, failures)
  const account = await accountById(ctx.tx, redeemed.challenge.accountId!)
  const sessionId = await openNewSession(ctx, account!, ['pwd', 'otp'], input.device, input.tokenHash)
  return { ok: true, sessionId, personId: account!.personId }
}

/** The throttle as the challenge carries it: a keyed hash, so that neither number nor origin stands in the table. */
const keptWords = ({ key, most, seconds }: Throttle) => ({ key: Buffer.from(key).toString('base64url'), most, seconds })

function failuresOf(subject: Record<string, unknown> | undefined): Throttle | undefined {
  const kept = subject?.['failures'] as ReturnType<typeof keptWords> | undefined
  return kept && { ...kept, key: Buffer.from(kept.key, 'base64url') }
}

/** Where the holder has an authenticator app nothing is sent; `to` is empty. */
async function waitForApp(ctx: Ctx, account: Account, failures: Throttle): Promise<SentCode> {
  const expiresAt = plusSeconds(ctx.now, appSeconds)
  const challengeId = await insertChallenge(ctx.tx, { kind: 'sign-in-totp', accountId: account.accountId, secretHash: randomBytes(32), subject: { failures: keptWords(failures) }, at: ctx.now, expiresAt })
  return { challengeId, to: '', expiresAt }
}

/** Undefined when this challenge waits for no app. */
async function finishWithApp(ctx: Ctx, input: { challengeId: string; code: string; device: string; tokenHash: string }): Promise<FinishOutcome | undefined> {
  const waiting = isId(input.challengeId) ? await tryChallenge(ctx.tx, input.challengeId, 'sign-in-totp', ctx.now, mostAppTries) : undefined
  if (!waiting?.accountId) return undefined
  const failures = failuresOf(waiting.subject)
  if (!(await checkTotp(ctx, waiting.accountId, input.code))) {
    if (failures) await countOne(ctx, failures)
    return { ok: false, reason: 'wrong' }
  }
  if (!(await useChallenge(ctx.tx, input.challengeId, ctx.now))) return { ok: false, reason: 'ended' }
  if (failures) await forget(ctx, failures)
  const account = await accountById(ctx.tx, waiting.accountId)
  const sessionId = await openNewSession(ctx, account!, ['pwd', 'totp'], input.device, input.tokenHash)
  return { ok: true, sessionId, personId: account!.personId }
}

/** The app is not at hand: a code goes to the phone, and the first challenge ends. Undefined when it has ended before. */
export async function codeInsteadOfApp(ctx: Ctx, challengeId: string): Promise<SentCode | undefined> {
  allow(ctx, 'eid.sign-in')
  const waiting = isId(challengeId) ? await tryChallenge(ctx.tx, challengeId, 'sign-in-totp', ctx.now, mostAppTries) : undefined
  if (!waiting?.accountId || !(await useChallenge(ctx.tx, challengeId, ctx.now))) return undefined
  const account = (await accountById(ctx.tx, waiting.accountId))!
  return sendCode(ctx, account, 'sign-in-code', waiting.subject, 'Mã đăng nhập Congdan')
}
