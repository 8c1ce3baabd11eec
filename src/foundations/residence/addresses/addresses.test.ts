import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { sql } from '../../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../../platform/testing.ts'
import { rebuild } from '../../acts/index.ts'
import { communesOf, provincesOn } from '../../areas/index.ts'
import { readPerson } from '../../population/index.ts'
import { addressDecisions, convertAddresses, decideAddress, importPerson, readHousehold, residencesAsOf } from '../index.ts'
import { testPin } from '../testing.ts'
import { addressPlan } from './address-plan.ts'

const today = '2026-11-22'
const recorded = '2024-01-05T00:00:00.000Z'
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('what an old address becomes', () => {
  it('every commune before the reform has an answer, and no commune of today is touched', () => {
    let waiting = 0
    for (const province of provincesOn('2025-06-30')) for (const { code } of communesOf(province.code, '2025-06-30')) {
      const plan = addressPlan({ area: code, province: province.code, first: recorded }, today)
      if (plan && !plan.to) {
        waiting++
        assert.ok(plan.candidates.length > 1, code)
      }
    }
    assert.ok(waiting > 300 && waiting < 600, String(waiting))
    for (const province of provincesOn(today)) for (const { code } of communesOf(province.code, today)) assert.equal(addressPlan({ area: code, province: province.code, first: '2026-01-05T00:00:00.000Z' }, today), undefined, code)
  })
  it('a code that now names another unit means the old one only in older records', () => {
    const old = addressPlan({ area: '29719', province: '86', first: recorded }, today)
    assert.deepEqual([old?.candidates, old?.before], [['29719', '29836'], '2025-06-30T17:00:00.000Z'])
    assert.equal(addressPlan({ area: '29719', province: '86', first: '2025-07-02T00:00:00.000Z' }, today), undefined)
  })
  it('a code nobody knows waits for a person', () => assert.deepEqual(addressPlan({ area: '99999', province: '86', first: recorded }, today), { area: '99999', province: '86', before: null, oldText: '99999', to: null, candidates: [] }))
})

describe('converting addresses', async () => {
  const t = await testDb()
  after(() => t.close())
  const as = (area: string) => t.as(officerActor('police-officer', [area]), undefined, { now: '2026-11-22T02:00:00.000Z' })
  async function someone(area: string, home: { householdId: string; relationToHead: string; opens?: { fileNumber: string } } | null, at = recorded) {
    const personId = newId()
    const person = { personId, source: 'population-register', statedOn: '2024-01-01', facts: { fullName: 'Lê Văn Cũ', birthDate: '1980-01-01', gender: 'male' as const }, numbers: [{ kind: 'pin' as const, value: testPin('male', 1980), status: 'active' as const }], relatives: [] }
    await t.as(systemActor, undefined, { now: at })((ctx) => importPerson(ctx, { person, residence: { kind: 'permanent', area, province: '86', detail: 'Ấp 1', oldText: null, since: '2010-01-01', household: home } }, { commandId: newId() }))
    return personId
  }
  const [whole, divided, kept] = [newId(), newId(), newId()]
  const head = await someone('29542', { householdId: whole, relationToHead: '01', opens: { fileNumber: '86.1' } })
  const wife = await someone('29542', { householdId: whole, relationToHead: '02' })
  const lonely = await someone('29545', null)
  const between = await someone('29764', { householdId: divided, relationToHead: '01', opens: { fileNumber: '86.2' } })
  await someone('29602', { householdId: kept, relationToHead: '01', opens: { fileNumber: '86.3' } }, '2026-01-05T00:00:00.000Z')
  const convert = (batch = 1) => convertAddresses({ database: t.db, asOf: today, batch, now: '2026-11-21T02:00:00.000Z' })

  it('moves whole households and people outside any to the unit of that day; the police of today find them, and the past stays as it was', async () => {
    const report = await convert()
    assert.deepEqual(report.map((each) => [each.area, each.to, each.households, each.people, each.opened]), [['29542', '29551', 1, 0, 0], ['29545', '29590', 0, 1, 0], ['29764', null, 1, 0, 1]])
    const home = await as('29551')((ctx) => readHousehold(ctx, whole))
    assert.deepEqual([home.address.area, home.members.length], ['29551', 2])
    assert.match(home.address.oldText ?? '', /Phường|Xã|Thị trấn/)
    for (const personId of [head, wife]) {
      assert.equal((await as('29551')((ctx) => readPerson(ctx, personId, ['area']))).area, '29551')
      const before = await as('29551')((ctx) => residencesAsOf(ctx, personId, { true: '2025-06-30' }))
      assert.deepEqual(before.map((each) => each.address.area), ['29542'])
    }
    assert.equal((await as('29590')((ctx) => readPerson(ctx, lonely, ['area']))).area, '29590')
  })

  it('run again it does nothing twice, and opens no line twice', async () => {
    const acts = async () => (await t.owner.query<{ n: number }>(sql`select count(*)::int as n from legal_act`))[0]!.n
    const before = await acts()
    assert.deepEqual((await convert(100)).map((each) => [each.area, each.opened]), [['29764', 0]])
    assert.equal(await acts(), before)
    assert.equal((await t.owner.query(sql`select 1 from household where household_id = ${kept} and superseded_at is not null`)).length, 0)
  })

  it('a divided commune is decided by a person of one of its parts, once', async () => {
    const [line] = await as('29767')((ctx) => addressDecisions(ctx, '29767'))
    assert.deepEqual([line?.householdId, line?.candidates.map((each) => each.area)], [divided, ['29767', '29770']])
    assert.match(line!.oldText, /tỉnh Vĩnh Long/)
    const decide = (area: string) => ({ decisionId: line!.decisionId, area, commandId: newId() })
    await assert.rejects(as('29602')((ctx) => decideAddress(ctx, decide('29602'))), refusedWith('residence.no-part'))
    await assert.rejects(as('29767')((ctx) => decideAddress(ctx, decide('29770'))), refusedWith('authorise.not-allowed'))
    await as('29770')((ctx) => decideAddress(ctx, decide('29770')))
    await assert.rejects(as('29767')((ctx) => decideAddress(ctx, decide('29767'))), refusedWith('residence.decision-gone'))
    assert.equal((await as('29770')((ctx) => readPerson(ctx, between, ['area']))).area, '29770')
    assert.deepEqual(await convert(), [])
  })

  it('replays to the same rows', async () => assert.deepEqual((await rebuild({ database: t.owner })).differences, []))
})
