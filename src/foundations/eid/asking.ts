import { randomBytes } from 'node:crypto'
import { allow, defineJob, keys, plusSeconds, type Ctx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { accountByNumberKey, armChallenge, insertChallenge } from './eid.sql.ts'
import { codeFor, type CodeKind } from './codes.ts'
import { sendEnrolmentCode } from './enrolment-code.ts'
import { numberKey } from './open-account.ts'
import { eidRule } from './rules.ts'
import { askingsFrom, blocked, countOne } from './throttle.ts'

/** What a number can be typed for by somebody who is not signed in. */
export type Asking = 'lock' | 'recovery' | 'activation'
const kindOf: Readonly<Record<Exclude<Asking, 'activation'>, CodeKind>> = { lock: 'lock-code', recovery: 'recovery-code' }
const codeSeconds = 300

export type AskingOutcome = { readonly ok: true; readonly challengeId: string } | { readonly ok: false; readonly reason: 'too-many' }

/**
 * Takes a number and answers the same, in the same time, whoever has it or nobody: only a challenge and a job are written. The job looks
 * the account up and, where there is one that may do this, sends the code that opens the challenge. Asking is counted by line.
 */
export async function askByNumber(ctx: Ctx, input: { pin: string; what: Asking; origin: string }): Promise<AskingOutcome> {
  allow(ctx, 'eid.sign-in')
  const asked = askingsFrom(input.what, input.origin)
  if (await blocked(ctx, asked)) return { ok: false, reason: 'too-many' }
  await countOne(ctx, asked)
  const kind = input.what === 'activation' ? 'lock-code' : kindOf[input.what]
  const challengeId = await insertChallenge(ctx.tx, { kind, accountId: null, secretHash: randomBytes(32), subject: {}, at: ctx.now, expiresAt: plusSeconds(ctx.now, codeSeconds) })
  ctx.enqueue(answerAskingJob, { key: Buffer.from(numberKey(input.pin)).toString('hex'), what: input.what, challengeId })
  return { ok: true, challengeId }
}

export const answerAskingJob = 'eid.answer-asking'
const texts = { lock: 'Mã khóa tài khoản Congdan', recovery: 'Mã lấy lại tài khoản Congdan' } as const

export async function answerAsking(ctx: Ctx, asked: { key: string; what: Asking; challengeId: string }): Promise<void> {
  const account = await accountByNumberKey(ctx.tx, Buffer.from(asked.key, 'hex'))
  if (!account || !mayAsk(account, asked.what)) return
  const sent = keys().hmac('one-time-code', `asked:${account.accountId}:${asked.what}`)
  const perAccount = { key: sent, limit: 'asking-for-account' } as const
  if (await blocked(ctx, perAccount)) return
  await countOne(ctx, perAccount)
  if (asked.what === 'activation') return sendEnrolmentCode(ctx, account, 'activation', plusSeconds(ctx.now, eidRule('activation-days', ctx.today).value * 86_400))
  await codeFor(ctx, account, { challengeId: asked.challengeId, kind: kindOf[asked.what], text: texts[asked.what], arm: (hash) => armChallenge(ctx.tx, asked.challengeId, account.accountId, hash) })
}

/** A number alone regains an account of level 1, never one of level 2: recovery stays at the level of the account. */
const mayAsk = (account: Account, what: Asking): boolean => (what === 'activation' ? account.state === 'activation-pending' : account.state === 'active' && (what === 'lock' || account.level === 1))

defineJob(answerAskingJob, answerAsking)
