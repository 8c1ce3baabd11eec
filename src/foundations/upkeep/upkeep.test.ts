import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, testDb } from '../../platform/testing.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { areaFigures, householdsHere } from './index.ts'

describe('what wants a look in a commune', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = t.as(officerActor('police-officer', [communes.home]))
  const [sound, headless, widowed] = [newId(), newId(), newId()]
  const complete = { nativePlace: { area: communes.home, text: null }, birthRegistrationPlace: { area: communes.home, text: null } }
  await somePerson(t, { name: 'Đủ', facts: complete, household: { householdId: sound, relationToHead: '01', opens: true } })
  await somePerson(t, { name: 'Thiếu', facts: { ...complete, ethnicity: null, nativePlace: { area: null, text: null } }, cmnd9: '12345', household: { householdId: sound, relationToHead: '04' } })
  await somePerson(t, { name: 'Không chủ hộ', facts: complete, household: { householdId: headless, relationToHead: '26', opens: true } })
  await somePerson(t, { name: 'Chủ hộ đã mất', facts: { ...complete, lifeStatus: 'deceased', deathDate: '2020-01-01' }, household: { householdId: widowed, relationToHead: '01', opens: true } })
  await somePerson(t, { name: 'Con', facts: complete, household: { householdId: widowed, relationToHead: '04' } })
  await somePerson(t, { name: 'Nơi khác', household: { householdId: newId(), relationToHead: '26', opens: true }, area: communes.second })

  it('counts its own commune, and each count is the length of its list', async () => {
    const figures = await police((ctx) => areaFigures(ctx))
    assert.deepEqual([figures.people, figures.households, figures.temporary], [5, 3, 0])
    assert.deepEqual(figures.hamlets, [{ name: 'Ấp Phước Lợi', households: 3 }])
  })

  it('is for the police of a commune, and people named are logged', async () => {
    await assert.rejects(t.as(officerActor('police-officer', []))((ctx) => areaFigures(ctx)), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(officerActor('justice-officer', [communes.home]))((ctx) => householdsHere(ctx, {})), { code: 'authorise.not-allowed' })
    await assert.rejects(t.as(citizenActor(newId()))((ctx) => areaFigures(ctx)), { code: 'authorise.not-allowed' })
    const head = await somePerson(t, { name: 'Chủ hộ mới', household: { householdId: newId(), relationToHead: '01', opens: true } })
    assert.ok((await police((ctx) => householdsHere(ctx, {}))).rows.some((each) => each.headId === head.personId))
    const [row] = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where kind = 'list' and ${head.personId} = any(subjects) and 'household' = any(fields)`)
    assert.ok(row!.n > 0)
  })
})
