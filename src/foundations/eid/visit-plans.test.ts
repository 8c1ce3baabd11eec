import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays, todayAt } from '../../kernel/plain-date.ts'
import { plusSeconds, sql } from '../../platform/index.ts'
import { openAccount } from './open-account.ts'
import { somePerson } from '../residence/testing.ts'
import { activationFunnel, markVisits, planVisits, visitPlan, visitPlans, type VisitMark, type VisitOutcome } from './index.ts'

const today = todayAt(morning)

describe('days from house to house (P-12)', () => {
  let house: CastHouse
  const waiting: string[] = []
  before(async () => {
    house = await castHouse()
    for (let i = 1; i <= 4; i++) {
      const { personId, pin } = await somePerson(house.t, { name: `Trần Văn Chờ ${'ABCD'[i - 1]}`, birthDate: '1960-01-01', gender: 'male', area: '29602' })
      waiting.push(await house.asSystem()((ctx) => openAccount(ctx, { personId, displayName: `Trần Văn Chờ ${'ABCD'[i - 1]}`, pin, level: 2, state: 'active', intakeUnit: null, residenceArea: '29602', phone: `030955500${i}`, email: null })))
      await house.t.owner.query(sql`update eid_account set state = 'activation-pending', activated_at = null, approved_at = ${morning} where account_id = ${waiting.at(-1)!}`)
    }
  })
  after(() => house.close())

  const plan = (more: Partial<Parameters<typeof planVisits>[1]> = {}) => house.asCast('haiPolice')((ctx) => planVisits(ctx, { planId: newId(), day: today, hamlet: null, doors: 60, ...more }))
  const mark = (planId: string, marks: readonly VisitMark[], now = morning) => house.asCast('haiPolice', { now })((ctx) => markVisits(ctx, { planId, marks }))
  const standing = async (planId: string): Promise<Record<string, VisitOutcome | null>> => Object.fromEntries((await house.asCast('haiPolice')((ctx) => visitPlan(ctx, planId))).doors.map((row) => [row.accountId, row.outcome]))

  it('takes those who wait, once; marks what was found; only the account raises the funnel', async () => {
    const planId = newId()
    const { doors } = await plan({ planId })
    assert.ok(doors >= 4)
    assert.deepEqual(await house.asCast('haiPolice')((ctx) => planVisits(ctx, { planId: newId(), day: today, hamlet: null, doors: 60 })).then(() => 'planned', (error: { code: string }) => error.code), 'eid.visits-nobody', 'nobody stands in two plans')
    const before = await house.asCast('haiPolice')((ctx) => activationFunnel(ctx, 'residence'))
    const [a, b, c, d] = waiting as [string, string, string, string]
    assert.deepEqual(await mark(planId, [{ accountId: a, outcome: 'activated', was: null }, { accountId: b, outcome: 'not-home', was: null }, { accountId: c, outcome: 'refused', was: null }]), { clashes: [] })
    assert.deepEqual(await house.asCast('haiPolice')((ctx) => activationFunnel(ctx, 'residence')), before, 'a mark counts for nothing')
    await house.t.owner.query(sql`update eid_account set state = 'active', activated_at = ${morning} where account_id = ${a}`)
    const after = await house.asCast('haiPolice')((ctx) => activationFunnel(ctx, 'residence'))
    assert.equal(after.counts.activated, before.counts.activated + 1)
    const [row] = await house.asCast('haiPolice')(visitPlans)
    assert.deepEqual([row!.doors, row!.activated, row!.notHome, row!.refused, row!.unmarked], [doors, 1, 1, 1, doors - 3])
    assert.equal((await standing(planId))[d], null)
    await plan({ planId })
    assert.equal((await house.asCast('haiPolice')(visitPlans)).length, 1, 'the same press twice is one plan')
  })

  it('a sheet sent twice over a poor line changes nothing; what somebody else marked meanwhile stays and is told', async () => {
    const { planId } = (await house.asCast('haiPolice')(visitPlans))[0]!
    const [, b, , d] = waiting as [string, string, string, string]
    const sheet: VisitMark[] = [{ accountId: d, outcome: 'met', was: null }]
    assert.deepEqual([await mark(planId, sheet), await mark(planId, sheet)], [{ clashes: [] }, { clashes: [] }])
    assert.deepEqual(await mark(planId, [{ accountId: b, outcome: 'refused', was: null }, { accountId: d, outcome: null, was: 'met' }]), { clashes: [b] }, 'who opened the page before it was marked')
    assert.deepEqual([(await standing(planId))[b], (await standing(planId))[d]], ['not-home', null], 'and a mark may be taken back')
  })

  it('is for a day to come, marked from that day on, seen by the police of that commune and logged', async () => {
    await assert.rejects(plan({ day: addDays(today, -1) }), { code: 'eid.visit-day-over' })
    await house.t.owner.query(sql`update eid_visit set outcome = 'met', marked_by = ${newId()}, marked_at = ${morning} where outcome is null`)
    const planId = newId()
    await plan({ planId, day: addDays(today, 1) })
    const { accountId } = (await house.asCast('haiPolice')((ctx) => visitPlan(ctx, planId))).doors[0]!
    await assert.rejects(mark(planId, [{ accountId, outcome: 'met', was: null }]), { code: 'eid.visit-day-not-yet' })
    assert.deepEqual(await mark(planId, [{ accountId, outcome: 'met', was: null }], plusSeconds(morning, 86_400)), { clashes: [] })
    for (const key of ['secondPolice', 'lanJustice'] as const) await assert.rejects(house.asCast(key)((ctx) => visitPlan(ctx, planId)), { status: 403 }, key)
    await assert.rejects(house.asCast('mai', { citizen: true })((ctx) => visitPlan(ctx, planId)), { status: 403 })
    assert.ok((await house.t.owner.query(sql`select 1 from access_log where register = 'eid' and kind = 'list' and 'fullName' = any(fields)`)).length > 0)
  })
})
