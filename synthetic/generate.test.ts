import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { areaAsOf, codeEntry, isWithin } from '../src/foundations/areas/index.ts'
import { checkCmnd9 } from '../src/kernel/old-number.ts'
import { checkPin } from '../src/kernel/personal-number.ts'
import { parsePhone } from '../src/kernel/phone.ts'
import { ageOn } from '../src/kernel/plain-date.ts'
import { checkPersonName } from '../src/kernel/vietnamese-name.ts'
import { maxBlocks, NumberBlock } from './numbers.ts'
import { cmndEraLastBirthYear, defaultAsOf, demoCommunes, generatePeople, personLine, prefixOfProvince, testPrefixes } from './index.ts'
import type { GenerateOptions, PersonSeed, Shape, SyntheticHousehold } from './index.ts'

const all = (options: Partial<GenerateOptions>): SyntheticHousehold[] => [...generatePeople({ seed: 'test', people: 20_000, errors: 'none', ...options })]
const hashOf = (households: SyntheticHousehold[]): string => {
  const hash = createHash('sha256')
  for (const { people } of households) for (const person of people) hash.update(`${personLine(person)}\n`)
  return hash.digest('hex')
}
const yearOf = (person: PersonSeed): number => Number(person.birthDate.slice(0, 4))
const isFull = (person: PersonSeed): boolean => person.birthDate.length === 10

