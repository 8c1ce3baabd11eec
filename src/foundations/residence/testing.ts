import { newId } from '../../kernel/ids.ts'
import { earliest } from '../../kernel/partial-date.ts'
import { systemActor, type TestDatabase } from '../../platform/testing.ts'
import type { NewPerson, NewRelative, PersonFacts } from '../population/index.ts'
import { importPerson } from './import-person.ts'
import type { ImportedResidence } from './residence-acts.ts'

/** Two communes of today in one province, and one elsewhere. */
export const communes = { home: '29602', second: '29308', elsewhere: '00004' } as const

export interface SomePerson {
  readonly name?: string
  readonly birthDate?: string
  readonly gender?: 'male' | 'female'
  readonly facts?: Partial<PersonFacts>
  readonly pin?: string
  readonly cmnd9?: string
  readonly relatives?: readonly NewRelative[]
  readonly personId?: string
  readonly household?: { readonly householdId: string; readonly relationToHead: string; readonly opens?: boolean }
  readonly area?: string
  readonly since?: string
  readonly now?: string
}

let serial = 100_000

/** A coherent test number of this gender and year. */
export function testPin(gender: 'male' | 'female', year: number): string {
  const century = (year >= 2000 ? 2 : 0) + (gender === 'female' ? 1 : 0)
  return `099${century}${String(year % 100).padStart(2, '0')}${serial++}`
}

/** Brings one person into the register of a test database, with a residence where `household` or `area` is given. */
export async function somePerson(t: TestDatabase, given: SomePerson = {}): Promise<{ personId: string; pin: string }> {
  const birthDate = given.birthDate ?? '1990-05-12'
  const gender = given.gender ?? 'female'
  const pin = given.pin ?? testPin(gender, Number(birthDate.slice(0, 4)))
  const personId = given.personId ?? newId()
  const person: NewPerson = {
    personId, source: 'population-register', statedOn: '2025-01-01',
    facts: { fullName: given.name ?? 'Nguyễn Thị Mai', birthDate, gender, ethnicity: '01', religion: '00', nationalities: ['VNM'], maritalStatus: 'single', lifeStatus: 'living', ...given.facts },
    numbers: [{ kind: 'pin', value: pin, status: 'active' }, ...(given.cmnd9 ? [{ kind: 'cmnd9' as const, value: given.cmnd9, status: 'superseded' as const }] : [])],
    relatives: given.relatives ?? [],
  }
  const area = given.area ?? (given.household ? communes.home : undefined)
  const residence: ImportedResidence | undefined = area ? {
    kind: 'permanent', area, province: area === communes.elsewhere ? '01' : '86', detail: 'Số 45, Ấp Phước Lợi', oldText: null, since: given.since ?? earliest(birthDate),
    ...(given.household ? { household: { householdId: given.household.householdId, relationToHead: given.household.relationToHead, opens: given.household.opens ? { fileNumber: `86.${given.household.householdId.slice(-7)}` } : null } } : {}),
  } : undefined
  const options = given.now ? { now: given.now } : {}
  await t.as(systemActor, undefined, options)((ctx) => importPerson(ctx, { person, ...(residence ? { residence } : {}) }, { commandId: newId() }))
  return { personId, pin }
}
