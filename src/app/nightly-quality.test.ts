import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readConfig, sql, stampInstallation, type Config, type DatabaseAddress } from '../platform/index.ts'
import { testDb, type TestDatabase } from '../platform/testing.ts'
import { importSynthetic } from './import/index.ts'
import { nightlyQuality } from './nightly-quality.ts'

/** A server of tests as an environment names it. */
function urlOf({ connectionString, host, user, database }: DatabaseAddress): string {
  return connectionString ?? `postgres://${user ?? 'postgres'}@localhost/${database}?host=${encodeURIComponent(host!)}`
}

describe('the pass of the night', async () => {
  const t: TestDatabase = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-nightly-'))
  let config: Config
  const faults: unknown[] = []
  const log = { error: (fault: object) => void faults.push(fault) }
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 1_000, seed: 'nightly', errors: 10 })
    await stampInstallation(t.owner, 'demo')
    config = readConfig({ DATABASE_URL: urlOf(t.owner.address), DATA_DIR: folder })
  })
  const passes = (): Promise<{ engine: string; people: number; opened: number }[]> => t.owner.query(sql`select engine, people, opened from quality_pass order by finished_at`)

  it('a program of its own that cannot reach the register is reported, and nothing is written', async () => {
    const gone = readConfig({ ...Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)])), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })
    await nightlyQuality({ database: t.db, mode: 'demo', config: gone }, log, { small: 10 })
    assert.equal(faults.length, 1)
    assert.match(String((faults[0] as { err: Error }).err), /«quality» ended with 1/)
    assert.deepEqual(await passes(), [])
  })

  it('a register larger than the limit is judged by a program of its own, once a day, and no copy of it is left', async () => {
    faults.length = 0
    await nightlyQuality({ database: t.db, mode: 'demo', config }, log, { small: 10 })
    assert.deepEqual(faults, [])
    const [pass, more] = await passes()
    assert.equal(more, undefined)
    assert.equal(pass!.engine, 'duckdb')
    assert.ok(pass!.people >= 1_000 && pass!.opened > 20, JSON.stringify(pass))
    assert.deepEqual(readdirSync(join(folder, 'quality')), [])
    await nightlyQuality({ database: t.db, mode: 'demo', config }, log, { small: 10 })
    assert.equal((await passes()).length, 1)
  })

  it('a small one is judged where it lies, with the same findings', async () => {
    // Where there never was a pass one is due at any hour.
    await t.owner.query(sql`delete from quality_pass`)
    await nightlyQuality({ database: t.db, mode: 'demo', config }, log)
    assert.deepEqual((await passes()).map((pass) => [pass.engine, pass.opened]), [['postgres', 0]])
  })
})