describe('synthetic people', () => {
  let households: SyntheticHousehold[]
  let people: PersonSeed[]
  let byId: Map<string, PersonSeed>
  before(() => {
    households = all({ people: 40_000 })
    people = households.flatMap((household) => household.people)
    byId = new Map(people.map((person) => [person.externalId, person]))
  })

  test('the same seed gives the same people, another seed others', () => {
    const first = hashOf(all({ people: 5_000 }))
    assert.equal(hashOf(all({ people: 5_000 })), first)
    assert.notEqual(hashOf(all({ people: 5_000, seed: 'other' })), first)
  })

  test('a shard makes exactly the households it would have in the whole stream', () => {
    const communes = demoCommunes
    const whole = new Map(all({ people: 9_000, communes, withCast: false }).map((household) => [household.index, household]))
    const shard = all({ people: 3_000, communes, withCast: false, shard: { index: 1, of: 2 } })
    assert.equal(shard[0]?.index, 1024)
    for (const household of shard.slice(0, 500)) assert.deepEqual(household, whole.get(household.index))
  })

  test('the number of people asked for is met to within one household', () => {
    assert.ok(people.length >= 40_000 && people.length < 40_020, String(people.length))
  })

  test('each household has exactly one head, living and of age, and its members share the dwelling', () => {
    for (const { people: members, householdNo, residenceArea } of households) {
      const present = members.filter((person) => person.householdNo !== '')
      const heads = present.filter((person) => person.relationToHead === '01')
      assert.equal(heads.length, 1, householdNo)
      assert.equal(heads[0]!.lifeStatus, 'living')
      assert.ok(yearOf(heads[0]!) <= 2008)
      for (const person of present) assert.deepEqual([person.householdNo, person.residenceArea, person.residenceDetail], [householdNo, residenceArea, heads[0]!.residenceDetail])
    }
  })

  test('the dead and the missing belong to no household, and only the dead have a day of death after their birth', () => {
    const gone = people.filter((person) => person.lifeStatus !== 'living')
    assert.ok(gone.length > 50)
    for (const person of people) {
      assert.equal(person.householdNo === '', person.lifeStatus !== 'living', person.externalId)
      assert.equal(person.relationToHead === '', person.lifeStatus !== 'living')
      assert.equal(person.deathDate !== '', person.lifeStatus === 'deceased')
      if (person.deathDate !== '') assert.ok(person.deathDate > person.birthDate && person.deathDate <= defaultAsOf)
    }
  })

  test('every personal number is coherent with sex and year of birth and carries a test prefix (P1–P4)', () => {
    const rules = { provinceCodes: new Set<string>(), testProvinceCodes: new Set<string>(testPrefixes) }
    for (const person of people) {
      assert.deepEqual(checkPin(person.pin, { kind: 'new', gender: person.gender, birthDate: person.birthDate }, rules), [], person.pin)
      assert.ok(person.pin.startsWith('099'))
    }
  })

  test('external ids, personal numbers, CMND numbers, phones and mail addresses are each held once', () => {
    const once = (values: string[]): void => assert.equal(new Set(values).size, values.length)
    once(people.map((person) => person.externalId))
    once(people.map((person) => person.pin))
    once(people.flatMap((person) => person.cmnd9.split(';').filter(Boolean)))
    once(people.map((person) => person.phone).filter(Boolean))
    once(people.map((person) => person.email).filter(Boolean))
  })

  test('a register of more than nine million goes on with the next test prefix and never gives a number twice', () => {
    const numbers = new NumberBlock('099', 12_345)
    const given = [0, 1, maxBlocks - 1, maxBlocks, maxBlocks + 1, 4 * maxBlocks - 1].flatMap((block) => {
      numbers.start(block)
      return Array.from({ length: 50 }, () => [numbers.pin(true, 1980), numbers.phone(), numbers.cmnd9()]).flat()
    })
    assert.equal(new Set(given).size, given.length)
    assert.deepEqual([...new Set(given.filter((number) => number.length === 12).map((number) => number.slice(0, 3)))], ['099', '098', '090'])
    assert.throws(() => numbers.start(4 * maxBlocks), /36 million/)
  })

  test('no prefix outside the test set ever: each demo province has its own, others must name one', () => {
    for (const [province, prefix] of Object.entries(prefixOfProvince)) {
      for (const { people: members } of all({ province, people: 1_500 })) for (const person of members) assert.equal(person.pin.slice(0, 3), prefix)
    }
    assert.throws(() => all({ province: '01', people: 10 }), /test prefix/)
    assert.throws(() => all({ prefix: '086' as '099', people: 10 }), /test prefix/)
  })

  test('mothers were 18 to 42 at a birth, fathers at least 18', () => {
    let checked = 0
    for (const child of people) {
      const mother = byId.get(child.motherExternalId)
      const father = byId.get(child.fatherExternalId)
      if (mother !== undefined) {
        const age = isFull(mother) && isFull(child) ? ageOn(mother.birthDate, child.birthDate) : undefined
        const years = yearOf(child) - yearOf(mother)
        assert.ok(age === undefined ? years >= 18 && years <= 43 : age >= 18 && age <= 42, `${child.externalId} ${age ?? years}`)
        assert.equal(mother.gender, 'female')
        checked++
      }
      if (father !== undefined) assert.ok(yearOf(child) - yearOf(father) >= 18 && father.gender === 'male', child.externalId)
    }
    assert.ok(checked > 5_000)
  })

  test('every parent and spouse named is in the list; marriages are reciprocal, between a man of 20 and a woman of 18 or more', () => {
    for (const person of people) {
      for (const id of [person.fatherExternalId, person.motherExternalId, person.spouseExternalId]) assert.ok(id === '' || byId.has(id), id)
      const spouse = byId.get(person.spouseExternalId)
      if (spouse === undefined) continue
      assert.equal(spouse.spouseExternalId, person.externalId)
      assert.notEqual(spouse.gender, person.gender)
      assert.ok(2026 - yearOf(person) >= (person.gender === 'male' ? 20 : 18), person.externalId)
      assert.equal(person.maritalStatus, spouse.lifeStatus === 'deceased' ? 'widowed' : 'married', person.externalId)
    }
  })

  test('codes exist: communes of today in the province, relation, ethnic group, religion, blood group', () => {
    for (const person of people) {
      for (const code of [person.residenceArea, person.birthPlaceArea, person.birthRegistrationArea, person.nativePlaceArea]) {
        assert.ok(isWithin(code, '86', defaultAsOf) && areaAsOf(code, defaultAsOf)?.level === 'commune', code)
      }
      assert.ok((demoCommunes as readonly string[]).includes(person.residenceArea))
      if (person.relationToHead !== '') assert.ok(codeEntry('relation-to-head', person.relationToHead, defaultAsOf), person.relationToHead)
      assert.ok(codeEntry('ethnic-groups', person.ethnicity, defaultAsOf), person.ethnicity)
      assert.ok(codeEntry('religions', person.religion, defaultAsOf), person.religion)
      if (person.bloodType !== '') assert.ok(codeEntry('blood-types', person.bloodType, defaultAsOf), person.bloodType)
    }
  })

  test('places are written as on the day of birth: three levels before 2025-07-01, two since', () => {
    assert.ok(people.some((person) => person.birthDate >= '2025-07-01'))
    for (const person of people) assert.equal(person.birthPlaceText.split(', ').length, person.birthDate >= '2025-07-01' ? 2 : 3, person.birthPlaceText)
  })

  test('names, phones and old numbers pass the rules of the register', () => {
    for (const person of people) {
      assert.deepEqual(checkPersonName(person.fullName), [], person.fullName)
      assert.equal(person.fullName, person.fullName.normalize('NFC'))
      if (person.phone !== '') assert.equal(parsePhone(person.phone)?.national, person.phone)
      for (const number of person.cmnd9.split(';').filter(Boolean)) assert.deepEqual(checkCmnd9(number), [])
      if (yearOf(person) <= cmndEraLastBirthYear) assert.notEqual(person.cmnd9, '', person.externalId)
      if (yearOf(person) > 2001) assert.equal(person.cmnd9, '')
    }
  })

  test('the hard cases exist: twins, brothers and sisters of one name, three generations, dates of birth by year alone', () => {
    const siblings = Map.groupBy(people.filter((person) => person.motherExternalId !== ''), (person) => person.motherExternalId)
    const pairs = (same: (a: PersonSeed, b: PersonSeed) => boolean): number =>
      [...siblings.values()].filter((list) => list.some((a, at) => list.slice(at + 1).some((b) => same(a, b)))).length
    assert.ok(pairs((a, b) => a.birthDate === b.birthDate) > 40, 'twins')
    assert.ok(pairs((a, b) => a.fullName === b.fullName && a.gender === b.gender) >= 3, 'homonyms')
    assert.ok(households.filter((household) => household.people.some((person) => person.relationToHead === '16')).length > 300, 'grandchildren')
    const partial = people.filter((person) => person.birthDate.length < 10)
    assert.ok(partial.length > 100 && partial.every((person) => yearOf(person) < 1970))
    assert.ok(people.some((person) => person.cmnd9.includes(';')))
  })
})

