import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { allow, type Ctx } from '../../platform/index.ts'
import type { Account, Factor } from './account.ts'
import { enrolmentHash, enrolmentLength, parseEnrolmentCode, type EnrolmentWhy } from './enrolment-code.ts'
import { accountById, enrolmentByHash, lockAccountRow, moveAccount, revokeAllAuthenticators, revokeSessionsOfPerson, useChallenge } from './eid.sql.ts'
import { beginPasskeyFor, keepPasskey } from './passkeys.ts'
import type { Site } from './passkey-offer.ts'
import { setPassword } from './manage-account.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { openNewSession } from './sessions.ts'
import { blocked, countOne, enrolmentFailures, forget, oneAtATime } from './throttle.ts'

export interface Enrolment { readonly challengeId: string; readonly account: Account; readonly why: EnrolmentWhy }
export type EnrolmentOutcome = { readonly ok: true; readonly why: EnrolmentWhy } | { readonly ok: false; readonly reason: 'wrong' | 'too-many' }

/** Is this a code that holds? Wrong ones are counted per line they come from; returns instead of refusing so that they stay counted. */
export async function checkEnrolmentCode(ctx: Ctx, input: { code: string; origin: string }): Promise<EnrolmentOutcome> {
  allow(ctx, 'eid.sign-in')
  const failures = enrolmentFailures(input.origin)
  await oneAtATime(ctx, failures)
  if (await blocked(ctx, failures)) return { ok: false, reason: 'too-many' }
  const found = await find(ctx, input.code)
  if (!found) {
    await countOne(ctx, failures)
    return { ok: false, reason: 'wrong' }
  }
  await forget(ctx, failures)
  return { ok: true, why: found.why }
}

/** C-02, the way without a passkey: sets the password, brings the account into use and signs its holder in. */
export async function enrolWithPassword(ctx: Ctx, input: { code: string; password: string; device: string; tokenHash: string }): Promise<{ personId: string; accountId: string }> {
  allow(ctx, 'eid.sign-in')
  const { account, asHolder } = await take(ctx, input.code)
  await setPassword(asHolder, account.accountId, input.password)
  // Possession of the phone or letter, and a password that was just chosen: two factors, level 2 of NĐ 69/2024 art. 20.
  await openNewSession(asHolder, account, ['pwd', 'otp'], input.device, input.tokenHash)
  return { personId: account.personId, accountId: account.accountId }
}

export async function beginEnrolmentPasskey(ctx: Ctx, code: string, site: Site): Promise<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }> {
  allow(ctx, 'eid.sign-in')
  const { account } = (await find(ctx, code)) ?? refuse('eid.enrolment-ended')
  return beginPasskeyFor(ctx, account, site, [])
}

/** C-02 with a passkey: nothing to remember. */
export async function enrolWithPasskey(ctx: Ctx, input: { code: string; challengeId: string; response: RegistrationResponseJSON; label: string; site: Site; device: string; tokenHash: string }): Promise<{ personId: string }> {
  allow(ctx, 'eid.sign-in')
  const { account, asHolder } = await take(ctx, input.code)
  const factors: Factor[] = await keepPasskey(asHolder, account, input)
  await openNewSession(asHolder, account, factors, input.device, input.tokenHash)
  return { personId: account.personId }
}

async function find(ctx: Ctx, typed: string): Promise<Enrolment | undefined> {
  const code = parseEnrolmentCode(typed)
  if (code.length !== enrolmentLength) return undefined
  const challenge = await enrolmentByHash(ctx.tx, enrolmentHash(code), ctx.now)
  const account = challenge?.accountId ? await accountById(ctx.tx, challenge.accountId) : undefined
  const why = challenge?.subject['why'] as EnrolmentWhy
  if (!challenge || !account || account.state !== (why === 'activation' ? 'activation-pending' : 'active')) return undefined
  return { challengeId: challenge.challengeId, account, why }
}

/** Uses the code up and brings the account into use. Regaining it ends every old way in and every session: whoever found the old phone is out. */
async function take(ctx: Ctx, code: string): Promise<{ account: Account; asHolder: Ctx }> {
  const found = (await find(ctx, code)) ?? refuse('eid.enrolment-ended')
  refuseUnless(await useChallenge(ctx.tx, found.challengeId, ctx.now), 'eid.enrolment-ended')
  const asHolder: Ctx = { ...ctx, actor: { kind: 'system', name: found.why } }
  const before = (await lockAccountRow(ctx.tx, found.account.accountId))!
  const { accountId, personId } = before
  if (found.why === 'activation') {
    refuseUnless(await moveAccount(ctx.tx, before, 'active', asHolder.actor, ctx.now, null), 'eid.changed-meanwhile')
    ctx.publish('eid.account-activated', { accountId, personId }, { subject: personId })
  } else {
    refuseUnless(before.state === 'active', 'eid.enrolment-ended')
    await revokeAllAuthenticators(ctx.tx, accountId, ctx.now)
    await revokeSessionsOfPerson(ctx.tx, personId, ctx.now)
    ctx.publish('eid.account-recovered', { accountId, personId }, { subject: personId })
  }
  return { account: (await accountById(ctx.tx, accountId))!, asHolder }
}
