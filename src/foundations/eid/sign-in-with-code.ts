import { randomBytes } from 'node:crypto'
import { isId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import type { Account, Factor } from './account.ts'
import { redeemCode, sendCode, type SentCode } from './codes.ts'
import { accountByNumberKey, accountById, insertChallenge, passwordOf, tryChallenge, useChallenge } from './eid.sql.ts'
import { knownDevice } from './known-device.ts'
import { numberKey } from './open-account.ts'
import { verifyPassword } from './passwords.ts'
import { answerAlike, noteGuessing } from './guessed-elsewhere.ts'
import { openNewSession } from './sessions.ts'
import { checkTotp, hasTotp } from './totp.ts'
import { blocked, codesSent, countOne, failuresOfKnownDevice, failuresOverAllLines, forget, knownDeviceFailures, nobodyElseTries, oneAtATime, signInFailures, type Throttle } from './throttle.ts'

const appSeconds = 600
const mostAppTries = 5

/** `to` is null where it is not said whether a code was sent at all. */
export type BeginOutcome = { readonly ok: true; readonly sent: Omit<SentCode, 'to'> & { readonly to: string | null } } | { readonly ok: false; readonly reason: 'wrong' | 'too-many'; readonly until?: string }
export type FinishOutcome = { readonly ok: true; readonly sessionId: string; readonly personId: string; readonly accountId: string } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/**
 * First half of signing in without a passkey: personal number and password, then a code is sent.
 * Two different factors, level 2 of NĐ 69/2024 art. 20. Answers alike for a wrong number and a wrong password;
 * failures are counted per account and origin, so a guesser elsewhere does not lock the holder out. A number that is guessed at from many lines gets one answer
 * to right and wrong alike: who has the phone comes in as ever, who has not learns nothing. A device that signed in before is asked as if nobody guessed.
 * Returns instead of refusing: failures must stay counted.
 */
export async function beginSignInWithCode(ctx: Ctx, input: { pin: string; password: string; origin: string; /** What `rememberDevice` gave this browser. */ device?: string | undefined }): Promise<BeginOutcome> {
  allow(ctx, 'eid.sign-in')
  const account = await accountByNumberKey(ctx.tx, numberKey(input.pin))
  const device = await stillKnown(ctx, knownDevice(ctx, input.device, account?.accountId))
  const failures = device === undefined ? signInFailures(input.pin, input.origin) : knownDeviceFailures(device)
  await oneAtATime(ctx, failures)
  const until = await blocked(ctx, failures)
  if (until) return { ok: false, reason: 'too-many', until }
  const overAll = device === undefined ? failuresOverAllLines(input.pin) : failuresOfKnownDevice(device)
  const alike = device === undefined && (!(await nobodyElseTries(ctx, overAll)) || (await blocked(ctx, overAll)) !== undefined)
  const password = account ? await passwordOf(ctx.tx, account.accountId) : undefined
  const verified = await verifyPassword(input.password, password?.data.hash)
  const right = account !== undefined && verified && account.state === 'active'
  if (!right || alike) {
    await countOne(ctx, failures)
    await countOne(ctx, overAll)
  }
  if (alike) return { ok: true, sent: await answerAlike(ctx, right ? account : undefined, { failures: keptWords(failures) }) }
  if (!right) {
    if (device === undefined && (await blocked(ctx, overAll))) noteGuessing(ctx, input.pin)
    return { ok: false, reason: 'wrong' }
  }
  const flooded = await blocked(ctx, codesSent(account.accountId, 'sign-in-code'))
  if (flooded) return { ok: false, reason: 'too-many', until: flooded }
  // The failures stand until the code, too, was right: else every right password would buy five more guesses at the code.
  if (await hasTotp(ctx, account.accountId)) return { ok: true, sent: await waitForApp(ctx, account, failures) }
  return { ok: true, sent: await sendCode(ctx, account, 'sign-in-code', { failures: keptWords(failures) }, 'Mã đăng nhập Congdan') }
}

/** A device on which too many passwords were wrong is a stranger again. */
async function stillKnown(ctx: Ctx, device: string | undefined): Promise<string | undefined> {
  return device !== undefined && (await blocked(ctx, failuresOfKnownDevice(device))) === undefined ? device : undefined
}

/** Second half: the code opens the session. A wrong code stays counted; the sixth try ends the challenge. */
export async function finishSignInWithCode(ctx: Ctx, input: { challengeId: string; code: string; device: string; tokenHash: string }): Promise<FinishOutcome> {
  allow(ctx, 'eid.sign-in')
  const app = await finishWithApp(ctx, input)
  if (app) return app
  const redeemed = await redeemCode(ctx.tx, input.challengeId, 'sign-in-code', input.code, ctx.now)
  const failures = failuresOf(redeemed.challenge?.subject)
  if (redeemed.ok) return comeIn(ctx, redeemed.challenge.accountId!, ['pwd', 'otp'], failures, input)
  const waiting = redeemed.challenge
  // Where right and wrong are answered alike nobody was told whether the code comes by message or from the app: both do.
  if (waiting?.accountId && waiting.subject['app'] === true && (await checkTotp(ctx, waiting.accountId, input.code))) {
    return (await useChallenge(ctx.tx, input.challengeId, ctx.now)) ? comeIn(ctx, waiting.accountId, ['pwd', 'totp'], failures, input) : { ok: false, reason: 'ended' }
  }
  if (failures) await countOne(ctx, failures)
  return { ok: false, reason: redeemed.reason }
}

async function comeIn(ctx: Ctx, accountId: string, factors: readonly Factor[], failures: Throttle | undefined, { device, tokenHash }: { device: string; tokenHash: string }): Promise<FinishOutcome> {
  if (failures) await forget(ctx, failures)
  const account = (await accountById(ctx.tx, accountId))!
  return { ok: true, sessionId: await openNewSession(ctx, account, factors, device, tokenHash), personId: account.personId, accountId }
}

/** The throttle as the challenge carries it: a keyed hash, so that neither number nor origin stands in the table. */
const keptWords = ({ key, limit, what }: Throttle) => ({ key: Buffer.from(key).toString('base64url'), limit, ...(what ? { what } : {}) })

function failuresOf(subject: Record<string, unknown> | undefined): Throttle | undefined {
  const kept = subject?.['failures'] as (Omit<ReturnType<typeof keptWords>, 'limit'> & Partial<Pick<Throttle, 'limit'>>) | undefined
  // A challenge of a version before names no limit; all of that kind were of signing in.
  return kept && { limit: kept.limit ?? 'sign-in', key: Buffer.from(kept.key, 'base64url'), ...(kept.what ? { what: kept.what } : {}) }
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
  return comeIn(ctx, waiting.accountId, ['pwd', 'totp'], failures, input)
}

/** The app is not at hand: a code goes to the phone, and the first challenge ends. Undefined when it has ended before. */
export async function codeInsteadOfApp(ctx: Ctx, challengeId: string): Promise<SentCode | undefined> {
  allow(ctx, 'eid.sign-in')
  const waiting = isId(challengeId) ? await tryChallenge(ctx.tx, challengeId, 'sign-in-totp', ctx.now, mostAppTries) : undefined
  if (!waiting?.accountId || !(await useChallenge(ctx.tx, challengeId, ctx.now))) return undefined
  const account = (await accountById(ctx.tx, waiting.accountId))!
  return sendCode(ctx, account, 'sign-in-code', waiting.subject, 'Mã đăng nhập Congdan')
}
