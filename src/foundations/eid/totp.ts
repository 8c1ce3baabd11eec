import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isId } from '../../kernel/ids.ts'
import { allow, keys, millisecondsOf, plusSeconds, type Ctx } from '../../platform/index.ts'
import { authenticatorOfKind, insertAuthenticator, insertChallenge, tryChallenge, useChallenge, useTotpStep } from './eid.sql.ts'
import { refuseUnlessFresh } from './fresh-proof.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { signedIn } from './sessions.ts'
import { blocked, countOne, forget, oneAtATime, totpFailures } from './throttle.ts'

const stepSeconds = 30
const digits = 6

/** A code of RFC 6238 (HMAC-SHA-1, 30 seconds, six digits): what every authenticator app makes. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac[19]! & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0')
}

export const stepAt = (now: string): number => Math.floor(millisecondsOf(now) / 1000 / stepSeconds)

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32 without padding: as apps take a secret by hand. */
export function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

interface TotpData { readonly secret: string; readonly lastStep: number }

/** Starts adding an authenticator app: the secret is shown once and kept encrypted until the first right code. */
export async function beginTotp(ctx: Ctx): Promise<{ setUpId: string; secret: string; uri: string }> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  const secret = randomBytes(20)
  const sealed = Buffer.from(keys().encrypt('field-encryption', secret, contextOf(me.accountId))).toString('base64url')
  const setUpId = await insertChallenge(ctx.tx, { kind: 'totp-set-up', accountId: me.accountId, secretHash: keys().hmac('one-time-code', sealed), subject: { sealed }, at: ctx.now, expiresAt: plusSeconds(ctx.now, 900) })
  return { setUpId, secret: base32(secret), uri: `otpauth://totp/Congdan?secret=${base32(secret)}&issuer=Congdan` }
}

/** The secret of a set-up that was begun, to show the page again after a wrong code; undefined when it has ended. */
export async function addTotp(ctx: Ctx, input: { setUpId: string; code: string }): Promise<'added' | { readonly wrong: true; readonly secret: string; readonly uri: string } | 'ended'> {
  const me = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: me.personId })
  await refuseUnlessFresh(ctx)
  const begun = isId(input.setUpId) ? await tryChallenge(ctx.tx, input.setUpId, 'totp-set-up', ctx.now, 10) : undefined
  if (!begun || begun.accountId !== me.accountId) return 'ended'
  const sealed = String(begun.subject['sealed'])
  const secret = keys().decrypt('field-encryption', Buffer.from(sealed, 'base64url'), contextOf(me.accountId))
  const step = matchingStep(secret, input.code, stepAt(ctx.now))
  if (step === undefined) return { wrong: true, secret: base32(secret), uri: `otpauth://totp/Congdan?secret=${base32(secret)}&issuer=Congdan` }
  if (!(await useChallenge(ctx.tx, input.setUpId, ctx.now))) return 'ended'
  refuseUnless(!(await authenticatorOfKind(ctx.tx, me.accountId, 'totp')), 'eid.totp-known')
  const label = 'Ứng dụng tạo mã'
  if (!(await insertAuthenticator(ctx.tx, { accountId: me.accountId, kind: 'totp', label, credentialId: null, data: { secret: sealed, lastStep: step } satisfies TotpData, at: ctx.now }))) refuse('eid.totp-known')
  ctx.publish('eid.authenticator-added', { accountId: me.accountId, personId: me.personId, kind: 'totp', label }, { subject: me.personId })
  return 'added'
}

export const hasTotp = async (ctx: Ctx, accountId: string): Promise<boolean> => (await authenticatorOfKind(ctx.tx, accountId, 'totp')) !== undefined

/**
 * Is this the code of the holder's app now, or of the step before or after? Each code works once, also when sent many times at once;
 * wrong ones are counted. False where the account has no app.
 */
export async function checkTotp(ctx: Ctx, accountId: string, typed: string): Promise<boolean> {
  const app = await authenticatorOfKind<TotpData>(ctx.tx, accountId, 'totp')
  if (!app) return false
  const failures = totpFailures(accountId)
  await oneAtATime(ctx, failures)
  if (await blocked(ctx, failures)) return false
  const secret = keys().decrypt('field-encryption', Buffer.from(app.data.secret, 'base64url'), contextOf(accountId))
  const step = matchingStep(secret, typed, stepAt(ctx.now))
  if (step !== undefined && (await useTotpStep(ctx.tx, app.authenticatorId, step, ctx.now))) {
    await forget(ctx, failures)
    return true
  }
  await countOne(ctx, failures)
  return false
}

function matchingStep(secret: Uint8Array, typed: string, now: number): number | undefined {
  const given = Buffer.from(typed.replace(/\D/g, '').padStart(digits, ' ').slice(0, 20))
  return [now, now - 1, now + 1].find((step) => {
    const code = Buffer.from(totpCode(secret, step))
    return given.length === code.length && timingSafeEqual(given, code)
  })
}

const contextOf = (accountId: string): string => `eid.totp:${accountId}`
