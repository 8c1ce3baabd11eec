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
export const deliverCode = definePort<(ctx: Ctx, message: { personId: string; phone: string | null; email: string | null; code: string; what: 'sign-in' | 'signing' | 'proof' | 'enrolment' | 'consent'; text: string; /** Where the code lives longer than a few minutes. */ until?: Instant }) => Promise<void>>('eid.deliverCode')

export type CodeKind = 'sign-in-code' | 'signing-code' | 'proof-code' | 'lock-code' | 'recovery-code' | 'request-code'
const whatOf = { 'sign-in-code': 'sign-in', 'signing-code': 'signing', 'proof-code': 'proof', 'lock-code': 'proof', 'recovery-code': 'proof', 'request-code': 'proof' } as const

export interface SentCode {
  readonly challengeId: string
  /** Where it went, masked. */
  readonly to: string
  readonly expiresAt: Instant
}

/** Sends a six-digit code bound to one challenge: five minutes, five tries, one use. Refuses the eleventh within an hour. */
export async function sendCode(ctx: Ctx, account: Account, kind: CodeKind, subject: object, text: string): Promise<SentCode> {
  refuseUnless(account.phone !== null || account.email !== null, 'eid.no-way-to-reach')
  const sent = codesSent(account.accountId, kind)
  const until = await blocked(ctx, sent)
  if (until) return refuse('eid.too-many-codes', { data: { retryAt: until } })
  await countOne(ctx, sent)
  const challengeId = newId()
  const expiresAt = plusSeconds(ctx.now, codeSeconds)
  const to = await codeFor(ctx, account, { challengeId, kind, text, arm: (secretHash) => insertChallenge(ctx.tx, { challengeId, kind, accountId: account.accountId, secretHash, subject, at: ctx.now, expiresAt }) })
  return { challengeId, to, expiresAt }
}

/** Makes the code of one challenge, keeps its hash by `arm`, and sends it. Answers where it went, masked. */
export async function codeFor(ctx: Ctx, account: Account, made: { challengeId: string; kind: CodeKind; text: string; arm: (hash: Uint8Array) => Promise<unknown> }): Promise<string> {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  await made.arm(codeHash(made.challengeId, code))
  await deliverCode.call(ctx, { personId: account.personId, phone: account.phone, email: account.email, code, what: whatOf[made.kind], text: made.text })
  return account.phone !== null ? maskPhone(account.phone) : maskEmail(account.email ?? '')
}

export type CodeOutcome = { readonly ok: true; readonly challenge: Challenge } | { readonly ok: false; readonly reason: 'wrong' | 'ended'; readonly challenge?: Challenge }

/** Counts the try and, when the code is right, uses the challenge up. Returns instead of refusing: a wrong try must stay counted. */
export async function redeemCode(tx: Tx, challengeId: string, kind: CodeKind, typed: string, now: Instant, only: { accountId: string; documentHash?: string } | null = null): Promise<CodeOutcome> {
  const tried = isId(challengeId) ? await tryCode(tx, challengeId, kind, codeHash(challengeId, typed.replace(/\D/g, '')), now, mostTries, only) : undefined
  if (!tried) return { ok: false, reason: 'ended' }
  const { right, ...challenge } = tried
  return right ? { ok: true, challenge } : { ok: false, reason: 'wrong', challenge }
}

export function codeHash(challengeId: string, code: string): Uint8Array {
  return keys().hmac('one-time-code', `${challengeId}:${code}`)
}

function maskEmail(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}***@${host}`
}
