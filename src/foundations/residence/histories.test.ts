import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql } from '../../platform/index.ts'
import { systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { changePersonFacts, correctPersonFacts, recordDeclaredDead } from '../population/index.ts'
import { changeHead, householdOf, openHousehold, registerPermanent, residencesAsOf } from './index.ts'
import { communes, somePerson } from './testing.ts'

type Step =
  | { kind: 'join'; who: number; whose: number; relation: string; day: number }
  | { kind: 'open'; who: number; area: string; day: number }
  | { kind: 'head'; who: number; day: number }
  | { kind: 'change'; who: number; marital: 'single' | 'married' | 'divorced'; day: number }
  | { kind: 'correct'; who: number; name: string }
  | { kind: 'death'; who: number; day: number }

const people = 5
const who = fc.nat({ max: people - 1 })
const day = fc.nat({ max: 60 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('join' as const), who, whose: who, relation: fc.constantFrom('01', '02', '04', '26'), day }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), who, area: fc.constantFrom(communes.home, communes.second), day }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('head' as const), who, day }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), who, marital: fc.constantFrom('single' as const, 'married' as const, 'divorced' as const), day }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('correct' as const), who, name: fc.constantFrom('Lê Thị An', 'Lê Thị Ân', 'Lê Thị Ẩn') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('death' as const), who, day }) },
)

const basis = { article: 'kiểm thử' }
const dateOf = (n: number) => `2026-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}`

describe('random legal histories', async () => {
  const t = await testDb()
  after(() => t.close())
  const run = t.as(systemActor, undefined, { now: '2026-11-22T02:00:00.000Z' })

  async function take(ids: readonly string[], each: Step): Promise<'done' | string> {
    const personId = ids[each.who]!
    const commandId = newId()
    const work = run(async (ctx) => {
      switch (each.kind) {
        case 'join': {
          const home = await householdOf(ctx, ids[each.whose]!)
          if (home) await registerPermanent(ctx, { personId, householdId: home.householdId, relationToHead: each.relation, from: dateOf(each.day), commandId })
          return
        }
        case 'open': return void await openHousehold(ctx, { personId, place: { area: each.area, detail: `Số ${each.day}` }, from: dateOf(each.day), commandId })
        case 'head': {
          const home = await householdOf(ctx, personId)
          const relations = Object.fromEntries((home?.members ?? []).filter((member) => member.personId !== personId).map((member) => [member.personId, '26']))
          if (home) await changeHead(ctx, { householdId: home.householdId, newHeadId: personId, relations, from: dateOf(each.day), commandId })
          return
        }
        case 'change': return void await changePersonFacts(ctx, { personId, facts: { maritalStatus: each.marital }, from: dateOf(each.day), source: 'declaration', basis, commandId })
        case 'correct': return void await correctPersonFacts(ctx, { personId, facts: { fullName: each.name }, source: 'correction', basis, commandId })
        case 'death': return void await recordDeclaredDead(ctx, { personId, deathDate: dateOf(each.day), basis, commandId })
      }
    })
    return work.then(() => 'done' as const, (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    })
  }

  it('never give a household two heads or a person two residences, and always replay to the same rows', async () => {
    const seen = new Map<string, number>()
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const ids: string[] = []
      for (let i = 0; i < people; i++) ids.push((await somePerson(t, i === 0 ? { household: { householdId: newId(), relationToHead: '01', opens: true }, since: '2020-01-01' } : {})).personId)
      for (const each of steps) {
        const outcome = await take(ids, each)
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
      }
      await holds(ids)
    }), { numRuns: 25 })
    // Each run draws other histories, so which refusals it meets is chance; that it meets several kinds is not.
    const met = ['residence.has-head', 'residence.already-here', 'residence.before-current', 'residence.head-must-be-replaced', 'residence.person-not-living'].filter((each) => seen.has(each))
    assert.ok(seen.has('done') && met.length >= 3, `the histories met only ${[...seen.keys()].join(', ')}`)
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok(report.acts > 150)
  })

  /** What must be true of every household and person at every moment. */
  async function holds(ids: readonly string[]): Promise<void> {
    const heads = await t.db.query<{ heads: number; members: number }>(sql`select count(*) filter (where relation_to_head = '01') as heads, count(*) as members
      from household_member where superseded_at is null and valid_to is null and household_id in (select household_id from household_member where person_id = any(${ids})) group by household_id`)
    for (const each of heads) assert.equal(each.heads, 1, `${each.heads} heads of ${each.members} members`)
    const overlaps = await t.db.query(sql`select a.person_id from residence_period a join residence_period b on a.person_id = b.person_id and a.kind = b.kind and a.row_id < b.row_id
      and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to) where a.superseded_at is null and b.superseded_at is null and a.person_id = any(${ids})`)
    assert.deepEqual(overlaps, [])
    const astray = await t.db.query(sql`select m.person_id from household_member m left join residence_period r on r.person_id = m.person_id and r.household_id = m.household_id and r.superseded_at is null and r.valid_to is null
      join household h on h.household_id = m.household_id and h.superseded_at is null and h.valid_to is null
      where m.superseded_at is null and m.valid_to is null and m.person_id = any(${ids}) and (r.area, r.detail) is distinct from (h.area, h.detail)`)
    assert.deepEqual(astray, [], 'members share the address of their household')
    const gaps = await t.db.query(sql`select person_id from person_version where superseded_at is null and person_id = any(${ids}) group by person_id
      having count(*) filter (where valid_to is null) <> 1 or range_agg(daterange(valid_from, valid_to)) <> datemultirange(daterange(min(valid_from), null))`)
    assert.deepEqual(gaps, [], 'the facts of a person hold without gap from the first day on')
    for (const personId of ids) {
      const now = await run((ctx) => residencesAsOf(ctx, personId, { true: '2026-11-22' }))
      const before = await run((ctx) => residencesAsOf(ctx, personId, { true: '2026-11-22', known: '2019-01-01T00:00:00.000Z' }))
      assert.ok(now.filter((each) => each.kind === 'permanent').length <= 1)
      assert.deepEqual(before, [])
    }
  }
})
