import { randomInt } from 'node:crypto'
import { isId, newId } from '../../kernel/ids.ts'
import { definePort, keys, plusSeconds, type Ctx, type Instant, type Tx } from '../../platform/index.ts'
import { insertChallenge, tryCode, type Challenge } from './eid.sql.ts'
import { maskPhone, type Account } from './account.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { blocked, codesSent, countOne } from './throttle.ts'

const codeSeconds = 300
const mostTries = 5

/** Carries a one-time code to its owner by SMS or e-mail. The code stands in no log and no event. */
export const deliverCode = definePort<(ctx: Ctx, message: { personId: string; phone: string | null; email: string | null; code: string; what: 'sign-in' | 'signing' | 'consent'; text: string }) => Promise<void>>('eid.deliverCode')

export interface SentCode {
  readonly challengeId: string
  /** Where it went, masked. */
  readonly to: string
  readonly expiresAt: Instant
}

/** Sends a six-digit code bound to one challenge: five minutes, five tries, one use. Refuses the eleventh within an hour. */
export async function sendCode(ctx: Ctx, account: Account, kind: 'sign-in-code' | 'signing-code', subject: object, text: string): Promise<SentCode> {
  refuseUnless(account.phone !== null || account.email !== null, 'eid.no-way-to-reach')
  const sent = codesSent(account.accountId, kind)
  const until = await blocked(ctx, sent)
  if (until) return refuse('eid.too-many-codes', { data: { retryAt: until } })
  await countOne(ctx, sent)
  const challengeId = newId()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const expiresAt = plusSeconds(ctx.now, codeSeconds)
  await insertChallenge(ctx.tx, { challengeId, kind, accountId: account.accountId, secretHash: codeHash(challengeId, code), subject, at: ctx.now, expiresAt })
  await deliverCode.call(ctx, { personId: account.personId, phone: account.phone, email: account.email, code, what: kind === 'sign-in-code' ? 'sign-in' : 'signing', text })
  return { challengeId, to: account.phone !== null ? maskPhone(account.phone) : maskEmail(account.email!), expiresAt }
}

export type CodeOutcome = { readonly ok: true; readonly challenge: Challenge } | { readonly ok: false; readonly reason: 'wrong' | 'ended'; readonly challenge?: Challenge }

/** Counts the try and, when the code is right, uses the challenge up. Returns instead of refusing: a wrong try must stay counted. */
export async function redeemCode(tx: Tx, challengeId: string, kind: 'sign-in-code' | 'signing-code', typed: string, now: Instant, only: { accountId: string; documentHash: string } | null = null): Promise<CodeOutcome> {
  const tried = isId(challengeId) ? await tryCode(tx, challengeId, kind, codeHash(challengeId, typed.replace(/\D/g, '')), now, mostTries, only) : undefined
  if (!tried) return { ok: false, reason: 'ended' }
  const { right, ...challenge } = tried
  return right ? { ok: true, challenge } : { ok: false, reason: 'wrong', challenge }
}

function codeHash(challengeId: string, code: string): Uint8Array {
  return keys().hmac('one-time-code', `${challengeId}:${code}`)
}

function maskEmail(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}***@${host}`
}
