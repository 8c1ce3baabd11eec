import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, testDb } from '../../platform/testing.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { areaFigures, faultKinds, faultsOf, type FaultKind } from './index.ts'

describe('what wants a look in a commune', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = t.as(officerActor('police-officer', [communes.home]))
  const [sound, headless, widowed] = [newId(), newId(), newId()]
  const complete = { nativePlace: { area: communes.home, text: null }, birthRegistrationPlace: { area: communes.home, text: null } }
  await somePerson(t, { name: 'Đủ', facts: complete, household: { householdId: sound, relationToHead: '01', opens: true } })
  const bare = await somePerson(t, { name: 'Thiếu', facts: { ...complete, ethnicity: null, nativePlace: { area: null, text: null } }, cmnd9: '12345', household: { householdId: sound, relationToHead: '04' } })
  await somePerson(t, { name: 'Không chủ hộ', facts: complete, household: { householdId: headless, relationToHead: '26', opens: true } })
  await somePerson(t, { name: 'Chủ hộ đã mất', facts: { ...complete, lifeStatus: 'deceased', deathDate: '2020-01-01' }, household: { householdId: widowed, relationToHead: '01', opens: true } })
  await somePerson(t, { name: 'Con', facts: complete, household: { householdId: widowed, relationToHead: '04' } })
  await somePerson(t, { name: 'Nơi khác', household: { householdId: newId(), relationToHead: '26', opens: true }, area: communes.second })
  const list = (kind: FaultKind, hamlet?: string) => police((ctx) => faultsOf(ctx, { kind, ...(hamlet === undefined ? {} : { hamlet }) }))

  it('counts its own commune, and each count is the length of its list', async () => {
    const figures = await police((ctx) => areaFigures(ctx))
    assert.deepEqual([figures.people, figures.households, figures.temporary], [5, 3, 0])
    assert.deepEqual(figures.hamlets, [{ name: 'Ấp Phước Lợi', households: 3 }])
    for (const kind of faultKinds) assert.equal(figures.faults.find((each) => each.kind === kind)!.count, (await list(kind)).faults.length, kind)
  })

  it('finds households without a head, heads who died, missing facts and old numbers of a wrong shape', async () => {
    assert.deepEqual((await list('no-head')).faults.map((each) => [each.householdId, each.what]), [[headless, ['1']]])
    assert.deepEqual((await list('head-gone')).faults.map((each) => [each.householdId, each.fullName]), [[widowed, 'Chủ hộ đã mất']])
    assert.deepEqual((await list('missing-fields')).faults.map((each) => [each.personId, each.what]), [[bare.personId, ['ethnicity', 'nativePlace']]])
    assert.deepEqual((await list('old-number')).faults.map((each) => each.personId), [bare.personId])
    assert.deepEqual((await list('two-heads')).faults, [])
    await t.owner.query(sql`update household_member set standing = 'claimed' where person_id = ${bare.personId}`)
    await t.owner.query(sql`update household_member set relation_to_head = '01' where person_id = ${bare.personId}`)
    assert.deepEqual((await list('two-heads')).faults.map((each) => [each.householdId, each.what]), [[sound, ['2']]])
    assert.deepEqual((await list('doubtful')).faults.map((each) => [each.personId, each.what]), [[bare.personId, ['household']]])
  })

  it('one hamlet alone when asked', async () => {
    assert.equal((await list('no-head', 'Ấp Phước Lợi')).total, 1)
    assert.equal((await list('no-head', 'Ấp Khác')).total, 0)
  })

  it('is for the police of a commune, and people named are logged', async () => {
    await assert.rejects(t.as(officerActor('police-officer', []))((ctx) => areaFigures(ctx)), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(officerActor('justice-officer', [communes.home]))((ctx) => faultsOf(ctx, { kind: 'no-head' })), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(citizenActor(newId()))((ctx) => areaFigures(ctx)), { code: 'authorise.not-allowed' })
    const [row] = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where kind = 'list' and ${bare.personId} = any(subjects) and 'ethnicity' = any(fields)`)
    assert.ok(row!.n > 0)
  })
})
