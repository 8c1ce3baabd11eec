import { randomInt } from 'node:crypto'
import { newId } from '../../kernel/ids.ts'
import { sameText } from '../../kernel/vietnamese-text.ts'
import { allow, keys, plusSeconds, type Ctx } from '../../platform/index.ts'
import { holdsRights, personIdOf, personStatus, readPeople } from '../population/index.ts'
import { maskPhone } from './account.ts'
import { codeHash, deliverCode, redeemCode } from './codes.ts'
import { insertChallenge } from './eid.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { eidRule } from './rules.ts'
import { intakeBasis } from './intake-basis.ts'
import { applicantOf, openCase } from './take-in.ts'
import { askingsFrom, blocked, codesSent, countOne } from './throttle.ts'

export interface RequestLevelOne {
  readonly pin: string
  readonly fullName: string
  readonly birthDate: string
  readonly phone: string
  readonly email: string | null
  readonly origin: string
}

/** Level 1 from home (NĐ 69/2024 đ.7), first half: a code goes to the phone that was typed, whoever typed it. Nothing is looked up yet. */
export async function beginLevelOneRequest(ctx: Ctx, input: RequestLevelOne): Promise<{ challengeId: string; to: string }> {
  allow(ctx, 'eid.sign-in')
  for (const count of [askingsFrom('level-1', input.origin), codesSent(input.phone, 'request-code')]) {
    if (await blocked(ctx, count)) refuse('eid.too-many-codes')
    await countOne(ctx, count)
  }
  const challengeId = newId()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const { origin: _line, ...asked } = input
  const sealed = Buffer.from(keys().encrypt('field-encryption', Buffer.from(JSON.stringify(asked)), `eid.request:${challengeId}`)).toString('base64url')
  await insertChallenge(ctx.tx, { challengeId, kind: 'request-code', accountId: null, secretHash: codeHash(challengeId, code), subject: { sealed }, at: ctx.now, expiresAt: plusSeconds(ctx.now, 600) })
  await deliverCode.call(ctx, { personId: challengeId, phone: input.phone, email: null, code, what: 'proof', text: 'Mã đăng ký định danh Congdan' })
  return { challengeId, to: maskPhone(input.phone) }
}

/**
 * Second half: the phone is proved. Where number, name and date of birth fit a living person of the age (data/eid) without an account, a
 * request stands in the queue of the police where they live; else nothing happens. Both are answered alike.
 */
export async function finishLevelOneRequest(ctx: Ctx, input: { challengeId: string; code: string }): Promise<'received' | 'wrong' | 'ended'> {
  allow(ctx, 'eid.sign-in')
  const redeemed = await redeemCode(ctx.tx, input.challengeId, 'request-code', input.code, ctx.now)
  if (!redeemed.ok) return redeemed.reason
  const sealed = Buffer.from(String(redeemed.challenge.subject['sealed']), 'base64url')
  const asked = JSON.parse(Buffer.from(keys().decrypt('field-encryption', sealed, `eid.request:${redeemed.challenge.challengeId}`)).toString()) as Omit<RequestLevelOne, 'origin'>
  const matching: Ctx = { ...ctx, actor: { kind: 'system', name: 'level-1-request' } }
  const personId = await matchingPerson(matching, asked)
  if (personId === null) return 'received'
  const applicant = await applicantOf(matching, personId)
  if (applicant.account !== null || applicant.age === null || applicant.age < eidRule('least-age-own', ctx.today).value) return 'received'
  await openCase(matching, applicant, {
    caseId: redeemed.challenge.challengeId, level: 1, withCard: false, phone: asked.phone, email: asked.email, representativeId: null, channel: 'remote',
    intakeUnit: null, intakeArea: null, takenBy: null, evidence: { register: true, phoneVerified: true, capture: null },
  })
  return 'received'
}

async function matchingPerson(ctx: Ctx, asked: Pick<RequestLevelOne, 'pin' | 'fullName' | 'birthDate'>): Promise<string | null> {
  const personId = await personIdOf(ctx.tx, asked.pin)
  if (!personId || !holdsRights((await personStatus(ctx.tx, personId))?.lifeStatus)) return null
  const person = (await readPeople(ctx, [personId], ['fullName', 'birthDate'], { lawfulBy: intakeBasis })).get(personId)
  refuseUnless(person, 'eid.person-unknown')
  return sameText(person.fullName, asked.fullName.trim()) && person.birthDate === asked.birthDate ? personId : null
}
