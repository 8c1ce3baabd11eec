import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import {
  answerOldNumber, claimOldNumber, correctRelation, endGuardianshipsOfAge, endIdentityCard, endRelation, linkRelatives, readPerson, readPersonAsOf, recordDeclaredDead, recordIdentityCard, relatedTo, type LinkRelatives,
} from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const basis = { article: 'Luật Căn cước 2023, đ.9' }

describe('relatives, old numbers and cards', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home], { personId: newId() })
  const now = '2026-11-22T02:00:00.000Z'
  const run = <T>(work: (ctx: Ctx) => Promise<T>) => t.as(police, undefined, { now })(work)
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => t.as(systemActor, undefined, { now })(work)
  const person = (more: Parameters<typeof somePerson>[1] = {}) => somePerson(t, { area: communes.home, now: '2026-11-20T02:00:00.000Z', ...more }).then((each) => each.personId)
  const link = (personId: string, kind: LinkRelatives['kind'], otherId: string, more: Partial<LinkRelatives> = {}) =>
    run((ctx) => linkRelatives(ctx, { personId, kind, other: { personId: otherId }, source: 'declaration', basis, commandId: newId(), ...more }))
  const kin = async (personId: string) => (await asSystem((ctx) => relatedTo(ctx.tx, personId, ['father', 'mother', 'child', 'spouse', 'guardian', 'ward', 'representative', 'represented']))).map((each) => [each.kind, each.personId])
  const facts = (personId: string) => asSystem((ctx) => readPerson(ctx, personId, ['maritalStatus', 'relatives', 'identityNumbers', 'identityCards']))

  it('a relation stands for both people; the parent of a child is father or mother by gender', async () => {
    const [man, woman, child] = [await person({ gender: 'male' }), await person(), await person({ birthDate: '2016-02-03' })]
    await link(man, 'child', child)
    await link(child, 'mother', woman)
    await link(man, 'spouse', woman, { from: '2014-01-01' })
    assert.deepEqual(await kin(child), [['father', man], ['mother', woman]])
    assert.deepEqual([await kin(man), await kin(woman)], [[['child', child], ['spouse', woman]], [['child', child], ['spouse', man]]])
    assert.deepEqual([(await facts(man)).maritalStatus, (await facts(woman)).maritalStatus], ['married', 'married'])
    const born = await asSystem((ctx) => readPersonAsOf(ctx, man, ['relatives', 'maritalStatus'], { true: '2016-02-03' }))
    assert.deepEqual([born?.relatives.map((each) => each.kind), born?.maritalStatus], [['child', 'spouse'], 'married'])
  })

  it('a divorce ends the marriage for both on that day and leaves the past', async () => {
    const [man, woman] = [await person({ gender: 'male' }), await person()]
    await link(man, 'spouse', woman, { from: '2014-01-01' })
    await assert.rejects(run((ctx) => endRelation(ctx, { personId: man, kind: 'spouse', other: { personId: woman }, on: '2013-01-01', reason: 'divorced', source: 'court', basis, commandId: newId() })), refusedWith('population.date-before-record'))
    await run((ctx) => endRelation(ctx, { personId: man, kind: 'spouse', other: { personId: woman }, on: '2020-06-01', reason: 'divorced', source: 'court', basis, commandId: newId() }))
    assert.deepEqual([await kin(man), await kin(woman), (await facts(woman)).maritalStatus], [[], [], 'divorced'])
    const then = await asSystem((ctx) => readPersonAsOf(ctx, woman, ['relatives', 'maritalStatus'], { true: '2020-05-31' }))
    assert.deepEqual([then?.relatives.length, then?.maritalStatus], [1, 'married'])
  })

  it('a wrong relative is set right for the whole time, in both directions', async () => {
    const [wrong, right, child] = [await person(), await person(), await person({ birthDate: '2016-02-03' })]
    await link(child, 'mother', wrong)
    await assert.rejects(run((ctx) => correctRelation(ctx, { personId: child, kind: 'mother', wrong: { personId: wrong }, source: 'correction', basis, commandId: newId() })), refusedWith('authorise.not-allowed'))
    await asSystem((ctx) => correctRelation(ctx, { personId: child, kind: 'mother', wrong: { personId: wrong }, right: { personId: right }, source: 'correction', basis, commandId: newId() }))
    assert.deepEqual([await kin(child), await kin(wrong), await kin(right)], [[['mother', right]], [], [['child', child]]])
    const then = await asSystem((ctx) => readPersonAsOf(ctx, child, ['relatives'], { true: '2017-01-01' }))
    assert.deepEqual(then?.relatives.map((each) => each.personId), [right])
    await asSystem((ctx) => correctRelation(ctx, { personId: child, kind: 'mother', wrong: { personId: right }, source: 'correction', basis, commandId: newId() }))
    assert.deepEqual([await kin(child), await kin(right)], [[], []])
  })

  it('a relative who is not in the register stands by name and numbers; a claim gives way to what is confirmed', async () => {
    const [child, mother] = [await person({ birthDate: '2001-01-01' }), await person({ birthDate: '1970-01-01' })]
    await run((ctx) => linkRelatives(ctx, { personId: child, kind: 'father', other: { fullName: 'Ngô Văn Xa', oldNumber: '320111222' }, source: 'declaration', basis, commandId: newId() }))
    await link(child, 'mother', mother, { standing: 'claimed' })
    assert.deepEqual(await kin(child), [])
    await link(child, 'mother', mother)
    assert.deepEqual(await kin(child), [['mother', mother]])
    assert.deepEqual((await facts(child)).relatives.map((each) => [each.kind, each.fullName, each.oldNumber, each.standing]), [['father', 'Ngô Văn Xa', '320111222', 'confirmed'], ['mother', 'Nguyễn Thị Mai', null, 'confirmed']])
  })

  it('refuses what cannot be', async () => {
    const [man, woman, child, dead] = [await person({ gender: 'male' }), await person(), await person({ birthDate: '2016-02-03' }), await person()]
    await asSystem((ctx) => recordDeclaredDead(ctx, { personId: dead, deathDate: '2026-01-01', basis, commandId: newId() }))
    await link(man, 'child', child)
    await link(man, 'spouse', woman)
    await assert.rejects(link(child, 'child', man), refusedWith('population.parent-not-older'))
    await assert.rejects(link(man, 'child', child), refusedWith('population.relation-exists'))
    await assert.rejects(link(man, 'spouse', await person()), refusedWith('population.relation-exists'))
    await assert.rejects(link(man, 'spouse', man), refusedWith('population.relation-to-self'))
    await assert.rejects(link(child, 'ward', await person({ birthDate: '2018-01-01' })), refusedWith('population.guardian-too-young'))
    await assert.rejects(link(child, 'guardian', dead), refusedWith('population.relation-of-dead'))
    await assert.rejects(run((ctx) => endRelation(ctx, { personId: child, kind: 'father', other: { personId: man }, on: '2026-01-01', reason: 'ended', source: 'court', basis, commandId: newId() })), refusedWith('population.relation-of-blood'))
    await assert.rejects(t.as(officerActor('police-officer', [communes.second]))((ctx) => linkRelatives(ctx, { personId: man, kind: 'spouse', other: { personId: woman }, source: 'declaration', basis, commandId: newId() })), refusedWith('authorise.not-allowed'))
  })

  it('a guardianship of a minor ends on the eighteenth birthday, one of a grown-up goes on', async () => {
    const [guardian, minor, grown] = [await person(), await person({ birthDate: '2008-06-15' }), await person({ birthDate: '1990-01-01' })]
    await link(minor, 'guardian', guardian, { from: '2015-01-01' })
    await link(grown, 'guardian', guardian, { from: '2015-01-01' })
    assert.equal(await asSystem(endGuardianshipsOfAge), 1)
    assert.equal(await asSystem(endGuardianshipsOfAge), 0)
    assert.deepEqual([await kin(minor), await kin(guardian)], [[], [['ward', grown]]])
    assert.deepEqual((await asSystem((ctx) => readPersonAsOf(ctx, minor, ['relatives'], { true: '2026-06-14' })))?.relatives.map((each) => each.kind), ['guardian'])
  })

  it('an old number is claimed, then confirmed by another officer or not accepted; two people may hold the same', async () => {
    const [one, other] = [await person(), await person({ cmnd9: '321234567' })]
    const claim = (value: string, personId = one) => run((ctx) => claimOldNumber(ctx, { personId, kind: 'cmnd9', value, basis, commandId: newId() }))
    await assert.rejects(claim('32123456'), refusedWith('population.old-number-wrong'))
    assert.equal((await claim('321 234 567')).alsoHeldBy, 1)
    await assert.rejects(claim('321234567'), refusedWith('population.old-number-there'))
    const answer = (value: string, how: 'confirm' | 'reject', reason?: string) => (ctx: Ctx) => answerOldNumber(ctx, { personId: one, kind: 'cmnd9', value, answer: how, basis, commandId: newId(), ...(reason ? { reason } : {}) })
    await assert.rejects(run(answer('321234567', 'confirm')), refusedWith('population.proposal-own'))
    const second = officerActor('police-officer', [communes.home], { personId: newId() })
    assert.equal((await t.as(second)(answer('321234567', 'confirm'))).alsoHeldBy, 1)
    assert.deepEqual((await facts(one)).identityNumbers.filter((each) => each.kind === 'cmnd9').map((each) => [each.value, each.status, each.standing]), [['321234567', 'superseded', 'confirmed']])
    await t.as(citizenActor(one))((ctx) => claimOldNumber(ctx, { personId: one, kind: 'cmnd9', value: '321999888', basis, commandId: newId() }))
    await assert.rejects(run(answer('321999888', 'reject')), refusedWith('population.correction-reason-needed'))
    await run(answer('321999888', 'reject', 'Số này của người khác.'))
    assert.equal((await facts(one)).identityNumbers.length, 2)
    await assert.rejects(t.as(citizenActor(one))((ctx) => claimOldNumber(ctx, { personId: other, kind: 'cmnd9', value: '321777888', basis, commandId: newId() })), refusedWith('authorise.not-allowed'))
  })

  it('a card has its day, place and time of validity, and a new one replaces it', async () => {
    const one = await person()
    const card = (number: string, issuedOn: string, more = {}) => run((ctx) => recordIdentityCard(ctx, { personId: one, kind: 'cccd-chip', number, issuedOn, issuedBy: 'Cục Cảnh sát QLHC về TTXH', source: 'declaration', basis, commandId: newId(), ...more }))
    await assert.rejects(card('099190000001', '2021-05-01', { expiresOn: '2020-05-01' }), refusedWith('population.card-validity'))
    await card('099190000001', '2021-05-01', { expiresOn: '2030-05-12' })
    await card('099190000001', '2025-05-01', { expiresOn: '2030-05-12' })
    await run((ctx) => endIdentityCard(ctx, { personId: one, kind: 'cccd-chip', number: '099190000001', issuedOn: '2025-05-01', status: 'lost', on: '2026-01-01', basis, commandId: newId() }))
    assert.deepEqual((await facts(one)).identityCards.map((each) => [each.issuedOn, each.expiresOn, each.status]), [['2025-05-01', '2030-05-12', 'lost'], ['2021-05-01', '2030-05-12', 'replaced']])
    assert.deepEqual((await asSystem((ctx) => readPersonAsOf(ctx, one, ['identityCards'], { true: '2024-01-01' })))?.identityCards.map((each) => each.status), ['valid'])
  })

  it('is what replay of the acts gives', async () => {
    assert.deepEqual((await rebuild({ database: t.owner })).differences, [])
  })
})
