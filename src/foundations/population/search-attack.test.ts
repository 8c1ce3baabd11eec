import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Actor, type OfficerActor } from '../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { findPeople, placeMark, restrictedWords, type SearchPeople } from './index.ts'

/** An officer of one commune who wants to learn, by searching, what the post does not give. */
describe('searching to list the register or to test guesses', async () => {
  const t = await testDb()
  after(() => t.close())
  const outside: { personId: string; pin: string }[] = []
  for (let i = 0; i < 5; i++) outside.push(await somePerson(t, { name: `Đoàn Thị Ngoài ${'ABCDE'[i]}`, birthDate: '1980-03-03', area: communes.second, cmnd9: `99123400${i}`, facts: { phone: `030000010${i}` } }))
  const inside = await somePerson(t, { name: 'Đoàn Thị Trong', birthDate: '1980-03-03', area: communes.home, facts: { phone: '0300000200' } })
  const star = await somePerson(t, { name: 'Đoàn Ngôi Sao', birthDate: '1980-04-04', area: communes.home, facts: { phone: '0300000300' } })
  await t.as(systemActor)((ctx) => placeMark(ctx, { personId: star.personId, kind: 'protected', decision: '1/QĐ', commandId: newId() }))
  const thief: OfficerActor = officerActor('police-officer', [communes.home], { personId: newId() })
  const find = (query: SearchPeople, actor: Actor = thief) => t.as(actor, undefined, { now: '2026-11-22T02:00:00.000Z' })((ctx) => findPeople(ctx, query))

  /** The ids shown; a search that is refused as too wide shows none. */
  const shown = (query: SearchPeople): Promise<string[]> => find(query).then(({ hits }) => hits.map((hit) => hit.personId), (error: unknown) => {
    if (error instanceof Refusal && error.code === 'population.search-too-wide') return []
    throw error
  })

  it('a person elsewhere and nobody at all answer alike, by every kind of search', async () => {
    const guesses: readonly (readonly [SearchPeople, SearchPeople])[] = [
      [{ number: outside[0]!.pin }, { number: '099180999999' }], [{ number: '991234000' }, { number: '991239999' }], [{ phone: '0300000100' }, { phone: '0300000999' }],
      [{ relativeNumber: outside[0]!.pin }, { relativeNumber: '099180999999' }], [{ name: 'doan thi ngoai a', birthYear: 1980 }, { name: 'doan thi ngoai a', birthYear: 1981 }],
    ]
    for (const [real, none] of guesses) {
      const [a, b] = [await find(real), await find(none)]
      assert.deepEqual(a, b, JSON.stringify(real))
      assert.deepEqual(a.hits, [])
    }
  })

  it('signs that mean "anything" in a database mean nothing here', async () => {
    for (const name of ['%', '_', '*', '%%%', '.*', "' or 1=1 --", '{}', '\\']) {
      assert.deepEqual(await shown({ name, birthYear: 1980 }), [], name)
    }
    assert.deepEqual((await find({ name: 'doan%', birthYear: 1980 })).hits.map((hit) => hit.personId).toSorted(), [inside.personId, star.personId].toSorted(), 'the sign is dropped, the word is searched')
    for (const number of ['%', '0991%', '099_80', '']) {
      assert.deepEqual(await shown({ number, name: 'khong co ai', birthYear: 1980 }), [], number)
    }
  })

  it('a part of a number, telephone or file number finds nobody', async () => {
    for (const query of [{ number: inside.pin.slice(0, 11) }, { number: inside.pin.slice(2) }, { number: inside.pin.slice(0, 9) }, { phone: '030000020' }, { phone: '0200' }, { fileNumber: '86.' }] satisfies SearchPeople[]) assert.deepEqual((await find(query)).hits, [], JSON.stringify(query))
  })

  it('no answer holds a whole number, a telephone or an address, and none says how to get the next page', async () => {
    const result = await find({ name: 'doan', birthYear: 1980 })
    const text = JSON.stringify(result)
    for (const secret of [inside.pin, star.pin, '0300000200', '0300000300', 'Phước Lợi', 'Đoàn Ngôi Sao']) assert.ok(!text.includes(secret), secret)
    assert.deepEqual(Object.keys(result).toSorted(), ['hits', 'places', 'tooMany', 'tried'])
  })

  it('whoever knows number or telephone of a protected person learns that somebody is protected, nothing else', async () => {
    for (const query of [{ number: star.pin }, { phone: '0300000300' }, { name: 'doan ngoi sao', birthYear: 1980 }] satisfies SearchPeople[]) {
      const { hits } = await find(query)
      assert.deepEqual(hits.map((hit) => [hit.fullName, hit.birthDate, hit.gender, hit.maskedPin, hit.area]), [[restrictedWords, null, null, null, null]])
    }
  })

  it('every try stands in the log with whom it showed, also those that found nobody', async () => {
    const prober: OfficerActor = officerActor('police-officer', [communes.home], { personId: newId() })
    for (let i = 0; i < 20; i++) await find({ number: `0991809999${String(i).padStart(2, '0')}` }, prober)
    const [row] = await t.db.query<{ n: number; empty: number; hashes: number }>(sql`
      select count(*)::int as n, count(*) filter (where subjects = '{}')::int as empty, count(distinct query_hash)::int as hashes from access_log where actor_person = ${prober.personId} and kind = 'search'`)
    assert.deepEqual(row, { n: 20, empty: 20, hashes: 20 })
  })

  it('no post without the right searches at all, whatever the area or the case', async () => {
    for (const role of ['leader', 'administrator', 'auditor', 'security-officer', 'commune-chair'] as const) {
      for (const purpose of [undefined, { code: 'dossier', basis: 'x', dossierId: newId() }]) {
        await assert.rejects(t.as(officerActor(role, ['86', communes.home]), purpose)((ctx) => findPeople(ctx, { number: inside.pin })), (error: unknown) => error instanceof Refusal && error.code === 'authorise.not-allowed', role)
      }
    }
  })
})
