import sharp from 'sharp'
import type { CastKey } from '../../../synthetic/index.ts'
import type { CastHouse } from '../../app/testing/cast-house.ts'
import { sql } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { askConsent, beginIntake, consentOnPaper, fileAtCounter, findPerson, openIntake, type PaperConsent } from './index.ts'
import { answerWhole, type Submitted } from '../dossier/index.ts'

export const linkedBirth = 'khai-sinh-thuong-tru-bhyt'

/** A page as a scanner would hand it over. */
export async function scan(): Promise<UploadedFile> {
  const bytes = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fdfcf5' } }).jpeg().toBuffer()
  return { field: 'quet', name: 'phieu.jpg', type: 'image/jpeg', bytes }
}

/** Somebody of the cast stands at a desk: the case that the officer opens by the number of the card. */
export const atDesk = (house: CastHouse, officer: CastKey, person: { pin: string }, more: { reason?: 'file' | 'ask' | 'hand-over' | 'not-me' } = {}) =>
  house.asCast(officer)((ctx) => findPerson(ctx, { typed: person.pin, reason: more.reason ?? 'file' }))

/** Everything typed, nothing agreed yet. */
export async function typedAtDesk(house: CastHouse, officer: CastKey, person: { pin: string }, childName = 'Nguyễn Gia Hân'): Promise<{ caseId: string; draftId: string }> {
  const { caseId } = await atDesk(house, officer, person)
  const { draftId } = await house.asCast(officer)((ctx) => beginIntake(ctx, { caseId, slug: linkedBirth }))
  await house.asCast(officer)(async (ctx) => {
    const clinic = (await openIntake(ctx, draftId)).filing.lists?.['clinics']?.[0]?.value ?? ''
    const body = { 'child.fullName': childName, clinic, copies: '0', 'home.of': 'mother', 'child.ethnicityFrom': 'mother', 'child.nativePlaceFrom': 'father', 'contact.phone': '' }
    const saved = await answerWhole(ctx, { draftId, body })
    if (!saved.ok) throw new Error(saved.shown.errors.map((each) => `${each.field} ${each.vi}`).join('; '))
  })
  return { caseId, draftId }
}

/** A slip printed, signed and scanned back. */
export async function signOnPaper(house: CastHouse, officer: CastKey, draftId: string, more: Partial<PaperConsent> = {}): Promise<string> {
  const file = await scan()
  return house.asCast(officer)(async (ctx) => consentOnPaper(ctx, { draftId, method: 'signature', slip: (await askConsent(ctx, draftId)).slipCode, file, ...more }))
}

/** The whole way of a person without a phone: found, typed, agreed on paper, filed. */
export async function servedAtDesk(house: CastHouse, officer: CastKey, person: { pin: string }, childName?: string): Promise<Submitted & { caseId: string; draftId: string }> {
  const { caseId, draftId } = await typedAtDesk(house, officer, person, childName)
  await signOnPaper(house, officer, draftId)
  const filed = await house.asCast(officer)((ctx) => fileAtCounter(ctx, { draftId }))
  return { ...filed, caseId, draftId }
}

/** Rows of the access log about this person, newest first. */
export const looksAt = (house: CastHouse, personId: string) =>
  house.t.owner.query<{ purpose: string; role: string | null; dossierId: string | null; fields: string[]; kind: string }>(sql`
    select purpose_code as purpose, actor_role as role, dossier_id as "dossierId", fields, kind from access_log where ${personId}::uuid = any(subjects) order by log_id desc`)
