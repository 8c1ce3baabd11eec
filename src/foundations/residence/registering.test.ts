import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Actor } from '../../platform/index.ts'
import { citizenActor, officerActor, testDb } from '../../platform/testing.ts'
import { readPerson, searchPeople } from '../population/index.ts'
import { changeHead, householdOf, openHousehold, permanentResidenceOf, registerPermanent, residenceNotice, residencesAsOf, type RegisterPermanent } from './index.ts'
import { communes, somePerson } from './testing.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('registering permanent residence', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const run = (actor: Actor) => t.as(actor, undefined, { now: '2026-11-22T02:00:00.000Z' })
  const householdId = newId()
  const head = await somePerson(t, { name: 'Lê Hoài Nam', gender: 'male', household: { householdId, relationToHead: '01', opens: true }, since: '2020-01-01' })
  const wife = await somePerson(t, { household: { householdId, relationToHead: '02' }, since: '2020-01-01' })
  const join = (personId: string, more: Partial<RegisterPermanent> = {}): RegisterPermanent => ({ personId, householdId, relationToHead: '04', commandId: newId(), ...more })

  it('ends the old residence on the day the new one begins, and people are found in the new commune', async () => {
    const { personId } = await somePerson(t, { name: 'Trần Văn Dời', area: communes.second, since: '2015-06-01' })
    const done = await run(police)((ctx) => registerPermanent(ctx, join(personId, { relationToHead: '26', from: '2026-11-01' })))
    const own = citizenActor(personId)
    assert.equal((await run(own)((ctx) => permanentResidenceOf(ctx, personId)))?.address.text, 'Số 45, Ấp Phước Lợi, Xã Long Hồ, tỉnh Vĩnh Long')
    assert.deepEqual((await run(own)((ctx) => residencesAsOf(ctx, personId, { true: '2026-10-31' }))).map((each) => each.address.area), [communes.second])
    assert.deepEqual((await run(own)((ctx) => residencesAsOf(ctx, personId, { true: '2026-11-01' }))).map((each) => each.address.area), [communes.home])
    assert.equal((await run(own)((ctx) => readPerson(ctx, personId, ['area']))).area, communes.home)
    assert.deepEqual((await run(police)((ctx) => searchPeople(ctx, { name: 'tran van doi', commune: communes.home }))).map((hit) => hit.personId), [personId])
    const notice = await run(police)((ctx) => residenceNotice(ctx, done.actId))
    assert.deepEqual([notice.fullName, notice.relationText, notice.from, notice.number], ['Trần Văn Dời', 'Khác', '2026-11-01', done.noticeNumber])
  })

  it('tells the events above with ids alone', async () => {
    const { personId } = await somePerson(t)
    const { actId } = await run(police)((ctx) => registerPermanent(ctx, join(personId)))
    const [event] = await t.db.query<{ payload: object }>(sql`select payload from outbox where type = 'residence.permanent-registered' and subject_id = ${personId}`)
    assert.deepEqual(event?.payload, { personId, householdId, area: communes.home, from: '2026-11-22', actId, dossierId: null })
  })

  it('refuses the dead, a second head, a day before birth or in the future, and another commune\'s police', async () => {
    const { personId } = await somePerson(t, { birthDate: '2026-11-10' })
    const dead = await somePerson(t, { facts: { lifeStatus: 'deceased', deathDate: '2020-01-01' } })
    const refused = (input: RegisterPermanent, code: string, actor: Actor = police) => assert.rejects(run(actor)((ctx) => registerPermanent(ctx, input)), refusedWith(code))
    await refused(join(dead.personId), 'residence.person-not-living')
    await refused(join(newId()), 'residence.person-not-living')
    await refused(join(personId, { relationToHead: '01' }), 'residence.has-head')
    await refused(join(personId, { relationToHead: '77' }), 'residence.relation-unknown')
    await refused(join(personId, { from: '2026-11-09' }), 'residence.before-birth')
    await refused(join(personId, { from: '2026-11-23' }), 'residence.date-in-future')
    await refused(join(personId, { householdId: newId() }), 'residence.household-unknown')
    await refused(join(personId), 'authorise.not-allowed', officerActor('police-officer', [communes.second]))
    await refused(join(personId), 'authorise.not-allowed', citizenActor(personId))
    await refused(join(wife.personId), 'residence.already-here')
  })

  it('lets a head go only when somebody else heads the household', async () => {
    const other = await run(officerActor('police-officer', [communes.second]))((ctx) => openHousehold(ctx, { personId: newPerson.personId, place: { area: communes.second, detail: 'Số 9' }, commandId: newId() }))
    const leave = join(head.personId, { householdId: other.householdId, relationToHead: '26' })
    const second = officerActor('police-officer', [communes.second])
    await assert.rejects(run(second)((ctx) => registerPermanent(ctx, leave)), refusedWith('residence.head-must-be-replaced'))
    const members = (await run(police)((ctx) => householdOf(ctx, head.personId)))!.members.filter((each) => each.personId !== wife.personId)
    const change = { householdId, newHeadId: wife.personId, relations: Object.fromEntries(members.map((each) => [each.personId, '26'])), commandId: newId() }
    await assert.rejects(run(police)((ctx) => changeHead(ctx, { ...change, relations: {} })), refusedWith('residence.relations-missing'))
    await assert.rejects(run(police)((ctx) => changeHead(ctx, { ...change, newHeadId: newPerson.personId })), refusedWith('residence.not-a-member'))
    const changed = await run(police)((ctx) => changeHead(ctx, change))
    assert.deepEqual(await run(police)((ctx) => changeHead(ctx, change)), { ...changed, replayed: true })
    await run(second)((ctx) => registerPermanent(ctx, leave))
    assert.equal((await run(police)((ctx) => householdOf(ctx, wife.personId)))?.headPersonId, wife.personId)
  })
  const newPerson = await somePerson(t, { name: 'Chủ Hộ Mới' })

  it('answers a repeated command with the first registration, though the person is there already', async () => {
    const { personId } = await somePerson(t)
    const input = join(personId)
    const first = await run(police)((ctx) => registerPermanent(ctx, input))
    assert.deepEqual(await run(police)((ctx) => registerPermanent(ctx, input)), { ...first, replayed: true })
  })

  it('registers a child of nowhere once, though two officers do it at the same moment', async () => {
    const { personId } = await somePerson(t, { birthDate: '2026-11-01' })
    const other = newId()
    await somePerson(t, { household: { householdId: other, relationToHead: '01', opens: true } })
    const both = await Promise.allSettled([householdId, other].map((into) => run(police)(async (ctx) => {
      const done = await registerPermanent(ctx, join(personId, { householdId: into }))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return done
    })))
    assert.equal(both.filter((each) => each.status === 'fulfilled').length, 1)
    const lost = both.find((each) => each.status === 'rejected')
    assert.ok(lost?.reason instanceof Refusal && ['residence.overlap', 'residence.in-other-household', 'acts.changed-meanwhile'].includes(lost.reason.code), String(lost?.reason))
  })
})
