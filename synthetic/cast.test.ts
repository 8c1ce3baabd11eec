import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { areaAsOf, areaName } from '../src/foundations/areas/index.ts'
import { checkPin } from '../src/kernel/personal-number.ts'
import { parsePhone } from '../src/kernel/phone.ts'
import { daysBetween } from '../src/kernel/plain-date.ts'
import { birthNotices, cast, castHouseholds, castOrganisations, demoCommunes, facilities, generatePeople, homeCommune, secondCommune } from './index.ts'

const today = '2026-11-22'
const everyone = castHouseholds().flatMap((household) => household.people)
const seedOf = (id: string) => everyone.find((person) => person.externalId === id)!
const householdOf = (id: string) => castHouseholds().find((household) => household.people.some((person) => person.externalId === id))!

describe('the cast', () => {
  test('stands whole at the start of every demo, however small', () => {
    const first = [...generatePeople({ seed: 'any', people: 5, errors: 'default' })]
    assert.deepEqual(first, castHouseholds())
    assert.equal(first.flatMap((household) => household.people).length, Object.keys(cast).length)
  })

  test('numbers are coherent, test-only, from the serials kept for the cast', () => {
    const rules = { provinceCodes: new Set<string>(), testProvinceCodes: new Set(['099']) }
    for (const person of Object.values(cast)) {
      assert.deepEqual(checkPin(person.pin, { kind: 'new', gender: person.gender, birthDate: person.birthDate }, rules), [])
      assert.match(person.pin, /^\d{6}99\d{4}$/)
      if (person.phone !== '') assert.ok(parsePhone(person.phone))
    }
    assert.equal(new Set(everyone.map((person) => person.pin)).size, everyone.length)
  })

  test('same home: Mai, 26, lives with her husband Nam, who is head; grandmother Sáu has no phone; no child is registered', () => {
    const home = householdOf(cast.mai.externalId)
    assert.deepEqual(home.people.map((person) => [person.externalId, person.relationToHead]), [[cast.nam.externalId, '01'], [cast.mai.externalId, '02'], [cast.baSau.externalId, '15']])
    assert.equal(2026 - Number(cast.mai.birthDate.slice(0, 4)), 26)
    assert.equal(cast.baSau.phone, '')
    assert.equal(cast.baSau.birthDate.length, 4)
  })

  test('two homes: Hoa and Bình are married, of two ethnic groups, registered in two communes with organisations', () => {
    const [hoa, binh] = [seedOf(cast.hoa.externalId), seedOf(cast.binh.externalId)]
    assert.deepEqual([hoa.residenceArea, binh.residenceArea], [homeCommune.code, secondCommune.code])
    assert.notEqual(hoa.ethnicity, binh.ethnicity)
    for (const area of [hoa.residenceArea, binh.residenceArea]) {
      assert.deepEqual(castOrganisations.filter((organisation) => organisation.areaCode === area).map((organisation) => organisation.kind).sort(), ['commune-committee', 'commune-police', 'service-centre'])
    }
  })

  test('both mothers have no child yet, and marriages and parents are consistent', () => {
    for (const mother of [cast.mai, cast.hoa]) assert.ok(everyone.every((person) => person.motherExternalId !== mother.externalId))
    for (const person of everyone) {
      if (person.spouseExternalId !== '') assert.equal(seedOf(person.spouseExternalId).spouseExternalId, person.externalId)
      if (person.motherExternalId !== '') assert.ok(Number(person.birthDate.slice(0, 4)) - Number(seedOf(person.motherExternalId).birthDate.slice(0, 4)) >= 18)
    }
  })

  test('one head per household of the cast', () => {
    for (const household of castHouseholds()) assert.equal(household.people.filter((person) => person.relationToHead === '01').length, 1)
  })

  test('every officer has a role, a post and an organisation', () => {
    const officers = Object.values(cast).filter((person) => person.role !== undefined)
    assert.equal(officers.length, 16)
    for (const officer of officers) assert.ok(officer.post && castOrganisations.some((organisation) => organisation.key === officer.organisationKey))
  })

  test('areas are real and their names current; unit codes have the shape of dossier codes and belong to nobody', () => {
    for (const code of demoCommunes) assert.equal(areaAsOf(code, today)?.parent, '86')
    assert.equal(areaName(homeCommune.code, today), homeCommune.name)
    assert.equal(areaName(secondCommune.code, today), secondCommune.name)
    for (const organisation of castOrganisations) assert.match(organisation.unitCode, /^H86\.\d{2}\.\d{2}$/)
    assert.equal(new Set(castOrganisations.map((organisation) => organisation.unitCode)).size, castOrganisations.length)
  })

  test('facilities are marked as samples, one first-registration clinic in each demo commune', () => {
    for (const facility of facilities) assert.ok(facility.name.endsWith('(mẫu)') && /^86M\d{2}$/.test(facility.code), facility.name)
    for (const code of demoCommunes) assert.equal(facilities.filter((facility) => facility.kind === 'health-station' && facility.areaCode === code).length, 1, code)
    for (const facility of facilities.filter((one) => one.kind === 'health-station')) assert.equal(facility.name, `Trạm Y tế ${areaName(facility.areaCode, today).replace(/^./, (first) => first.toLowerCase())} (mẫu)`)
  })

  test('three birth notices wait, a few days old and well inside the 60 days for registering', () => {
    const notices = birthNotices(today)
    assert.deepEqual(notices.map((notice) => notice.motherPin), [cast.mai.pin, cast.hoa.pin, cast.ut.pin])
    for (const notice of notices) {
      const age = daysBetween(notice.bornOn, today)
      assert.ok(age >= 3 && age <= 15 && notice.issuedOn <= today && notice.issuedOn >= notice.bornOn)
      assert.ok(facilities.some((facility) => facility.code === notice.facilityCode && facility.kind === 'hospital'))
    }
    assert.equal(new Set(notices.map((notice) => notice.number)).size, 3)
  })
})
