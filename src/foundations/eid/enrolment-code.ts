import { randomInt } from 'node:crypto'
import { keys, type Ctx, type Instant } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { deliverCode } from './codes.ts'
import { endEnrolments, insertChallenge } from './eid.sql.ts'

/** Why somebody may set up a way of signing in without having one: the first time, or because the old one is lost. */
export type EnrolmentWhy = 'activation' | 'recovery'

/** Without letters that look like digits: read from paper, typed on a phone. Twelve of them are sixty bits. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const enrolmentLength = 12

/** Shown in groups of four. */
export const groupEnrolmentCode = (code: string): string => code.match(/.{1,4}/g)!.join('-')
export const parseEnrolmentCode = (typed: string): string => typed.toUpperCase().replace(/[\s.-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')

/** Makes a code for this account; earlier ones end. Returned only to be sent or handed over: kept as a keyed hash. */
export async function issueEnrolmentCode(ctx: Ctx, account: Account, why: EnrolmentWhy, until: Instant): Promise<string> {
  await endEnrolments(ctx.tx, account.accountId, ctx.now)
  const code = Array.from({ length: enrolmentLength }, () => letters[randomInt(letters.length)]).join('')
  await insertChallenge(ctx.tx, { kind: 'enrolment', accountId: account.accountId, secretHash: enrolmentHash(code), subject: { why }, at: ctx.now, expiresAt: until })
  return code
}

/** Sends a fresh code to where the account's holder is reached. */
export async function sendEnrolmentCode(ctx: Ctx, account: Account, why: EnrolmentWhy, until: Instant): Promise<void> {
  const code = await issueEnrolmentCode(ctx, account, why, until)
  await deliverCode.call(ctx, { personId: account.personId, phone: account.phone, email: account.email, code: groupEnrolmentCode(code), what: 'enrolment', text: 'Mã kích hoạt định danh Congdan', until })
}

export const enrolmentHash = (code: string): Uint8Array => keys().hmac('one-time-code', `enrolment:${code}`)
