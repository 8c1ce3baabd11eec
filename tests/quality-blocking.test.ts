import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importSynthetic } from '../src/app/import/index.ts'
import { correctPersonFacts, readPerson, recordDeclaredDead } from '../src/foundations/population/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { Refusal } from '../src/kernel/refusal.ts'
import { sql } from '../src/platform/index.ts'
import { systemActor, testDb, type TestDatabase } from '../src/platform/testing.ts'

const basis = { article: 'Luật Căn cước 26/2023/QH15, đ.11' }

describe('an act that would make the register impossible', async () => {
  const t: TestDatabase = await testDb()
  const system = t.as(systemActor)
  let some: { personId: string; birthDate: string }[]
  after(() => t.close())
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 400, seed: 'blocking', errors: 'none' })
    some = await t.owner.query(sql`select person_id as "personId", birth_date as "birthDate" from person_version where superseded_at is null and valid_to is null and life_status = 'living' and birth_date > '1960' order by person_id limit 3`)
  })
  const facts = (personId: string) => system((ctx) => readPerson(ctx, personId, ['birthDate', 'lifeStatus', 'phone']))
  const refused = (rule: RegExp) => (error: unknown): boolean => error instanceof Refusal && error.code === 'quality.blocked' && rule.test(error.vi) && (error.next ?? '') !== ''

  it('is refused with the rule it breaks and what to look at, and nothing is written', async () => {
    const { personId } = some[0]!
    const stood = await facts(personId)
    await assert.rejects(system((ctx) => correctPersonFacts(ctx, { personId, facts: { birthDate: '2031-01-01' }, source: 'person', basis, commandId: newId() })), refused(/Ngày sinh ở tương lai/))
    await assert.rejects(system((ctx) => correctPersonFacts(ctx, { personId, facts: { lifeStatus: 'deceased', deathDate: '1950-01-01' }, source: 'person', basis, commandId: newId() })), refused(/Ngày mất trước ngày sinh/))
    await assert.rejects(system((ctx) => recordDeclaredDead(ctx, { personId, deathDate: '1950-01-01', basis, commandId: newId() })), Refusal)
    assert.deepEqual(await facts(personId), stood)
  })

  it('does not stop the mending of another fault of an entry that was wrong before', async () => {
    const { personId } = some[1]!
    await t.owner.query(sql`update person_version set birth_date = '2031-01-01', birth_year = 2031 where person_id = ${personId} and superseded_at is null and valid_to is null`)
    await system((ctx) => correctPersonFacts(ctx, { personId, facts: { phone: '0312345678' }, source: 'person', basis, commandId: newId() }))
    assert.equal((await facts(personId)).phone, '0312345678')
  })

  it('leaves everything else as it was: an ordinary correction is recorded', async () => {
    const { personId } = some[2]!
    const { actId } = await system((ctx) => correctPersonFacts(ctx, { personId, facts: { birthDate: '1961-05-05' }, source: 'person', basis, commandId: newId() }))
    assert.ok(actId)
    assert.equal((await facts(personId)).birthDate, '1961-05-05')
  })
})
