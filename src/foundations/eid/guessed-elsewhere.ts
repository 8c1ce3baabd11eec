import { randomBytes } from 'node:crypto'
import { allow, defineJob, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { codeFor } from './codes.ts'
import { accountById, accountByNumberKey, armChallenge, insertChallenge } from './eid.sql.ts'
import { numberKey } from './open-account.ts'
import { hasTotp } from './totp.ts'
import { blocked, codesSent, countOne } from './throttle.ts'

const codeSeconds = 300
const kind = 'sign-in-code'
const sendJob = 'eid.send-code-alike'
const tellJob = 'eid.tell-of-guessing'

/**
 * The one answer to a right and a wrong password while a number is guessed at from many lines: a challenge and a job, the same in words, rows and time. Only where the
 * password was right does the job send a code; so a guess is worth nothing without the phone, and its holder needs no more steps than ever.
 */
export async function answerAlike(ctx: Ctx, account: Account | undefined, subject: object): Promise<{ challengeId: string; to: null; expiresAt: Instant }> {
  allow(ctx, 'eid.sign-in')
  const expiresAt = plusSeconds(ctx.now, codeSeconds)
  const challengeId = await insertChallenge(ctx.tx, { kind, accountId: null, secretHash: randomBytes(32), subject: { ...subject, app: true }, at: ctx.now, expiresAt })
  ctx.enqueue(sendJob, { challengeId, accountId: account?.accountId ?? null })
  return { challengeId, to: null, expiresAt }
}

defineJob<{ challengeId: string; accountId: string | null }>(sendJob, async (ctx, { challengeId, accountId }) => {
  const account = accountId === null ? undefined : await accountById(ctx.tx, accountId)
  if (!account) return
  const sent = codesSent(account.accountId, kind)
  const arm = (hash: Uint8Array) => armChallenge(ctx.tx, challengeId, account.accountId, hash)
  // Whoever has an app and no phone waits for no message, nor does who has had ten.
  if ((account.phone === null && account.email === null) || (await blocked(ctx, sent))) return void ((await hasTotp(ctx, account.accountId)) && (await arm(randomBytes(32))))
  await countOne(ctx, sent)
  await codeFor(ctx, account, { challengeId, kind, text: 'Mã đăng nhập Congdan', arm })
})

/** The holder is told, once a week at most; whose number it is, and whether it is anybody's, a job finds out. */
export function noteGuessing(ctx: Ctx, pin: string): void {
  ctx.enqueue(tellJob, { key: Buffer.from(numberKey(pin)).toString('hex') })
}

defineJob<{ key: string }>(tellJob, async (ctx, { key }) => {
  const account = await accountByNumberKey(ctx.tx, Buffer.from(key, 'hex'))
  if (account?.state === 'active') ctx.publish('eid.password-guessed', { accountId: account.accountId, personId: account.personId }, { subject: account.personId })
})
