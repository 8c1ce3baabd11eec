import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generatePeople } from '../../synthetic/index.ts'
import { readConfig, sql, stampInstallation, type DatabaseAddress } from '../platform/index.ts'
import { testDb, type TestDatabase } from '../platform/testing.ts'
import { importSynthetic, personIdOf } from './import/index.ts'
import { weeklyDuplicates } from './weekly-duplicates.ts'

/** A server of tests as an environment names it. */
const urlOf = ({ connectionString, host, user, database }: DatabaseAddress): string => connectionString ?? `postgres://${user ?? 'postgres'}@localhost/${database}?host=${encodeURIComponent(host!)}`

describe('the search for duplicates of the week', async () => {
  const t: TestDatabase = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-weekly-'))
  const people = 3_000
  const faults: unknown[] = []
  const log = { error: (fault: object) => void faults.push(fault) } as never
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people, seed: 'weekly', errors: 'default' })
    await stampInstallation(t.owner, 'demo')
  })
  const runs = async (): Promise<number> => (await t.owner.query(sql`select 1 from matching_duplicate_run`)).length

  it('runs at once where there was none, in a program of its own; people entered twice are in the list, and nobody is merged', async () => {
    const house = { database: t.db, mode: 'demo', config: readConfig({ DATABASE_URL: urlOf(t.owner.address), DATA_DIR: folder }) } as never
    await weeklyDuplicates(house, log)
    assert.deepEqual(faults, [])
    assert.equal(await runs(), 1)
    const pairs = new Set((await t.owner.query<{ a: string; b: string }>(sql`select person_id as a, other_id as b from matching_duplicate where state = 'open'`)).flatMap(({ a, b }) => [a, b]))
    const twice = [...generatePeople({ seed: 'weekly', people, errors: 'default' })].flatMap((household) => (household.truth ?? []).filter(({ error }) => error === 'person-twice').map(({ externalId }) => personIdOf('synthetic', externalId)))
    assert.ok(twice.length > 0)
    assert.ok(twice.filter((id) => pairs.has(id)).length > twice.length / 2, `${twice.filter((id) => pairs.has(id)).length} of ${twice.length} found`)
    assert.deepEqual(await t.owner.query(sql`select 1 from person_alias`), [])
    await weeklyDuplicates(house, log)
    assert.equal(await runs(), 1, 'not again within the week')
  })
})
