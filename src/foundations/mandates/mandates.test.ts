import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { deterministicId, newId } from '../../kernel/ids.ts'
import { addDays, addMonths } from '../../kernel/plain-date.ts'
import { dayInVietnam, plusSeconds, sql } from '../../platform/index.ts'
import { rebuild } from '../acts/index.ts'
import { officerActor } from '../../platform/testing.ts'
import { somePerson } from '../residence/testing.ts'
import { recordDeclaredDead, recordLeft, recordMissing } from '../population/index.ts'
import { acceptMandate, askMandate, covers, endMandate, endMandatesOfPerson, ownActingChoices, ownMandates, recordLegalEntity, refuseMandate, rightsFor, withdrawRequest, type AskMandate } from './index.ts'

const today = dayInVietnam(morning)
const until = addMonths(today, 6)

describe('acting for another', () => {
  let house: CastHouse
  let a: Family
  let b: Family
  before(async () => {
    house = await castHouse()
    a = await house.family('same', { notice: false })
    b = await house.family('same', { notice: false })
  })
  after(() => house.close())

  const ask = (more: Partial<AskMandate> = {}) => ({ requestId: newId(), askedAs: 'giver', pin: b.mother.pin, fullName: b.mother.fullName, kind: 'standing', scope: ['1.001193'], dossierId: null, until, ...more }) as AskMandate
  const rights = (actorId: string, subjectId: string, on = today) => house.t.db.transaction((tx) => rightsFor(tx, actorId, subjectId, on))

  it('a standing permission: offered, accepted, holds for its procedures and until its day, ended at once by either side', async () => {
    const asked = ask()
    await house.asPerson(a.mother)((ctx) => askMandate(ctx, asked))
    assert.deepEqual(await rights(b.mother.personId, a.mother.personId), [], 'an offer is no permission')
    const waiting = (await house.asPerson(b.mother)(ownMandates)).waiting
    assert.deepEqual(waiting.map((each) => [each.requestId, each.otherName]), [[asked.requestId, a.mother.fullName]])
    const { mandateId } = await house.asPerson(b.mother)((ctx) => acceptMandate(ctx, { requestId: asked.requestId, commandId: newId() }))
    const held = await rights(b.mother.personId, a.mother.personId)
    assert.deepEqual(held.map(({ basis, mandateId: id, until: end }) => ({ basis, id, end })), [{ basis: 'standing', id: mandateId, end: until }])
    assert.ok(covers(held, { service: '1.001193' }) && !covers(held, { service: '1.004222' }) && !covers(held, { dossierId: newId() }))
    assert.deepEqual(await rights(a.mother.personId, b.mother.personId), [], 'never the other way round')
    assert.equal((await rights(b.mother.personId, a.mother.personId, addDays(until, -1))).length, 1)
    assert.equal((await rights(b.mother.personId, a.mother.personId, until)).length, 0, 'the day given no longer counts')
    await assert.rejects(house.asPerson(a.father)((ctx) => endMandate(ctx, { mandateId, commandId: newId() })), { code: 'mandates.not-found' })
    await house.asPerson(a.mother, { level: 1 })((ctx) => endMandate(ctx, { mandateId, commandId: newId() }))
    assert.deepEqual(await rights(b.mother.personId, a.mother.personId), [], 'at once, on the very day it was given')
  })

  it('asked for by the helper, given by the other; a second answer, a stranger\'s and one after withdrawal do not count', async () => {
    const asked = ask({ askedAs: 'holder', kind: 'dossier', scope: [], dossierId: newId() })
    await house.asPerson(a.father)((ctx) => askMandate(ctx, asked))
    await assert.rejects(house.asPerson(b.father)((ctx) => acceptMandate(ctx, { requestId: asked.requestId, commandId: newId() })), { code: 'mandates.answered' })
    await assert.rejects(house.asPerson(a.father)((ctx) => acceptMandate(ctx, { requestId: asked.requestId, commandId: newId() })), { code: 'mandates.answered' }, 'nobody answers for the other side')
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => house.asPerson(b.mother)((ctx) => acceptMandate(ctx, { requestId: asked.requestId, commandId: newId() }))))
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
    const held = await rights(a.father.personId, b.mother.personId)
    assert.ok(covers(held, { dossierId: asked.dossierId! }) && !covers(held, { service: '1.001193' }), 'one dossier and nothing else')
    const other = ask({ pin: b.father.pin, fullName: b.father.fullName })
    await house.asPerson(a.father)((ctx) => askMandate(ctx, other))
    await house.asPerson(a.father)((ctx) => withdrawRequest(ctx, other.requestId))
    await assert.rejects(house.asPerson(b.father)((ctx) => acceptMandate(ctx, { requestId: other.requestId, commandId: newId() })), { code: 'mandates.answered' })
    const third = ask({ pin: b.father.pin, fullName: b.father.fullName })
    await house.asPerson(a.father)((ctx) => askMandate(ctx, third))
    await house.asPerson(b.father)((ctx) => refuseMandate(ctx, third.requestId))
    assert.deepEqual((await house.asPerson(a.father)(ownMandates)).sent, [])
  })

  it('tells nobody who has a number: unknown number, wrong name and right one are kept and shown alike', async () => {
    const { mother: curious } = await house.family('same', { notice: false })
    const asks = [ask(), ask({ pin: '099300999991' }), ask({ fullName: 'Người Khác Hẳn' })]
    for (const each of asks) await house.asPerson(curious)((ctx) => askMandate(ctx, each))
    const { sent } = await house.asPerson(curious)(ownMandates)
    assert.equal(sent.length, 3)
    assert.deepEqual(new Set(sent.map(({ state }) => state)), new Set(['open']))
    assert.equal((await house.asPerson(b.mother)(ownMandates)).waiting.filter((each) => each.askerId === curious.personId).length, 1)
    for (let i = 0; i < 7; i++) await house.asPerson(curious)((ctx) => askMandate(ctx, ask()))
    await assert.rejects(house.asPerson(curious)((ctx) => askMandate(ctx, ask())), { code: 'mandates.too-many' })
    await house.asPerson(curious, { now: plusSeconds(morning, 86_401) })((ctx) => askMandate(ctx, ask()))
  })

  it('refuses more than twelve months, the past, nothing to do, oneself, and an account of level 1', async () => {
    const as = house.asPerson(a.mother)
    for (const end of [today, addDays(addMonths(today, 12), 1)]) await assert.rejects(as((ctx) => askMandate(ctx, ask({ until: end }))), { code: 'mandates.until-wrong' })
    await assert.rejects(as((ctx) => askMandate(ctx, ask({ scope: [] }))), { code: 'mandates.scope-empty' })
    await assert.rejects(as((ctx) => askMandate(ctx, ask({ pin: a.mother.pin, fullName: a.mother.fullName }))), { code: 'mandates.self' })
    await assert.rejects(house.asPerson(a.mother, { level: 1 })((ctx) => askMandate(ctx, ask())), { code: 'authorise.level-too-low' })
  })

  it('by law: a minor child until the eighteenth birthday, and an organisation by its legal representative of the day', async () => {
    const { personId: childId } = await somePerson(house.t, { name: 'Lê Văn Con', birthDate: '2010-02-28', relatives: [{ kind: 'mother', personId: a.mother.personId, mutual: true }] })
    const [right] = await rights(a.mother.personId, childId)
    assert.deepEqual([right?.basis, right?.until, right?.scope], ['child', '2028-02-28', null])
    assert.deepEqual(await rights(a.mother.personId, childId, '2028-02-28'), [])
    const area = '29602'
    const record = (representativeId: string) => house.asCast('haiPolice')((ctx) => recordLegalEntity(ctx, { code: '0300000001-TEST', name: 'Hợp tác xã Thử', representativeId, area, documents: [], commandId: newId() }))
    const entityId = await record(a.mother.personId)
    assert.ok((await house.asPerson(a.mother)(ownActingChoices)).some(({ name, right: each }) => name === 'Hợp tác xã Thử' && each.subjectKind === 'organisation'))
    const police = officerActor('police-officer', ['29611'])
    await assert.rejects(house.t.as(police)((ctx) => recordLegalEntity(ctx, { code: '0300000001-TEST', name: 'Hợp tác xã Thử', representativeId: a.father.personId, area: '29611', documents: [], commandId: newId() })), { code: 'authorise.not-allowed' }, 'of another seat')
    assert.equal(await record(a.father.personId), entityId)
    assert.deepEqual((await rights(a.mother.personId, entityId)).length, 0)
    assert.deepEqual((await rights(a.father.personId, entityId)).length, 1)
    await assert.rejects(house.asPerson(a.mother)((ctx) => recordLegalEntity(ctx, { code: 'X', name: 'X', representativeId: a.mother.personId, area, documents: [], commandId: newId() })), { code: 'authorise.not-allowed' })
  })

  it('who has moved abroad still gives and holds permissions; who is declared missing does not', async () => {
    const { mother: giver, father: holder } = await house.family('same', { notice: false })
    const basis = { article: 'Luật Cư trú 2020, đ.24' }
    await house.asSystem()((ctx) => recordLeft(ctx, { personId: giver.personId, on: '2026-11-17', basis, commandId: newId() }))
    const asked = ask({ pin: holder.pin, fullName: holder.fullName })
    await house.asPerson(giver)((ctx) => askMandate(ctx, asked))
    await house.asPerson(holder)((ctx) => acceptMandate(ctx, { requestId: asked.requestId, commandId: newId() }))
    assert.equal((await rights(holder.personId, giver.personId)).length, 1)
    await house.asSystem()((ctx) => recordMissing(ctx, { personId: giver.personId, missingDate: '2026-11-18', basis: { article: 'Bộ luật Dân sự 2015, đ.68' }, commandId: newId() }))
    assert.deepEqual(await rights(holder.personId, giver.personId), [])
  })

  it('death of either side: no right from that commit, and the permission is ended', async () => {
    const { mother: giver, father: holder } = await house.family('same', { notice: false })
    const asked = ask({ pin: holder.pin, fullName: holder.fullName })
    await house.asPerson(giver)((ctx) => askMandate(ctx, asked))
    await house.asPerson(holder)((ctx) => acceptMandate(ctx, { requestId: asked.requestId, commandId: newId() }))
    await house.asSystem()((ctx) => recordDeclaredDead(ctx, { personId: giver.personId, deathDate: '2026-11-18', basis: { article: 'Bộ luật Dân sự 2015, đ.71' }, commandId: newId() }))
    assert.deepEqual(await rights(holder.personId, giver.personId), [])
    const end = () => house.asSystem()((ctx) => endMandatesOfPerson(ctx, { personId: giver.personId, commandIdOf: (id) => deterministicId('mandate-ended-by-law', id) }))
    assert.equal(await end(), 1)
    assert.equal(await end(), 0, 'a second time there is nothing left')
  })

  it('the acts alone give the same rows again', async () => {
    const [count] = await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from legal_act where type in ('mandate-given', 'mandate-ended', 'legal-entity-recorded')`)
    assert.ok(count!.n >= 6)
    const report = await rebuild({ database: house.t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok(report.rows['mandate']! > 2 && report.rows['legal_entity']! > 1)
  })
})
