import { newId } from '../../kernel/ids.ts'
import { officerActor, systemActor, type TestDatabase } from '../../platform/testing.ts'
import { importPerson } from '../residence/index.ts'

export const commune = '29602'
export const now = '2026-11-22T02:00:00.000Z'
export const chair = officerActor('commune-chair', [commune])
export const justice = officerActor('justice-officer', [commune], { personId: '00000000-0000-7000-8000-000000000001' })
export const working = { code: 'civil-status', basis: 'Luật Hộ tịch 2014', text: 'Làm việc hộ tịch' }
export const registering = { area: commune, signer: { fullName: 'Nguyễn Quốc Dũng', title: 'Chủ tịch' } }
export const court = { number: '12/2026/QĐST', date: '2026-10-01', issuer: 'Tòa án nhân dân khu vực 1 (mẫu)' }

let serial = 3000
/** Somebody of the register with a household of their own; parents where given stand in both directions. */
export async function someone(t: TestDatabase, name: string, gender: 'male' | 'female', birthDate: string, more: { mother?: string; father?: string; maritalStatus?: 'single' | 'married' | null; ethnicity?: string } = {}): Promise<string> {
  const personId = newId()
  const century = Number(birthDate.slice(0, 2)) - 19
  const pin = `099${century * 2 + (gender === 'male' ? 0 : 1)}${birthDate.slice(2, 4)}${String(++serial).padStart(6, '0')}`
  const relatives = (['mother', 'father'] as const).flatMap((kind) => (more[kind] ? [{ kind, personId: more[kind], mutual: true }] : []))
  await t.as(systemActor, undefined, { now })((ctx) => importPerson(ctx, {
    person: {
      personId, source: 'population-register', statedOn: '2025-01-01', numbers: [{ kind: 'pin', value: pin, status: 'active' }], relatives,
      facts: { fullName: name, birthDate, gender, ethnicity: more.ethnicity ?? '01', nationalities: ['VNM'], maritalStatus: more.maritalStatus === undefined ? 'single' : more.maritalStatus, birthRegistrationPlace: { area: commune, text: 'xã mẫu' } },
    },
    residence: { kind: 'permanent', area: commune, province: '86', detail: `Số ${serial}`, oldText: null, since: '2020-01-01', household: { householdId: newId(), relationToHead: '01', opens: { fileNumber: `86.${serial}` } } },
  }, { commandId: newId() }))
  return personId
}
