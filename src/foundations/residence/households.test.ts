import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { recordDeclaredDead } from '../population/index.ts'
import { changeHead, correctRelation, endResidenceWithStatus, headVacancies, householdOf, mergeHouseholds, openHousehold, readHousehold, registerPermanent, removePermanent, residencesAsOf, splitHousehold } from './index.ts'
import { communes, somePerson } from './testing.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const now = '2026-11-22T02:00:00.000Z'

describe('households', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const run = t.as(police, undefined, { now })
  const refused = (work: (ctx: Ctx) => Promise<unknown>, code: string, actor = police) => assert.rejects(t.as(actor, undefined, { now })(work), refusedWith(code))

  /** A father who is the head, his wife, a grown son, and the son's wife and child. */
  async function family() {
    const householdId = newId()
    const someone = (relationToHead: string, birthDate: string, opens = false) => somePerson(t, { birthDate, gender: 'male', household: { householdId, relationToHead, opens }, since: birthDate, now: '2026-11-01T00:00:00.000Z' })
    const [head, wife, son, inLaw, grandchild] = [await someone('01', '1960-01-01', true), await someone('02', '1962-01-01'), await someone('04', '1988-01-01'), await someone('12', '1990-01-01'), await someone('16', '2020-01-01')]
    return { householdId, head: head!.personId, wife: wife!.personId, son: son!.personId, inLaw: inLaw!.personId, grandchild: grandchild!.personId }
  }
  const relations = async (householdId: string) => Object.fromEntries((await run((ctx) => readHousehold(ctx, householdId))).members.map((each) => [each.personId, each.relationToHead]))

  it('a young family splits off at the same dwelling, and the rest stay as they were', async () => {
    const f = await family()
    const split = { householdId: f.householdId, members: [{ personId: f.son, relationToHead: '01' }, { personId: f.inLaw, relationToHead: '02' }, { personId: f.grandchild, relationToHead: '04' }], headConsent: 'given' as const, commandId: newId() }
    const done = await run((ctx) => splitHousehold(ctx, split))
    assert.deepEqual(await relations(done.householdId), { [f.son]: '01', [f.inLaw]: '02', [f.grandchild]: '04' })
    assert.deepEqual(await relations(f.householdId), { [f.head]: '01', [f.wife]: '02' })
    const own = await t.as(citizenActor(f.son), undefined, { now })((ctx) => residencesAsOf(ctx, f.son, { true: '2026-11-22' }))
    assert.deepEqual(own.map((each) => [each.kind, each.householdId, each.address.detail]), [['permanent', done.householdId, 'Số 45, Ấp Phước Lợi']])
    assert.deepEqual(await run((ctx) => splitHousehold(ctx, split)), { ...done, replayed: true })
  })

  it('refuses a split with two heads, with the old head, with a child as head, with strangers, and elsewhere', async () => {
    const f = await family()
    const stranger = await somePerson(t)
    const split = (members: { personId: string; relationToHead: string }[]) => (ctx: Ctx) => splitHousehold(ctx, { householdId: f.householdId, members, headConsent: 'given', commandId: newId() })
    await refused(split([{ personId: f.son, relationToHead: '01' }, { personId: f.inLaw, relationToHead: '01' }]), 'residence.one-head')
    await refused(split([{ personId: f.head, relationToHead: '01' }]), 'residence.head-must-be-replaced')
    await refused(split([{ personId: f.grandchild, relationToHead: '01' }, { personId: f.son, relationToHead: '06' }]), 'residence.head-not-of-age')
    await refused(split([{ personId: stranger.personId, relationToHead: '01' }]), 'residence.not-a-member')
    await refused(split([]), 'residence.members-missing')
    await refused(split([{ personId: f.son, relationToHead: '01' }]), 'authorise.not-allowed', officerActor('police-officer', [communes.second]))
  })

  it('two households at one dwelling become one, and the emptied one ends', async () => {
    const f = await family()
    const { householdId } = await run((ctx) => splitHousehold(ctx, { householdId: f.householdId, members: [{ personId: f.son, relationToHead: '01' }, { personId: f.grandchild, relationToHead: '04' }], headConsent: 'given', from: '2026-11-20', commandId: newId() }))
    const merge = { householdId: f.householdId, mergedId: householdId, relations: { [f.son]: '04', [f.grandchild]: '16' }, commandId: newId() }
    await refused((ctx) => mergeHouseholds(ctx, { ...merge, relations: { [f.son]: '04' }, commandId: newId() }), 'residence.relations-missing')
    await refused((ctx) => mergeHouseholds(ctx, { ...merge, relations: { [f.son]: '01', [f.grandchild]: '16' }, commandId: newId() }), 'residence.has-head')
    await run((ctx) => mergeHouseholds(ctx, merge))
    assert.deepEqual(Object.keys(await relations(f.householdId)).length, 5)
    assert.equal((await run((ctx) => readHousehold(ctx, householdId))).endedOn, '2026-11-22')
    const elsewhere = await somePerson(t)
    const other = await run((ctx) => openHousehold(ctx, { personId: elsewhere.personId, place: { area: communes.home, detail: 'Số 9' }, commandId: newId() }))
    await refused((ctx) => mergeHouseholds(ctx, { householdId: f.householdId, mergedId: other.householdId, relations: { [elsewhere.personId]: '26' }, commandId: newId() }), 'residence.other-dwelling')
  })

  it('a relation recorded wrongly is right from the start, a changed one from its day; the head is another matter', async () => {
    const f = await family()
    await run((ctx) => correctRelation(ctx, { householdId: f.householdId, personId: f.inLaw, relationToHead: '13', commandId: newId() }))
    assert.equal((await run((ctx) => readHousehold(ctx, f.householdId, { true: '2000-01-01' }))).members.find((each) => each.personId === f.inLaw)?.relationToHead, '13')
    await run((ctx) => correctRelation(ctx, { householdId: f.householdId, personId: f.inLaw, relationToHead: '26', from: '2026-11-01', commandId: newId() }))
    assert.equal((await run((ctx) => readHousehold(ctx, f.householdId, { true: '2026-10-31' }))).members.find((each) => each.personId === f.inLaw)?.relationToHead, '13')
    await refused((ctx) => correctRelation(ctx, { householdId: f.householdId, personId: f.head, relationToHead: '06', commandId: newId() }), 'residence.use-head-change')
    await refused((ctx) => correctRelation(ctx, { householdId: f.householdId, personId: f.son, relationToHead: '01', commandId: newId() }), 'residence.use-head-change')
    await refused((ctx) => correctRelation(ctx, { householdId: f.householdId, personId: f.son, relationToHead: '04', commandId: newId() }), 'residence.nothing-changed')
  })

  it('of two officers who change one household at once one wins, and the other reads what changed', async () => {
    const f = await family()
    const { version: seen } = await run((ctx) => readHousehold(ctx, f.householdId))
    const slow = async (ctx: Ctx, work: Promise<unknown>) => { await work; await new Promise((resolve) => setTimeout(resolve, 60)) }
    const both = await Promise.allSettled([
      run((ctx) => slow(ctx, changeHead(ctx, { householdId: f.householdId, newHeadId: f.wife, relations: { [f.head]: '03', [f.son]: '04', [f.inLaw]: '12', [f.grandchild]: '16' }, seen, commandId: newId() }))),
      run((ctx) => slow(ctx, correctRelation(ctx, { householdId: f.householdId, personId: f.son, relationToHead: '05', seen, commandId: newId() }))),
    ])
    const lost = both.filter((each) => each.status === 'rejected')
    assert.equal(lost.length, 1)
    const { reason } = lost[0]!
    assert.ok(reason instanceof Refusal && reason.code === 'residence.household-changed', String(reason))
    assert.match(reason.vi, /đổi chủ hộ|sửa quan hệ với chủ hộ/)
    assert.ok(reason.next)
  })

  it('a registration by others meanwhile is seen too, and a stale move does not slip through', async () => {
    const f = await family()
    const { version: seen } = await run((ctx) => readHousehold(ctx, f.householdId))
    const { personId } = await somePerson(t)
    await run((ctx) => registerPermanent(ctx, { personId, householdId: f.householdId, relationToHead: '26', commandId: newId() }))
    await refused((ctx) => splitHousehold(ctx, { householdId: f.householdId, members: [{ personId: f.son, relationToHead: '01' }], headConsent: 'given', seen, commandId: newId() }), 'residence.household-changed')
  })

  it('a household ends when its last member moves away', async () => {
    const f = await family()
    const { personId } = await somePerson(t)
    const alone = await run((ctx) => openHousehold(ctx, { personId, place: { area: communes.home, detail: 'Số 7' }, from: '2026-11-01', commandId: newId() }))
    await run((ctx) => registerPermanent(ctx, { personId, householdId: f.householdId, relationToHead: '26', from: '2026-11-20', commandId: newId() }))
    assert.equal((await run((ctx) => readHousehold(ctx, alone.householdId))).endedOn, '2026-11-20')
  })

  it('a case of đ.20 asks for its consents and proofs, and takes no others', async () => {
    const f = await family()
    const join = async (grounds: object, more: object = {}) => { const { personId } = await somePerson(t, more); return (ctx: Ctx) => registerPermanent(ctx, { personId, householdId: f.householdId, relationToHead: '04', grounds: grounds as never, commandId: newId() }) }
    await refused(await join({ case: 'join-family', ownerConsent: 'VNeID', relationProof: 'cơ sở dữ liệu' }), 'residence.case-needs')
    await refused(await join({ case: 'nothing' }), 'residence.case-unknown')
    await refused(await join({ case: 'join-minor', headConsent: 'CT01', ownerConsent: 'CT01', relationProof: 'x' }), 'residence.case-other-relation')
    await refused(await join({ case: 'join-family', headConsent: 'VNeID', ownerConsent: 'VNeID', relationProof: 'cơ sở dữ liệu', proofMethod: 'household-book' }), 'residence.proof-method-unknown')
    await refused(await join({ case: 'rented', ownerConsent: 'CT01', dwellingProof: 'Hợp đồng thuê', floorArea: 7.9 }), 'residence.floor-too-small')
    await refused(await join({ case: 'join-family', headConsent: 'VNeID', ownerConsent: 'VNeID', relationProof: 'x' }, { birthDate: '2015-01-01' }), 'residence.case-needs')
    await run(await join({ case: 'join-family', headConsent: 'VNeID', ownerConsent: 'VNeID', relationProof: 'cơ sở dữ liệu', proofMethod: 'population-database' }))
    await run(await join({ case: 'rented', ownerConsent: 'CT01', dwellingProof: 'Hợp đồng thuê', floorArea: 8 }))
  })

  it('permanent registration ends on a ground of đ.24 alone, when its months have passed and its decision is named', async () => {
    const f = await family()
    const remove = (personId: string, more: object) => (ctx: Ctx) => removePermanent(ctx, { personId, ground: 'settled-abroad', commandId: newId(), ...more })
    await refused(remove(f.son, { ground: 'because' }), 'residence.ground-unknown')
    await refused(remove(f.son, { ground: 'long-absence' }), 'residence.since-needed')
    await refused(remove(f.son, { ground: 'long-absence', since: '2025-11-23' }), 'residence.months-not-passed')
    await refused(remove(f.son, { ground: 'cancelled' }), 'residence.decision-needed')
    await refused(remove(f.son, { ground: 'died' }), 'residence.status-first')
    await refused(remove(f.head, {}), 'residence.head-must-be-replaced')
    const done = await run(remove(f.son, { ground: 'long-absence', since: '2025-11-22' }))
    assert.equal(done.filedLate, false)
    assert.equal((await run(remove(f.inLaw, { on: '2026-11-01' }))).filedLate, true)
    assert.equal(await run((ctx) => householdOf(ctx, f.son)), undefined)
    await refused(remove(f.son, {}), 'authorise.not-allowed')
  })

  it('the death of a head closes what was open and leaves a vacancy with a proposal; naming a head fills it', async () => {
    const f = await family()
    await t.as(systemActor, undefined, { now })((ctx) => recordDeclaredDead(ctx, { personId: f.head, deathDate: '2026-11-20', on: '2026-11-20', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await t.drain(now)
    const open = await t.owner.query(sql`select 1 from residence_period where person_id = ${f.head} and superseded_at is null and valid_to is null union all select 1 from household_member where person_id = ${f.head} and superseded_at is null and valid_to is null`)
    assert.deepEqual(open, [])
    const vacancy = (await run((ctx) => headVacancies(ctx, communes.home))).find((each) => each.householdId === f.householdId)
    assert.deepEqual([vacancy?.formerHead.personId, vacancy?.cause, vacancy?.since, vacancy?.proposed], [f.head, 'deceased', '2026-11-20', f.wife])
    await run((ctx) => changeHead(ctx, { householdId: f.householdId, newHeadId: f.wife, relations: { [f.son]: '04', [f.inLaw]: '12', [f.grandchild]: '16' }, commandId: newId() }))
    assert.equal((await run((ctx) => headVacancies(ctx, communes.home))).some((each) => each.householdId === f.householdId), false)
  })

  it('whoever lived alone takes the household along, and the closing happens once', async () => {
    const householdId = newId()
    const { personId } = await somePerson(t, { household: { householdId, relationToHead: '01', opens: true }, since: '2020-01-01' })
    const end = { personId, cause: 'missing' as const, on: '2026-11-10', causedBy: newId() }
    assert.ok(await t.as(systemActor, undefined, { now })((ctx) => endResidenceWithStatus(ctx, end)))
    assert.equal(await t.as(systemActor, undefined, { now })((ctx) => endResidenceWithStatus(ctx, end)), undefined)
    assert.equal((await run((ctx) => readHousehold(ctx, householdId))).endedOn, '2026-11-10')
    await refused((ctx) => endResidenceWithStatus(ctx, end), 'authorise.not-allowed')
  })

  it('replays to the same rows', async () => {
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok(report.rows['head_vacancy']! >= 2)
  })
})
