import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, testDb } from '../../platform/testing.ts'
import { changeHead, openHousehold, readHousehold, registerPermanent, residenceHistoryOf } from './index.ts'
import { communes, somePerson } from './testing.ts'

describe('the record of a household', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const at = (now: string) => t.as(police, undefined, { now })
  const morning = '2026-11-22T02:00:00.000Z'
  const householdId = newId()
  const father = await somePerson(t, { name: 'Lê Văn Ba', gender: 'male', birthDate: '1960', household: { householdId, relationToHead: '01', opens: true }, since: '2010-01-01' })
  const son = await somePerson(t, { name: 'Lê Văn Con', gender: 'male', birthDate: '1990-05-12', household: { householdId, relationToHead: '04' }, since: '2010-01-01' })
  const daughter = await somePerson(t, { name: 'Lê Thị Út', birthDate: '1995-05-12', household: { householdId, relationToHead: '04' }, since: '2010-01-01' })
  await at('2026-11-10T02:00:00.000Z')((ctx) => changeHead(ctx, { householdId, newHeadId: son.personId, relations: { [father.personId]: '06', [daughter.personId]: '20' }, from: '2026-11-01', commandId: newId() }))
  await at('2026-11-20T02:00:00.000Z')((ctx) => openHousehold(ctx, { personId: daughter.personId, place: { area: communes.home, detail: 'Số 9, Ấp Một' }, from: '2026-11-15', commandId: newId() }))
  const relations = async (asOf = {}) => (await at(morning)((ctx) => readHousehold(ctx, householdId, asOf))).members.map((each) => `${each.fullName} ${each.relationToHead}`)

  it('shows who belongs to it on any day in life', async () => {
    assert.deepEqual(await relations(), ['Lê Văn Con 01', 'Lê Văn Ba 06'])
    assert.deepEqual(await relations({ true: '2026-11-14' }), ['Lê Văn Con 01', 'Lê Văn Ba 06', 'Lê Thị Út 20'])
    assert.deepEqual(await relations({ true: '2026-10-31' }), ['Lê Văn Ba 01', 'Lê Văn Con 04', 'Lê Thị Út 04'])
  })

  it('and what was known at a moment: the same day looks otherwise before the act was recorded', async () => {
    const before = '2026-11-05T02:00:00.000Z'
    await t.owner.query(sql`update household set recorded_at = '2026-01-01' where household_id = ${householdId}`)
    await t.owner.query(sql`update household_member set recorded_at = '2026-01-01' where household_id = ${householdId} and recorded_at > '2026-11-21'`)
    assert.deepEqual(await relations({ true: '2026-11-02', known: before }), ['Lê Văn Ba 01', 'Lê Văn Con 04', 'Lê Thị Út 04'])
    assert.deepEqual(await relations({ true: '2026-11-02' }), ['Lê Văn Con 01', 'Lê Văn Ba 06', 'Lê Thị Út 20'])
  })

  it('lists what happened, newest first, each with the act that brought it', async () => {
    const { changes, members, version } = await at(morning)((ctx) => readHousehold(ctx, householdId))
    assert.deepEqual(changes.map((each) => [each.on, each.kind, each.fullName, each.was, each.is]), [
      ['2026-11-15', 'left', 'Lê Thị Út', '20', null], ['2026-11-01', 'head', 'Lê Văn Con', '04', '01'],
      ...[['2026-11-01', 'relation', 'Lê Văn Ba', '01', '06'], ['2026-11-01', 'relation', 'Lê Thị Út', '04', '20']].sort((a, b) => [father, daughter][a[2] === 'Lê Văn Ba' ? 0 : 1]!.personId.localeCompare([father, daughter][b[2] === 'Lê Văn Ba' ? 0 : 1]!.personId)),
      ...changes.slice(4).map((each) => [each.on, each.kind, each.fullName, each.was, each.is]),
    ])
    assert.deepEqual(changes.slice(4).map((each) => each.kind).sort(), ['joined', 'joined', 'joined', 'opened'])
    assert.deepEqual(changes.slice(0, 4).map((each) => each.act?.type), ['household-opened', 'household-head-changed', 'household-head-changed', 'household-head-changed'])
    assert.equal(members[0]!.since, '2010-01-01', 'a head was a member before')
    const joiner = await somePerson(t)
    await at(morning)((ctx) => registerPermanent(ctx, { personId: joiner.personId, householdId, relationToHead: '26', commandId: newId() }))
    assert.notEqual((await at(morning)((ctx) => readHousehold(ctx, householdId))).version, version, 'every act makes another version')
  })

  it('is for the police of the commune alone, and every opening is logged', async () => {
    await assert.rejects(t.as(officerActor('police-officer', [communes.second]))((ctx) => readHousehold(ctx, householdId)), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(citizenActor(newId()))((ctx) => readHousehold(ctx, householdId)), { code: 'authorise.not-allowed' })
    await assert.rejects(at(morning)((ctx) => readHousehold(ctx, newId())), { code: 'residence.household-unknown' })
    await assert.rejects(at(morning)((ctx) => readHousehold(ctx, householdId, { true: '2001-01-01' })), { code: 'residence.household-not-then' })
    const rows = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where register = 'residence' and 'history' = any(fields) and ${father.personId} = any(subjects)`)
    assert.ok(rows[0]!.n >= 3)
  })

  it('a person\'s residences stand with both ends', async () => {
    const past = await at(morning)((ctx) => residenceHistoryOf(ctx, daughter.personId))
    assert.deepEqual(past.map((each) => [each.from, each.to, each.address.detail]), [['2026-11-15', null, 'Số 9, Ấp Một'], ['2010-01-01', '2026-11-15', 'Số 45, Ấp Phước Lợi']])
  })
})
