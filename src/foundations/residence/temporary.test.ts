import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { readPerson } from '../population/index.ts'
import { absenceOf, temporaryEnding, declareAbsence, declareCurrentPlace, endAbsence, endResidenceWithStatus, householdOf, readHousehold, registerPermanent, registerTemporary, removeTemporary, renewTemporary, residencesOf } from './index.ts'
import { communes, somePerson } from './testing.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('temporary residence, absence and present place', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const on = (day: string) => t.as(police, undefined, { now: `${day}T02:00:00.000Z` })
  const run = on('2026-11-22')
  const refused = (work: (ctx: Ctx) => Promise<unknown>, code: string, actor = police) => assert.rejects(t.as(actor, undefined, { now: '2026-11-22T02:00:00.000Z' })(work), refusedWith(code))
  const fromElsewhere = () => somePerson(t, { area: communes.second, since: '2015-01-01' })
  const place = { area: communes.home, detail: 'Nhà trọ Hai Lúa, phòng 3' }
  const kinds = async (personId: string) => (await run((ctx) => residencesOf(ctx, personId))).map((each) => each.kind)

  it('tenants form a household of their own, another joins it, and the permanent residence goes on', async () => {
    const [first, second] = [await fromElsewhere(), await fromElsewhere()]
    const done = await run((ctx) => registerTemporary(ctx, { personId: first.personId, place, from: '2026-11-10', until: '2027-11-10', commandId: newId() }))
    await run((ctx) => registerTemporary(ctx, { personId: second.personId, householdId: done.householdId, relationToHead: '26', until: '2027-05-22', commandId: newId() }))
    assert.deepEqual(await kinds(first.personId), ['permanent', 'temporary'])
    assert.deepEqual((await run((ctx) => readHousehold(ctx, done.householdId))).members.map((each) => [each.kind, each.relationToHead]), [['temporary', '01'], ['temporary', '26']])
    assert.equal((await run((ctx) => readPerson(ctx, first.personId, ['fullName', 'area']))).area, communes.second)
    await refused((ctx) => removeTemporary(ctx, { personId: first.personId, ground: 'lease-ended', commandId: newId() }), 'residence.head-must-be-replaced')
    await run((ctx) => removeTemporary(ctx, { personId: second.personId, ground: 'lease-ended', commandId: newId() }))
    await run((ctx) => removeTemporary(ctx, { personId: first.personId, ground: 'lease-ended', commandId: newId() }))
    assert.equal((await run((ctx) => readHousehold(ctx, done.householdId))).endedOn, '2026-11-22')
  })

  it('a second temporary residence ends the first; a permanent one at the same dwelling ends it too', async () => {
    const { personId } = await fromElsewhere()
    const first = await on('2026-11-01')((ctx) => registerTemporary(ctx, { personId, place, until: '2027-01-01', commandId: newId() }))
    const second = await run((ctx) => registerTemporary(ctx, { personId, place: { ...place, detail: 'Số 8' }, until: '2027-01-01', commandId: newId() }))
    assert.equal((await run((ctx) => readHousehold(ctx, first.householdId))).endedOn, '2026-11-22')
    const householdId = newId()
    await somePerson(t, { household: { householdId, relationToHead: '01', opens: true } })
    await run((ctx) => registerTemporary(ctx, { personId, householdId, relationToHead: '25', until: '2027-01-01', from: '2026-11-22', commandId: newId() })).catch((error: unknown) => assert.ok(refusedWith('residence.before-current')(error)))
    await on('2026-11-25')((ctx) => registerTemporary(ctx, { personId, householdId, relationToHead: '25', until: '2027-03-01', commandId: newId() }))
    await on('2026-11-28')((ctx) => registerPermanent(ctx, { personId, householdId, relationToHead: '26', commandId: newId() }))
    assert.deepEqual(await kinds(personId), ['permanent'])
    const memberships = await t.owner.query(sql`select kind from household_member where person_id = ${personId} and superseded_at is null and valid_to is null`)
    assert.deepEqual(memberships, [{ kind: 'permanent' }])
    assert.notEqual(second.householdId, householdId)
  })

  it('refuses the commune of the permanent residence, a week, three years, and a second head', async () => {
    const { personId } = await fromElsewhere()
    const here = await somePerson(t, { area: communes.home })
    const register = (who: string, more: object = {}) => (ctx: Ctx) => registerTemporary(ctx, { personId: who, place, until: '2027-05-01', commandId: newId(), ...more })
    await refused(register(here.personId), 'residence.same-commune')
    await refused(register(personId, { until: '2026-11-29' }), 'residence.term-too-short')
    await refused(register(personId, { until: '2028-11-23' }), 'residence.term-too-long')
    await refused(register(personId, { place: { ...place, detail: ' ' } }), 'residence.place-needed')
    const householdId = newId()
    await somePerson(t, { household: { householdId, relationToHead: '01', opens: true } })
    await refused(register(personId, { householdId, relationToHead: '01' }), 'residence.has-head')
    await refused(register(personId), 'authorise.not-allowed', officerActor('police-officer', [communes.second]))
  })

  it('is renewed in its last fifteen days alone, for two years at most', async () => {
    const { personId } = await fromElsewhere()
    await run((ctx) => registerTemporary(ctx, { personId, place, until: '2026-12-31', commandId: newId() }))
    const renew = (until: string) => (ctx: Ctx) => renewTemporary(ctx, { personId, until, commandId: newId() })
    await refused(renew('2027-06-30'), 'residence.renewal-too-early')
    const late = (work: (ctx: Ctx) => Promise<unknown>, day: string, code: string) => assert.rejects(on(day)(work), refusedWith(code))
    await late(renew('2028-12-31'), '2026-12-15', 'residence.renewal-too-early')
    await late(renew('2029-01-01'), '2026-12-16', 'residence.term-too-long')
    await late(renew('2026-12-31'), '2026-12-16', 'residence.renewal-not-longer')
    await late(renew('2027-12-31'), '2027-01-01', 'residence.term-over')
    await on('2026-12-31')(renew('2028-12-31'))
    assert.equal((await run((ctx) => residencesOf(ctx, personId))).find((each) => each.kind === 'temporary')?.until, '2028-12-31')
  })

  it('an absence is declared before leaving, by whoever must, and ends with the return', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const self = t.as(citizenActor(personId), undefined, { now: '2026-11-22T02:00:00.000Z' })
    const declare = (more: object = {}) => (ctx: Ctx) => declareAbsence(ctx, { personId, ground: 'other', from: '2026-12-01', until: null, destination: { area: null, text: 'Nhật Bản' }, reason: 'Đi làm việc', commandId: newId(), ...more })
    await assert.rejects(self(declare({ from: '2026-11-21' })), refusedWith('residence.declare-before-leaving'))
    await assert.rejects(self(declare({ until: '2027-11-30' })), refusedWith('residence.absence-too-short'))
    await assert.rejects(self(declare({ destination: { area: null, text: '' } })), refusedWith('residence.destination-needed'))
    await refused(declare(), 'authorise.not-allowed', officerActor('police-officer', [communes.second]))
    const parent = await somePerson(t, { area: communes.second })
    const [grown, minor] = await Promise.all(['2008-11-22', '2008-11-23'].map((birthDate) => somePerson(t, { birthDate, household: { householdId: newId(), relationToHead: '01', opens: true }, relatives: [{ kind: 'mother', personId: parent.personId, mutual: true }] })))
    const asParent = t.as(citizenActor(parent.personId), undefined, { now: '2026-11-22T02:00:00.000Z' })
    const looks: ((ctx: Ctx, id: string) => Promise<unknown>)[] = [absenceOf, householdOf]
    for (const look of looks) {
      await asParent((ctx) => look(ctx, minor!.personId))
      await assert.rejects(asParent((ctx) => look(ctx, grown!.personId)), refusedWith('authorise.not-allowed'))
    }
    const { slipNumber } = await self(declare({ until: '2027-12-01' }))
    assert.match(slipNumber, /\/2026\/CT03$/)
    await assert.rejects(self(declare()), refusedWith('residence.already-absent'))
    assert.equal((await run((ctx) => absenceOf(ctx, personId)))?.destination.text, 'Nhật Bản')
    await on('2027-02-01')((ctx) => endAbsence(ctx, { personId, commandId: newId() }))
    assert.equal(await run((ctx) => absenceOf(ctx, personId)), undefined)
  })

  it('whoever is registered nowhere declares where he or she lives, and a registration ends that', async () => {
    const { personId } = await somePerson(t)
    await run((ctx) => declareCurrentPlace(ctx, { personId, place: { area: communes.home, detail: 'Ghe số 12, bến Long Hồ' }, commandId: newId() }))
    assert.deepEqual(await kinds(personId), ['current'])
    assert.equal((await run((ctx) => readPerson(ctx, personId, ['area']))).area, communes.home)
    await run((ctx) => registerTemporary(ctx, { personId, place, from: '2026-11-22', until: '2027-05-01', commandId: newId() }))
    assert.deepEqual(await kinds(personId), ['temporary'])
    await refused((ctx) => declareCurrentPlace(ctx, { personId, place, commandId: newId() }), 'residence.registered-elsewhere')
  })

  it('nothing of a closed person stays open, temporary head and absence included', async () => {
    const [head, other] = [await fromElsewhere(), await fromElsewhere()]
    const { householdId } = await run((ctx) => registerTemporary(ctx, { personId: head.personId, place, until: '2027-11-22', commandId: newId() }))
    await run((ctx) => registerTemporary(ctx, { personId: other.personId, householdId, relationToHead: '26', until: '2027-05-22', commandId: newId() }))
    await t.as(officerActor('police-officer', [communes.second]), undefined, { now: '2026-11-22T02:00:00.000Z' })((ctx) => declareAbsence(ctx, { personId: head.personId, ground: 'other', from: '2026-11-23', destination: { area: null, text: 'Long An' }, reason: 'Đi làm', commandId: newId() }))
    await t.as(systemActor, undefined, { now: '2026-12-01T02:00:00.000Z' })((ctx) => endResidenceWithStatus(ctx, { personId: head.personId, cause: 'deceased', on: '2026-11-30', causedBy: newId() }))
    for (const table of ['residence_period', 'household_member', 'absence_declaration']) assert.deepEqual(await t.owner.query(sql`select 1 from ${sql.ident(table)} where person_id = ${head.personId} and superseded_at is null and valid_to is null`), [], table)
  })

  it('the police see which terms end within fifteen days, and which are over', async () => {
    const { personId } = await fromElsewhere()
    await run((ctx) => registerTemporary(ctx, { personId, place: { ...place, detail: 'Số 77' }, until: '2027-01-31', commandId: newId() }))
    const seen = async (day: string) => (await on(day)((ctx) => temporaryEnding(ctx, communes.home))).filter((each) => each.personId === personId).map((each) => each.over)
    assert.deepEqual([await seen('2027-01-15'), await seen('2027-01-16'), await seen('2027-01-31'), await seen('2027-02-01')], [[], [false], [false], [true]])
    await refused((ctx) => temporaryEnding(ctx, communes.second), 'authorise.not-allowed')
  })

  it('replays to the same rows', async () => assert.deepEqual((await rebuild({ database: t.owner })).differences, []))
})
