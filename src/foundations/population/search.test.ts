import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Actor, type Purpose } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { searchPeople, type SearchPeople } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const inCase: Purpose = { code: 'late-birth', basis: 'Luật Hộ tịch 2014', dossierId: newId() }

describe('searching people', async () => {
  const t = await testDb()
  after(() => t.close())
  const an = await somePerson(t, { name: 'Nguyễn Thị Hoài An', birthDate: '1985-04-30', area: communes.home, cmnd9: '990011223' })
  const anh = await somePerson(t, { name: 'Nguyễn Thị Hoài Anh', birthDate: '1985-06-01', area: communes.home })
  const reversed = await somePerson(t, { name: 'Hoài An Nguyễn Thị', birthDate: '1985', area: communes.second, cmnd9: '990011223' })
  const dam = await somePerson(t, { name: 'Đàm Thị Đậu', birthDate: '1960-01-01', area: communes.second })
  const run = (actor: Actor, query: SearchPeople, purpose?: Purpose) => t.as(actor, purpose, { now: '2026-11-22T02:00:00.000Z' })((ctx) => searchPeople(ctx, query))
  const ids = async (...args: Parameters<typeof run>) => (await run(...args)).map((hit) => hit.personId)

  it('finds by name without marks and year of birth, the whole name first, other orders after', async () => {
    assert.deepEqual(await ids(systemActor, { name: 'nguyen thi hoai an', birthYear: 1985 }), [an.personId, reversed.personId])
    assert.deepEqual(await ids(systemActor, { name: 'Hoài An', birthYear: 1985 }), [an.personId, reversed.personId])
    assert.deepEqual(await ids(systemActor, { name: 'dam thi dau', birthYear: 1960 }), [dam.personId])
    assert.deepEqual(await ids(systemActor, { name: 'nguyen thi hoai an', birthYear: 1986 }), [])
  })

  it('takes a year-only birth date as possible when a full one is asked for', async () => {
    assert.deepEqual(await ids(systemActor, { name: 'hoai an', birthDate: '1985-04-30' }), [an.personId, reversed.personId])
    assert.deepEqual(await ids(systemActor, { name: 'hoai an', birthDate: '1985-05-01' }), [reversed.personId])
  })

  it('finds within a commune or a province', async () => {
    assert.deepEqual(await ids(systemActor, { name: 'hoai an', commune: communes.second }), [reversed.personId])
    assert.deepEqual((await ids(systemActor, { name: 'nguyen', commune: '86' })).length, 3)
  })

  it('finds by new and old numbers; an old one may be shared', async () => {
    assert.deepEqual(await ids(systemActor, { number: an.pin.replace(/(\d{3})(?=\d)/g, '$1 ') }), [an.personId])
    assert.deepEqual((await ids(systemActor, { number: '990 011 223' })).sort(), [an.personId, reversed.personId].sort())
    assert.equal((await run(systemActor, { number: an.pin }))[0]?.maskedPin?.includes('***'), true)
  })

  it('refuses a name alone, and whoever may not search', async () => {
    await assert.rejects(run(systemActor, { name: 'nguyen' }), refusedWith('population.search-too-wide'))
    await assert.rejects(run(citizenActor(an.personId), { name: 'dam', birthYear: 1960 }), refusedWith('authorise.not-allowed'))
    await assert.rejects(run(officerActor('reception-officer', [communes.home]), { name: 'dam', birthYear: 1960 }), refusedWith('authorise.not-allowed'))
    assert.deepEqual(await ids(officerActor('justice-officer', [communes.home]), { name: 'dam thi dau', birthYear: 1960 }, inCase), [dam.personId])
  })

  it('keeps the police to their area unless a dossier says otherwise', async () => {
    const police = officerActor('police-officer', [communes.home])
    assert.deepEqual(await ids(police, { name: 'hoai an', birthYear: 1985 }), [an.personId])
    await assert.rejects(run(police, { name: 'hoai an', commune: communes.second }), refusedWith('authorise.not-allowed'))
    assert.deepEqual(await ids(police, { number: reversed.pin }), [])
    assert.deepEqual(await ids(police, { number: reversed.pin }, inCase), [reversed.personId])
  })

  it('writes one log row with the ids shown and a keyed hash, never the words', async () => {
    const personId = newId()
    const police = officerActor('police-officer', [communes.home], { personId })
    await run(police, { name: 'nguyen thi', birthYear: 1985 })
    await run(police, { name: 'Nguyễn  Thị', birthYear: 1985 })
    const rows = await t.db.query<{ kind: string; subjects: string[]; hash: string }>(sql`select kind, subjects, query_hash as hash from access_log where actor_person = ${personId}`)
    assert.deepEqual(rows.map((row) => [row.kind, [...row.subjects].sort()]), [['search', [an.personId, anh.personId].sort()], ['search', [an.personId, anh.personId].sort()]])
    assert.equal(rows[0]?.hash, rows[1]?.hash)
    assert.doesNotMatch(rows[0]!.hash, /nguyen/)
  })
})
