import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Actor, Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { changePersonFacts, correctPersonFacts, findPersonByNumber, historyOf, personHistory, readFacts, readPerson, readPersonAsOf, searchPeople, type ChangePersonFacts } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const basis = { article: 'Luật Căn cước 2023, đ.11' }
const at = (day: string) => `${day}T02:00:00.000Z`

describe('changing and correcting facts', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const run = (actor: Actor, now = at('2026-11-22')) => t.as(actor, undefined, { now })
  const change = (personId: string, facts: ChangePersonFacts['facts'], from?: string): ChangePersonFacts => ({ personId, facts, source: 'declaration', basis, commandId: newId(), ...(from ? { from } : {}) })

  it('keeps what was true and what was believed apart', async () => {
    const { personId } = await somePerson(t, { name: 'Trần Thị Bé', area: communes.home, facts: { phone: '0300000001' }, now: at('2025-02-01') })
    // Married in January 2026, heard of in June; the name was misspelt all along, found in August.
    await run(police, at('2026-06-10'))((ctx) => changePersonFacts(ctx, change(personId, { maritalStatus: 'married' }, '2026-01-15')))
    await run(systemActor, at('2026-08-20'))((ctx) => correctPersonFacts(ctx, change(personId, { fullName: 'Trần Thị Bế' })))
    const asOf = (on: string, known: string) => run(systemActor)((ctx) => readPersonAsOf(ctx, personId, ['fullName', 'maritalStatus'], { true: on, known: at(known) })).then((view) => view && { fullName: view.fullName, maritalStatus: view.maritalStatus })
    assert.deepEqual(await asOf('2025-12-31', '2026-11-22'), { fullName: 'Trần Thị Bế', maritalStatus: 'single' })
    assert.deepEqual(await asOf('2026-03-01', '2026-03-01'), { fullName: 'Trần Thị Bé', maritalStatus: 'single' })
    assert.deepEqual(await asOf('2026-03-01', '2026-07-01'), { fullName: 'Trần Thị Bé', maritalStatus: 'married' })
    assert.deepEqual(await asOf('2026-03-01', '2026-11-22'), { fullName: 'Trần Thị Bế', maritalStatus: 'married' })
    assert.equal(await asOf('2026-03-01', '2025-01-15'), undefined)
    const facts = await run(systemActor)((ctx) => readFacts(ctx, personId, ['fullName', 'maritalStatus', 'phone']))
    assert.deepEqual(facts.map((each) => [each.value, each.source, each.asOf]), [['Trần Thị Bế', 'declaration', '2026-08-20'], ['married', 'declaration', '2026-06-10'], ['0300000001', 'population-register', '2025-01-01']])
    const history = await run(citizenActor(personId))((ctx) => historyOf(ctx, personId))
    assert.deepEqual(history.filter((each) => each.supersededAt === null).map((each) => [each.validFrom, each.validTo, each.facts.maritalStatus]), [['1990-05-12', '2026-01-15', 'single'], ['2026-01-15', null, 'married']])
    assert.deepEqual([...new Set(history.map((each) => each.act?.type))], ['person-imported', 'person-facts-changed', 'person-facts-corrected'])
  })

  it('tells the whole story: each act with its basis, who did it, and each value before and after', async () => {
    const { personId, pin } = await somePerson(t, { name: 'Đỗ Thị Tình', birthDate: '1991', area: communes.home, relatives: [{ kind: 'mother', fullName: 'Đỗ Thị Mẹ' }], now: at('2025-02-01') })
    await run(police, at('2026-06-10'))((ctx) => changePersonFacts(ctx, change(personId, { maritalStatus: 'married', phone: '0300000077' }, '2026-01-15')))
    await run(systemActor, at('2026-08-20'))((ctx) => correctPersonFacts(ctx, change(personId, { birthDate: '1992-03' })))
    const { entries, mergedFrom } = await run(citizenActor(personId))((ctx) => personHistory(ctx, personId))
    assert.equal(mergedFrom, null)
    assert.deepEqual(entries.map((entry) => [entry.type, entry.actor.kind, entry.basis.article]), [
      ['person-facts-corrected', 'system', basis.article], ['person-facts-changed', 'officer', basis.article], ['person-imported', 'system', entries[2]!.basis.article],
    ])
    const brief = (i: number) => entries[i]!.changes.map((each) => each.part === 'fact' ? [each.field, each.before, each.after, each.from, each.correction] : each.part === 'number' ? [each.value, each.before?.status ?? null, each.after?.status ?? null, each.from] : [each.part])
    assert.deepEqual(brief(1), [['maritalStatus', 'single', 'married', '2026-01-15', false], ['phone', null, '0300000077', '2026-01-15', false]])
    const [birth, ...numbers] = brief(0)
    assert.deepEqual(birth, ['birthDate', '1991', '1992-03', null, true])
    assert.deepEqual(new Set(numbers.map((each) => `${String(each[0] === pin)} ${String(each[1])} ${String(each[2])}`)), new Set(['true active cancelled', 'false null active']))
    assert.ok(entries[2]!.changes.some((each) => each.part === 'relation' && each.kind === 'mother' && each.name === 'Đỗ Thị Mẹ'))
    await assert.rejects(run(officerActor('police-officer', [communes.second]))((ctx) => personHistory(ctx, personId)), refusedWith('authorise.not-allowed'))
  })

  it('reads every part as of a day and a moment of knowledge: numbers and relatives too', async () => {
    const mother = await somePerson(t, { name: 'Võ Thị Hai', birthDate: '1960-01-01', area: communes.home, now: at('2025-02-01') })
    const { personId, pin } = await somePerson(t, { gender: 'female', birthDate: '1991-02-02', area: communes.home, relatives: [{ kind: 'mother', personId: mother.personId }], now: at('2025-02-01') })
    const { newPin } = await run(systemActor, at('2026-08-20'))((ctx) => correctPersonFacts(ctx, change(personId, { gender: 'male' })))
    await run(systemActor, at('2026-09-01'))((ctx) => correctPersonFacts(ctx, change(mother.personId, { fullName: 'Võ Thị Hải' })))
    const asOf = (on: string, known: string) => run(police)((ctx) => readPersonAsOf(ctx, personId, ['pin', 'identityNumbers', 'relatives', 'gender', 'area', 'identityCards'], { true: on, known: at(known) }))
    const before = await asOf('2026-08-01', '2026-08-01')
    assert.deepEqual([before?.pin, before?.gender, before?.area, before?.relatives[0]?.fullName, before?.identityNumbers.map((each) => each.status)], [pin, 'female', communes.home, 'Võ Thị Hai', ['active']])
    const now = await asOf('2026-11-01', '2026-11-01')
    assert.deepEqual([now?.pin, now?.gender, now?.relatives[0]?.fullName, now?.identityNumbers.map((each) => each.status).sort()], [newPin, 'male', 'Võ Thị Hải', ['active', 'cancelled']])
  })

  it('still finds a person by the name papers carry from before', async () => {
    const { personId } = await somePerson(t, { name: 'Huỳnh Ngọc Oanh', birthDate: '1977-01-01', area: communes.home })
    await run(police)((ctx) => changePersonFacts(ctx, change(personId, { fullName: 'Huỳnh Ngọc Yến' })))
    const hits = await run(police)((ctx) => searchPeople(ctx, { name: 'huynh ngoc oanh', birthYear: 1977 }))
    assert.deepEqual(hits.map((hit) => hit.fullName), ['Huỳnh Ngọc Yến'])
  })

  it('gives a new number where gender or year of birth was wrong, and keeps the old one for ever', async () => {
    const { personId, pin } = await somePerson(t, { name: 'Lê Văn Tư', gender: 'female', birthDate: '1988-02-02', area: communes.home })
    const { newPin } = await run(systemActor)((ctx) => correctPersonFacts(ctx, change(personId, { gender: 'male' })))
    assert.match(newPin ?? '', /^099088\d{6}$/)
    const person = await run(systemActor)((ctx) => readPerson(ctx, personId, ['pin', 'identityNumbers']))
    assert.equal(person.pin, newPin)
    assert.deepEqual(person.identityNumbers.map((each) => [each.value, each.status]).sort(), [[newPin, 'active'], [pin, 'cancelled']].sort())
    assert.equal((await run(systemActor)((ctx) => findPersonByNumber(ctx, pin, ['fullName'])))?.personId, personId)
    await assert.rejects(somePerson(t, { gender: 'female', birthDate: '1988-02-02', pin }), refusedWith('population.number-taken'))
  })

  it('refuses impossible days, changes of nothing, other areas and unknown people', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    await assert.rejects(run(police)((ctx) => changePersonFacts(ctx, change(personId, { phone: '0300000009' }, '2026-11-23'))), refusedWith('population.date-in-future'))
    await assert.rejects(run(police)((ctx) => changePersonFacts(ctx, change(personId, { phone: '0300000009' }, '1980-01-01'))), refusedWith('population.date-before-record'))
    await assert.rejects(run(police)((ctx) => changePersonFacts(ctx, change(personId, { gender: 'female' }))), refusedWith('population.nothing-changed'))
    await assert.rejects(run(officerActor('police-officer', [communes.second]))((ctx) => changePersonFacts(ctx, change(personId, { phone: '0300000009' }))), refusedWith('authorise.not-allowed'))
    await assert.rejects(run(citizenActor(personId))((ctx) => changePersonFacts(ctx, change(personId, { phone: '0300000009' }))), refusedWith('authorise.not-allowed'))
    await assert.rejects(run(police)((ctx) => changePersonFacts(ctx, change(personId, { lifeStatus: 'deceased' }))), refusedWith('population.life-status-elsewhere'))
    await assert.rejects(run(police)((ctx) => correctPersonFacts(ctx, change(personId, { phone: '0300000009' }))), refusedWith('authorise.not-allowed'))
    await assert.rejects(run(police)((ctx) => changePersonFacts(ctx, change(newId(), { phone: '0300000009' }))), refusedWith('population.person-unknown'))
  })

  it('answers a repeated command with the first result, also when it would now be refused', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const input = change(personId, { email: 'a@congdan.example' })
    const first = await run(police)((ctx) => changePersonFacts(ctx, input))
    assert.deepEqual(await run(police)((ctx) => changePersonFacts(ctx, input)), { ...first, replayed: true })
    await assert.rejects(run(officerActor('police-officer', [communes.home], { personId: newId() }))((ctx) => changePersonFacts(ctx, input)), refusedWith('population.nothing-changed'))
  })

  it('lets one of two officers win and tells the other', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const [first, second] = await atOnce((phone) => (ctx) => changePersonFacts(ctx, change(personId, { phone })), ['0300000011', '0300000012'])
    assert.equal(first.status, 'fulfilled')
    assert.ok(second.status === 'rejected' && refusedWith('acts.changed-meanwhile')(second.reason), JSON.stringify(second))
    assert.equal((await run(systemActor)((ctx) => readPerson(ctx, personId, ['phone']))).phone, '0300000011')
  })

  it('gives two sendings of one command one act, also when both are under way', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const input = change(personId, { phone: '0300000021' })
    const [first, second] = await atOnce(() => (ctx) => changePersonFacts(ctx, input), [1, 2])
    assert.ok(first.status === 'fulfilled' && second.status === 'fulfilled', JSON.stringify(second))
    assert.deepEqual(second.value, { ...first.value, replayed: true })
  })

  /** Two transactions of which the second starts before the first has committed. */
  async function atOnce<G, R>(work: (given: G) => (ctx: Ctx) => Promise<R>, [one, two]: [G, G]) {
    let go = () => {}
    const begun = new Promise<void>((resolve) => (go = resolve))
    const first = run(police)(async (ctx) => {
      const result = await work(one)(ctx)
      go()
      await new Promise((resolve) => setTimeout(resolve, 150))
      return result
    })
    await begun
    return Promise.allSettled([first, run(police)(work(two))] as const)
  }

  it('is what replay of the acts gives', async () => {
    assert.deepEqual((await rebuild({ database: t.owner })).differences, [])
  })
})
