import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Actor, type Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { recordMarriage } from '../civil-status/index.ts'
import { declareAbsence, declareCurrentPlace, openHousehold, permanentResidenceOf, removePermanent } from '../residence/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import {
  changePersonFacts, comparePersons, decideProposal, endRelation, findPeople, findPersonByNumber, historyOf, linkRelatives, personHistory, personIdOf, personStatus, proposalsFor, proposeCorrection, proposeMerge, proposeNumberAnew, proposeRelationCorrection, proposeUnmerge,
  readNames, readPeople, readPerson, readPersonAsOf, readProposal, recordDeclaredDead, relatedTo, withdrawProposal, type Proposal, type ProposeRelationCorrection, type SearchPeople,
} from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const basis = { article: 'Luật Căn cước 2023, đ.11', documents: [{ kind: 'Giấy khai sinh', number: '12/1990' }] }

describe('what two officers decide', async () => {
  const t = await testDb()
  after(() => t.close())
  const officer = officerActor('police-officer', [communes.home], { personId: newId() })
  const commander = officerActor('police-commander', [communes.home], { personId: newId() })
  const now = '2026-11-22T02:00:00.000Z'
  const run = <T>(actor: typeof officer, work: (ctx: Ctx) => Promise<T>) => t.as(actor, undefined, { now })(work)
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>, at = '2026-11-22T03:00:00.000Z') => t.as(systemActor, undefined, { now: at })(work)
  const approve = (proposal: Proposal, by = commander) => run(by, (ctx) => decideProposal(ctx, { proposalId: proposal.proposalId, version: proposal.version, decision: 'approve' }))
  const merge = async (personId: string, survivorId: string) => approve(await run(officer, (ctx) => proposeMerge(ctx, { personId, survivorId, basis, commandId: newId() })))

  describe('a relation that is wrong', () => {
    const relatives = async (personId: string) => (await asSystem((ctx) => readPerson(ctx, personId, ['relatives']))).relatives.map((each) => [each.kind, each.personId])
    it('is set right for both people when another officer approves, and only then', async () => {
      const [wrong, right, child] = [await somePerson(t, { area: communes.home, gender: 'male' }), await somePerson(t, { gender: 'male' }), await somePerson(t, { birthDate: '2016-02-03', area: communes.home })]
      const propose = (more: Partial<ProposeRelationCorrection> = {}) => run(officer, (ctx) => proposeRelationCorrection(ctx, { personId: child.personId, relation: 'father', wrong: { personId: wrong.personId }, right: { personId: right.personId }, basis, commandId: newId(), ...more }))
      await assert.rejects(propose(), refusedWith('population.relation-unknown'))
      await run(officer, (ctx) => linkRelatives(ctx, { personId: child.personId, kind: 'father', other: { personId: wrong.personId }, source: 'declaration', basis, commandId: newId() }))
      const proposal = await propose()
      assert.deepEqual(await relatives(child.personId), [['father', wrong.personId]])
      await assert.rejects(propose(), refusedWith('population.proposal-open'))
      await assert.rejects(run(officer, (ctx) => decideProposal(ctx, { ...proposal, decision: 'approve' })), refusedWith('authorise.not-allowed'))
      await approve(proposal)
      assert.deepEqual([await relatives(child.personId), await relatives(wrong.personId), await relatives(right.personId)], [[['father', right.personId]], [], [['child', child.personId]]])
    })

    it('of a book of civil status is changed in the book', async () => {
      const [man, woman] = [await somePerson(t, { gender: 'male', area: communes.home }), await somePerson(t, { area: communes.home })]
      await asSystem((ctx) => recordMarriage(ctx, { husbandId: man.personId, wifeId: woman.personId, area: null, place: 'Nơi khác', number: '2', registeredOn: '2012-01-01', commandId: newId() }))
      await assert.rejects(run(officer, (ctx) => proposeRelationCorrection(ctx, { personId: man.personId, relation: 'spouse', wrong: { personId: woman.personId }, basis, commandId: newId() })), refusedWith('population.relation-of-a-book'))
      await assert.rejects(run(officer, (ctx) => endRelation(ctx, { personId: man.personId, kind: 'spouse', other: { personId: woman.personId }, on: '2020-01-01', reason: 'divorced', source: 'court', basis, commandId: newId() })), refusedWith('population.relation-of-a-book'))
    })
  })

  describe('a correction', () => {
    it('is proposed by one and approved by another; only then the register changes', async () => {
      const { personId } = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Bùi Thị Sen', area: communes.home })
      const proposal = await run(officer, (ctx) => proposeCorrection(ctx, { personId, facts: { fullName: 'Bùi Thị Sến' }, basis, note: 'Theo giấy khai sinh', commandId: newId() }))
      assert.deepEqual((await run(commander, (ctx) => proposalsFor(ctx))).map((each) => each.proposalId), [proposal.proposalId])
      assert.equal((await asSystem((ctx) => readPerson(ctx, personId, ['fullName']))).fullName, 'Bùi Thị Sen')
      const done = await approve(proposal)
      assert.equal(done.state, 'approved')
      assert.equal((await asSystem((ctx) => readPerson(ctx, personId, ['fullName']))).fullName, 'Bùi Thị Sến')
      const [entry] = (await asSystem((ctx) => personHistory(ctx, personId))).entries
      assert.deepEqual([entry?.actId, entry?.basis.documents?.[0]?.number], [done.actId, '12/1990'])
    })

    it('is never approved by who proposed it, not even past the program', async () => {
      const { personId } = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', area: communes.home })
      const own = await run(commander, (ctx) => proposeCorrection(ctx, { personId, facts: { phone: '0300000101' }, basis, commandId: newId() }))
      await assert.rejects(approve(own), refusedWith('population.proposal-own'))
      await assert.rejects(approve(own, officer), refusedWith('authorise.not-allowed'))
      await assert.rejects(t.db.query(sql`update person_proposal set state = 'approved', decided_by = proposed_by, decided_at = now(), act_id = ${newId()} where proposal_id = ${own.proposalId}`), /person_proposal_second_person/)
      await approve(own, officerActor('police-commander', [communes.home], { personId: newId() }))
    })

    it('waits once, can be taken back by its proposer, and a refusal says why', async () => {
      const { personId } = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', area: communes.home })
      const propose = () => run(officer, (ctx) => proposeCorrection(ctx, { personId, facts: { phone: '0300000102' }, basis, commandId: newId() }))
      const first = await propose()
      await assert.rejects(propose(), refusedWith('population.proposal-open'))
      await assert.rejects(run(commander, (ctx) => withdrawProposal(ctx, first)), refusedWith('population.proposal-not-own'))
      assert.equal((await run(officer, (ctx) => withdrawProposal(ctx, first))).state, 'withdrawn')
      const second = await propose()
      await assert.rejects(run(commander, (ctx) => decideProposal(ctx, { ...second, decision: 'refuse' })), refusedWith('population.proposal-reason-needed'))
      assert.equal((await run(commander, (ctx) => decideProposal(ctx, { ...second, decision: 'refuse', reason: 'Chưa đủ giấy tờ.' }))).decisionReason, 'Chưa đủ giấy tờ.')
      await assert.rejects(approve(second), refusedWith('population.proposal-settled'))
    })

    it('belongs to the officers of the area', async () => {
      const { personId } = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', area: communes.home })
      const elsewhere = officerActor('police-officer', [communes.second], { personId: newId() })
      await assert.rejects(run(elsewhere, (ctx) => proposeCorrection(ctx, { personId, facts: { phone: '0300000103' }, basis, commandId: newId() })), refusedWith('authorise.not-allowed'))
      const proposal = await run(officer, (ctx) => proposeCorrection(ctx, { personId, facts: { phone: '0300000103' }, basis, commandId: newId() }))
      await assert.rejects(run(elsewhere, (ctx) => readProposal(ctx, proposal.proposalId)), refusedWith('authorise.not-allowed'))
      assert.deepEqual((await run(officer, (ctx) => readProposal(ctx, proposal.proposalId))).content['facts'], { phone: '0300000103' })
    })
  })

  it('an approver is told what else rests on the facts, found in the data of that moment', async () => {
    const { personId } = await somePerson(t, { household: { householdId: newId(), relationToHead: '01', opens: true }, relatives: [{ kind: 'mother', personId: (await somePerson(t)).personId, mutual: true }] })
    const named = await run(officer, (ctx) => proposeCorrection(ctx, { personId, facts: { fullName: 'Tên Đúng' }, basis, commandId: newId() }))
    const effects = (proposal: Proposal) => run(commander, async (ctx) => (await readProposal(ctx, proposal.proposalId)).effects)
    assert.deepEqual((await effects(named)).map((each) => each.system), ['residence', 'population'])
    assert.match((await effects(named))[0]!.vi, /là chủ hộ; 0 người khác cùng hộ/)
    await run(officer, (ctx) => withdrawProposal(ctx, named))
    assert.deepEqual(await effects(await run(officer, (ctx) => proposeCorrection(ctx, { personId, facts: { phone: '0300000105' }, basis, commandId: newId() }))), [])
  })

  describe('a number given anew', () => {
    it('cancels the old one for ever and fits what is known', async () => {
      const { personId, pin } = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', gender: 'female', birthDate: '1988-02-02', area: communes.home })
      await assert.rejects(approve(await run(officer, (ctx) => proposeNumberAnew(ctx, { personId, reason: 'never-had', basis, commandId: newId() }))), refusedWith('population.renumbering-reason'))
      await run(officer, async (ctx) => withdrawProposal(ctx, (await proposalsFor(ctx)).find((each) => each.personId === personId)!))
      await approve(await run(officer, (ctx) => proposeNumberAnew(ctx, { personId, reason: 'assigned-wrong', basis, commandId: newId() })))
      const person = await asSystem((ctx) => readPerson(ctx, personId, ['pin', 'identityNumbers']))
      assert.match(person.pin ?? '', /^099188\d{6}$/)
      assert.notEqual(person.pin, pin)
      assert.equal(person.identityNumbers.find((each) => each.value === pin)?.status, 'cancelled')
      assert.equal(await asSystem((ctx) => personIdOf(ctx.tx, pin)), personId)
      await assert.rejects(somePerson(t, { now: '2026-11-20T02:00:00.000Z', gender: 'female', birthDate: '1988-02-02', pin }), refusedWith('population.number-taken'))
    })
  })

  describe('a merge', () => {
    async function twoEntries() {
      const mother = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Lý Thị Mẹ', birthDate: '1960-01-01', area: communes.home })
      const one = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Lý Thị Đôi', cmnd9: '321000111', area: communes.home, relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
      const other = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Lý Thị Dôi' })
      const child = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Lý Văn Con', birthDate: '2015-01-01', gender: 'male', relatives: [{ kind: 'mother', personId: other.personId, mutual: true }] })
      return { mother, one, other, child }
    }

    /** No residence any more: a merged entry has none. */
    const leave = async (personId: string) => {
      if ((await asSystem((ctx) => permanentResidenceOf(ctx, personId)))) await run(officer, (ctx) => removePermanent(ctx, { personId, ground: 'settled-abroad', on: ctx.today, since: ctx.today, commandId: newId() }))
    }
    const live = async (personId: string) => {
      if (!(await asSystem((ctx) => permanentResidenceOf(ctx, personId)))) await run(officer, (ctx) => openHousehold(ctx, { personId, place: { area: communes.home, detail: 'Số 1' }, from: '2026-11-22', commandId: newId() }))
    }

    it('answers with the survivor whoever asks by either entry or number, and says so', async () => {
      const { mother, one, other, child } = await twoEntries()
      await merge(other.personId, one.personId)
      const byOld = await asSystem((ctx) => readPerson(ctx, other.personId, ['fullName', 'pin', 'identityNumbers', 'relatives']))
      assert.deepEqual([byOld.personId, byOld.mergedFrom, byOld.fullName, byOld.pin], [one.personId, other.personId, 'Lý Thị Đôi', one.pin])
      assert.deepEqual(byOld.identityNumbers.map((each) => [each.value, each.status]), [[one.pin, 'active'], [other.pin, 'superseded'], ['321000111', 'superseded']])
      assert.deepEqual(byOld.relatives.map((each) => [each.kind, each.personId]).sort(), [['child', child.personId], ['mother', mother.personId]].sort())
      const byNumber = await asSystem((ctx) => findPersonByNumber(ctx, other.pin, ['pin']))
      assert.deepEqual([byNumber?.personId, byNumber?.mergedFrom, byNumber?.pin], [one.personId, other.personId, one.pin])
      const direct = await asSystem((ctx) => readPerson(ctx, one.personId, ['fullName']))
      assert.equal('mergedFrom' in direct, false)
      assert.equal(await asSystem((ctx) => personIdOf(ctx.tx, other.pin)), one.personId)
      const status = await asSystem((ctx) => personStatus(ctx.tx, other.personId))
      assert.deepEqual([status?.personId, status?.pin], [one.personId, one.pin])
      assert.deepEqual((await asSystem((ctx) => relatedTo(ctx.tx, one.personId, ['child', 'mother']))).map((each) => each.personId).sort(), [child.personId, mother.personId].sort())
      assert.deepEqual(await asSystem((ctx) => relatedTo(ctx.tx, child.personId, ['mother'])), [{ kind: 'mother', personId: one.personId }])
      assert.equal((await asSystem((ctx) => readPeople(ctx, [other.personId, mother.personId], ['fullName']))).get(other.personId)?.personId, one.personId)
      assert.deepEqual([...(await asSystem((ctx) => readNames(ctx, [other.personId])))], [[other.personId, 'Lý Thị Đôi']])
      assert.equal((await asSystem((ctx) => personHistory(ctx, other.personId))).mergedFrom, other.personId)
      // The mother still sees her child, and the child its mother, through either entry.
      assert.equal((await t.as(citizenActor(child.personId))((ctx) => readPerson(ctx, one.personId, ['fullName']))).fullName, 'Lý Thị Đôi')
      assert.equal((await t.as(citizenActor(one.personId))((ctx) => readPerson(ctx, child.personId, ['phone']))).personId, child.personId)
      // Somebody who signed in with the merged entry is still that person.
      assert.equal((await t.as(citizenActor(other.personId))((ctx) => readPerson(ctx, other.personId, ['phone']))).personId, one.personId)
      await assert.rejects(asSystem((ctx) => changePersonFacts(ctx, { personId: other.personId, facts: { phone: '0300000104' }, source: 'declaration', basis, commandId: newId() })), refusedWith('population.merged-already'))
    })

    it('a search that finds the merged entry leads to the person, once, and says so; elsewhere it tells no more than the entry', async () => {
      const [stays, goes] = [await somePerson(t, { name: 'Kha Thị Ở Lại', birthDate: '1971-01-01', area: communes.home }), await somePerson(t, { name: 'Kha Thị Gộp Vào', birthDate: '1971-01-01', cmnd9: '331555666' })]
      await merge(goes.personId, stays.personId)
      const found = async (query: SearchPeople, actor: Actor = systemActor) => (await t.as(actor, undefined, { now: '2026-11-22T03:00:00.000Z' })((ctx) => findPeople(ctx, query))).hits.map((hit) => [hit.personId, hit.fullName, hit.merged])
      const led = [[stays.personId, 'Kha Thị Ở Lại', true]]
      assert.deepEqual(await found({ name: 'kha thi gop vao', birthYear: 1971 }), led)
      assert.deepEqual(await found({ name: 'kha thi', birthYear: 1971 }), [[stays.personId, 'Kha Thị Ở Lại', false]], 'once')
      for (const number of ['331555666', goes.pin]) {
        assert.deepEqual(await found({ number }), led)
        assert.deepEqual(await found({ number }, officer), led, 'the police of the place where the person lives')
        assert.deepEqual(await found({ number }, officerActor('police-officer', [communes.second], { personId: newId() })), [])
      }
      assert.deepEqual(await found({ number: stays.pin }), [[stays.personId, 'Kha Thị Ở Lại', false]])
    })

    it('nothing is done about an entry that was merged', async () => {
      const [man, goes, woman] = [await somePerson(t, { gender: 'male', area: communes.home }), await somePerson(t, { gender: 'male' }), await somePerson(t, { area: communes.home })]
      await merge(goes.personId, man.personId)
      const merged = refusedWith('population.merged-already')
      const marry = (husbandId: string, wifeId: string) => asSystem((ctx) => recordMarriage(ctx, { husbandId, wifeId, area: null, place: 'Nơi khác', number: '1', registeredOn: '2010-01-01', commandId: newId() }))
      await assert.rejects(marry(goes.personId, woman.personId), merged)
      await assert.rejects(asSystem((ctx) => declareAbsence(ctx, { personId: goes.personId, ground: 'other', from: '2026-11-23', destination: { area: null, text: 'Đồng Nai' }, reason: 'Đi làm', commandId: newId() })), merged)
      await assert.rejects(run(officer, (ctx) => declareCurrentPlace(ctx, { personId: goes.personId, place: { area: communes.home, detail: 'Số 9' }, commandId: newId() })), merged)
      await marry(man.personId, woman.personId)
    })

    it('rewrites nothing, so that taking it back gives exactly what was; as known between, they were one', async () => {
      const { one, other } = await twoEntries()
      const fields = ['fullName', 'pin', 'identityNumbers', 'relatives', 'area', 'birthDate'] as const
      const both = () => asSystem(async (ctx) => [await readPerson(ctx, one.personId, fields), await readPerson(ctx, other.personId, fields), await historyOf(ctx, other.personId)])
      const before = await both()
      const merged = await merge(other.personId, one.personId)
      const proposal = await run(officer, (ctx) => proposeUnmerge(ctx, { personId: other.personId, survivorId: one.personId, basis, commandId: newId() }))
      await t.as(commander, undefined, { now: '2026-11-22T06:00:00.000Z' })((ctx) => decideProposal(ctx, { ...proposal, decision: 'approve' }))
      assert.deepEqual(await both(), before)
      const between = await asSystem((ctx) => readPersonAsOf(ctx, other.personId, ['fullName'], { true: '2026-11-01', known: '2026-11-22T05:00:00.000Z' }), '2026-11-22T07:00:00.000Z')
      const earlier = await asSystem((ctx) => readPersonAsOf(ctx, other.personId, ['fullName'], { true: '2026-11-01', known: '2026-11-22T01:59:00.000Z' }).then((each) => each?.mergedFrom ?? each?.personId), '2026-11-22T07:00:00.000Z')
      assert.deepEqual([between?.personId, between?.mergedFrom, earlier], [one.personId, other.personId, other.personId])
      const story = (await asSystem((ctx) => personHistory(ctx, one.personId))).entries.flatMap((entry) => entry.changes.flatMap((each) => each.part === 'merge' ? [[entry.type, each.merged]] : []))
      assert.deepEqual(story, [['persons-unmerged', false], ['persons-merged', true]])
      assert.equal(merged.state, 'approved')
    })

    it('needs one person: not relatives, not one dead and one living, not an entry that is merged already', async () => {
      const { mother, one, other } = await twoEntries()
      const propose = (personId: string, survivorId: string) => run(officer, (ctx) => proposeMerge(ctx, { personId, survivorId, basis, commandId: newId() }))
      await assert.rejects(propose(one.personId, one.personId), refusedWith('population.merge-same'))
      await assert.rejects(propose(one.personId, mother.personId), refusedWith('population.merge-relatives'))
      await assert.rejects(propose(mother.personId, one.personId), refusedWith('population.merge-relatives'))
      await assert.rejects(propose((await somePerson(t, { area: communes.home })).personId, one.personId), refusedWith('population.merge-residence'))
      const dead = await somePerson(t, { now: '2026-11-20T02:00:00.000Z' })
      await asSystem((ctx) => recordDeclaredDead(ctx, { personId: dead.personId, deathDate: '2026-01-01', basis, commandId: newId() }))
      await assert.rejects(propose(dead.personId, one.personId), refusedWith('population.merge-life-status'))
      await merge(other.personId, one.personId)
      await assert.rejects(propose(other.personId, mother.personId), refusedWith('population.merged-already'))
    })

    it('chains lead to the last survivor in one step, and come apart in the other order', async () => {
      const [a, b, c] = [await somePerson(t), await somePerson(t, { area: communes.home }), await somePerson(t, { area: communes.home })]
      await merge(a.personId, b.personId)
      await leave(b.personId)
      await merge(b.personId, c.personId)
      const answer = (personId: string) => asSystem(async (ctx) => (await readPerson(ctx, personId, ['pin'])).personId)
      assert.deepEqual([await answer(a.personId), await answer(b.personId)], [c.personId, c.personId])
      await assert.rejects(run(officer, (ctx) => proposeUnmerge(ctx, { personId: a.personId, survivorId: c.personId, basis, commandId: newId() })), refusedWith('population.merge-later-first'))
      await approve(await run(officer, (ctx) => proposeUnmerge(ctx, { personId: b.personId, survivorId: c.personId, basis, commandId: newId() })))
      assert.deepEqual([await answer(a.personId), await answer(b.personId), await answer(c.personId)], [b.personId, b.personId, c.personId])
    })

    it('any order of merges and separations ends in one survivor for each entry, and all apart is as before', async () => {
      await fc.assert(fc.asyncProperty(fc.array(fc.record({ one: fc.nat({ max: 3 }), other: fc.nat({ max: 3 }), apart: fc.boolean() }), { minLength: 2, maxLength: 8 }), async (steps) => {
        const ids: string[] = []
        for (let i = 0; i < 4; i++) ids.push((await somePerson(t, { now: '2026-11-20T02:00:00.000Z', area: communes.home })).personId)
        const truth = new Map<string, string>()
        const tryIt = (work: () => Promise<unknown>) => work().then(() => true, (error: unknown) => {
          if (error instanceof Refusal) return false
          throw error
        })
        const root = (id: string): string => (truth.has(id) ? root(truth.get(id)!) : id)
        for (const { one, other, apart } of steps) {
          const [a, b] = [ids[one]!, ids[other]!]
          if (!apart && a !== b && !truth.has(a) && !truth.has(b)) await Promise.all([leave(a), live(b)])
          if (!apart && (await tryIt(() => merge(a, b)))) truth.set(a, b)
          else if (apart && truth.has(a) && (await tryIt(async () => approve(await run(officer, (ctx) => proposeUnmerge(ctx, { personId: a, survivorId: root(a), basis, commandId: newId() })))))) truth.delete(a)
          const views = await asSystem((ctx) => readPeople(ctx, ids, ['pin']))
          for (const id of ids) assert.equal(views.get(id)?.personId, root(id))
        }
      }), { numRuns: 8 })
    })

    it('is decided on the two side by side', async () => {
      const { one, other } = await twoEntries()
      const { fields } = await run(officer, (ctx) => comparePersons(ctx, one.personId, other.personId))
      const agreement = Object.fromEntries(fields.map((each) => [each.field, each.agreement]))
      assert.deepEqual([agreement['fullName'], agreement['birthDate'], agreement['relatives'], agreement['otherName']], ['different', 'same', 'different', undefined])
    })

    it('opens nobody of another area beside somebody of one’s own', async () => {
      const [own, far] = [await somePerson(t, { area: communes.home }), await somePerson(t, { area: communes.elsewhere })]
      await assert.rejects(run(officer, (ctx) => comparePersons(ctx, own.personId, far.personId)), refusedWith('authorise.not-allowed'))
      await assert.rejects(run(officer, (ctx) => comparePersons(ctx, far.personId, own.personId)), refusedWith('authorise.not-allowed'))
    })
  })

  it('is what replay of the acts gives', async () => {
    assert.deepEqual((await rebuild({ database: t.owner })).differences, [])
  })
})