describe('hard shapes of families', () => {
  const rowsOf = (households: readonly SyntheticHousehold[], shape: Shape): { externalId: string; otherId: string }[] => households.flatMap((household) => (household.shapes ?? []).filter((row) => row.shape === shape))
  const none = { twins: 0, homonymSiblings: 0, remarriedMothers: 0, minorities: 0, ownNames: 0 }

  test('shares are parameters, and what was made is written beside', () => {
    const plain = all({ people: 6_000, shapes: none })
    for (const shape of ['twin', 'homonym-sibling', 'remarried-mother'] as const) assert.ok(rowsOf(plain, shape).length <= (shape === 'homonym-sibling' ? 3 : 0), shape)
    const many = all({ people: 6_000, shapes: { twins: 0.3, homonymSiblings: 0.2, remarriedMothers: 0.8, minorities: 0.5, ownNames: 1 } })
    for (const shape of ['twin', 'homonym-sibling', 'remarried-mother', 'own-name'] as const) assert.ok(rowsOf(many, shape).length > 50, `${shape}: ${rowsOf(many, shape).length}`)
    const byId = new Map(many.flatMap((household) => household.people).map((person) => [person.externalId, person]))
    for (const { externalId, otherId } of rowsOf(many, 'twin')) {
      const [one, other] = [byId.get(externalId)!, byId.get(otherId)!]
      assert.equal(one.motherExternalId, other.motherExternalId)
      assert.notEqual(one.pin, other.pin)
      if (isFull(one) && isFull(other) && !one.birthDate.endsWith('-01-01') && !other.birthDate.endsWith('-01-01')) assert.equal(one.birthDate, other.birthDate)
    }
    for (const { externalId, otherId } of rowsOf(many, 'homonym-sibling')) assert.equal(byId.get(externalId)!.fullName, byId.get(otherId)!.fullName)
    assert.throws(() => all({ people: 10, shapes: { twins: 2 } }), /share/)
  })

  test('a remarried mother has children of two family names: the older without the man she is married to now', () => {
    const households = all({ people: 6_000, shapes: { ...none, remarriedMothers: 1 } })
    const byId = new Map(households.flatMap((household) => household.people).map((person) => [person.externalId, person]))
    const mothers = Map.groupBy(rowsOf(households, 'remarried-mother'), (row) => row.externalId)
    assert.ok(mothers.size > 200)
    for (const [id, rows] of mothers) {
      const mother = byId.get(id)!
      assert.equal(mother.lifeStatus, 'living')
      const first = rows.map((row) => byId.get(row.otherId)!)
      const own = [...byId.values()].filter((child) => child.motherExternalId === id && child.fatherExternalId !== '')
      assert.ok(own.length > 0 && own.every((child) => child.fatherExternalId === mother.spouseExternalId))
      for (const child of first) {
        assert.equal(child.fatherExternalId, '')
        assert.notEqual(child.fullName.split(' ')[0], own[0]!.fullName.split(' ')[0], child.externalId)
      }
    }
  })

  test('a household no shape is drawn for is the same whatever the share of remarried mothers', () => {
    const without = new Map(all({ people: 6_000, shapes: { ...none, twins: 0.011 } }).map((household) => [household.index, household]))
    let same = 0
    for (const household of all({ people: 6_000, shapes: { ...none, twins: 0.011, remarriedMothers: 0.3 } })) {
      const other = without.get(household.index)
      if (!other || household.shapes?.some((row) => row.shape === 'remarried-mother')) continue
      assert.deepEqual(household.people, other.people)
      same++
    }
    assert.ok(same > 1_000)
  })

  test('names of other peoples are in their own form and pass the rules of the register', () => {
    const people = all({ people: 6_000, province: '86', shapes: { minorities: 1, ownNames: 1 } }).filter((household) => household.index >= 0).flatMap((household) => household.people)
    for (const person of people) assert.deepEqual(checkPersonName(person.fullName), [], person.fullName)
    const of = (ethnicity: string, gender: string): PersonSeed[] => people.filter((person) => person.ethnicity === ethnicity && person.gender === gender)
    assert.ok(of('12', 'female').length > 20 && of('12', 'female').every((person) => person.fullName.startsWith("H'")))
    assert.ok(of('12', 'male').length > 20 && of('12', 'male').every((person) => person.fullName.startsWith('Y ')))
    assert.ok(of('08', 'male').some((person) => person.fullName.split(' ')[1] === 'A'))
  })
})
