import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { areaAsOf } from '../src/foundations/areas/index.ts'
import { checkCmnd9 } from '../src/kernel/old-number.ts'
import { canonicalTone, plainKey } from '../src/kernel/vietnamese-text.ts'
import { columns, defaultAsOf, defaultErrorRates, generatePeople } from './index.ts'
import type { ErrorKind, PersonSeed, SyntheticHousehold, TruthRow } from './index.ts'
import { asTcvn3 } from './error-text.ts'

const wanted = { seed: 'dirty', people: 60_000 } as const

describe('planted errors and their truth', () => {
  let clean: Map<string, PersonSeed>
  let dirty: SyntheticHousehold[]
  let truth: TruthRow[]
  const ofKind = (kind: ErrorKind): TruthRow[] => truth.filter((row) => row.error === kind)
  const homeOf = (row: TruthRow): SyntheticHousehold => dirty.find((household) => household.truth?.includes(row))!

  before(() => {
    dirty = [...generatePeople({ ...wanted, errors: 4 })]
    truth = dirty.flatMap((household) => household.truth ?? [])
    clean = new Map([...generatePeople({ ...wanted, people: 70_000, errors: 'none' })].flatMap((household) => household.people.map((person) => [person.externalId, person] as const)))
  })

  test('the difference between clean and dirty people is exactly the truth, cell by cell', () => {
    const found: string[] = []
    for (const { people } of dirty) {
      for (const person of people) {
        const original = clean.get(person.externalId)
        if (original === undefined) { found.push(`${person.externalId}|row|${person.externalId.replace(/-D$/, '')}|${person.externalId}`); continue }
        for (const { name, key } of columns) if (person[key] !== original[key]) found.push(`${person.externalId}|${name}|${original[key]}|${person[key]}`)
      }
    }
    assert.deepEqual(found.sort(), truth.map((row) => `${row.externalId}|${row.field}|${row.trueValue}|${row.dirtyValue}`).sort())
  })

  test('every kind of error appears, each person has at most one kind', () => {
    for (const kind of Object.keys(defaultErrorRates) as ErrorKind[]) assert.ok(ofKind(kind).length > 0, kind)
    for (const [id, rows] of Map.groupBy(truth, (row) => row.externalId)) assert.equal(new Set(rows.map((row) => row.error)).size, 1, id)
  })

  test('without errors there is no truth, and the cast is never damaged', () => {
    for (const household of generatePeople({ seed: 'dirty', people: 3_000, errors: 'none' })) assert.equal(household.truth, undefined)
    assert.ok(truth.every((row) => !row.externalId.includes('cast')))
  })

  test('C01 leaves no head, C02 two', () => {
    const heads = (row: TruthRow): number => homeOf(row).people.filter((person) => person.relationToHead === '01').length
    for (const row of ofKind('no-head')) assert.equal(heads(row), 0)
    for (const row of ofKind('two-heads')) assert.equal(heads(row), 2)
  })

  test('C04 numbers fail the structure rule, C15 areas are closed today, C12 brings the dead back into the household', () => {
    for (const row of ofKind('cmnd9-structure')) assert.notDeepEqual(checkCmnd9(row.dirtyValue), [], row.dirtyValue)
    for (const row of ofKind('old-area-code')) {
      assert.equal(areaAsOf(row.dirtyValue, defaultAsOf), undefined)
      assert.ok(areaAsOf(row.dirtyValue, '2025-06-30'))
    }
    for (const row of ofKind('dead-in-household')) assert.equal(clean.get(row.externalId)?.lifeStatus, 'deceased')
  })

  test('C11 copies a living person under another id, C24 makes a parent of somebody less than eleven years older or younger', () => {
    for (const row of ofKind('person-twice')) assert.equal(clean.get(row.trueValue)?.lifeStatus, 'living')
    for (const row of ofKind('parent-too-young')) {
      const years = Number(clean.get(row.externalId)!.birthDate.slice(0, 4)) - Number(clean.get(row.dirtyValue)!.birthDate.slice(0, 4))
      assert.ok(Math.abs(years) < 11)
    }
  })

  test('damaged letters are the same name to the normaliser, except TCVN3, which looks as old files do', () => {
    for (const row of ofKind('name-decomposed')) assert.equal(row.dirtyValue.normalize('NFC'), row.trueValue)
    for (const row of ofKind('name-other-tone-place')) assert.equal(canonicalTone(row.dirtyValue), row.trueValue)
    for (const row of ofKind('name-without-marks')) assert.equal(plainKey(row.dirtyValue), plainKey(row.trueValue))
    assert.equal(asTcvn3('Nguyễn Thị Mai'), 'NguyÔn ThÞ Mai')
    assert.equal(asTcvn3('Đặng Văn Phước'), '§Æng V¨n Ph\u00adíc')
  })

  test('rates are parameters: one kind alone, a factor, and a refusal of more than the whole', () => {
    const silent = Object.fromEntries(Object.keys(defaultErrorRates).map((kind) => [kind, 0]))
    const only = [...generatePeople({ seed: 'one', people: 5_000, errors: { ...silent, 'phone-shared': 0.5 } })].flatMap((household) => household.truth ?? [])
    assert.ok(only.length > 500 && only.every((row) => row.error === 'phone-shared' && row.rule === 'C25' && row.field === 'phone'))
    assert.throws(() => [...generatePeople({ seed: 'x', people: 100, errors: { 'field-missing': 1 } })], /more than 1/)
    const dirtyShare = truth.length / 60_000
    assert.ok(dirtyShare > 0.12 && dirtyShare < 0.22, String(dirtyShare))
  })
})
