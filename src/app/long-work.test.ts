import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { findDuplicates } from '../data-ecosystem/linkage/index.ts'
import { runPass } from '../data-ecosystem/quality/index.ts'
import { rootPath, sql } from '../platform/index.ts'
import { testDb, type TestDatabase } from '../platform/testing.ts'
import { importSynthetic } from './import/index.ts'

describe('long work that is killed in the middle', () => {
  let t: TestDatabase
  const place = mkdtempSync(join(tmpdir(), 'congdan-long-work-'))
  before(async () => {
    t = await testDb()
    await importSynthetic({ database: t.db, owner: t.owner, people: 2_500, seed: 'long-work', errors: 10 })
  })
  after(async () => {
    await t.close()
    rmSync(place, { recursive: true, force: true })
  })

  /** A process of its own, killed when that step has made what it makes, or before it says so. */
  function killed(kind: 'pass' | 'duplicates', until: string): Promise<boolean> {
    const child = spawn(process.execPath, ['--import', rootPath('scripts/tsx-hook.mjs'), rootPath('src/app/testing-long-work.ts'), JSON.stringify(t.db.address), kind, place, until], { stdio: 'inherit' })
    return new Promise<boolean>((done) => child.once('exit', (_code, signal) => done(signal === 'SIGKILL'))).then(async (dead) => {
      await released()
      return dead
    })
  }
  /** PostgreSQL learns a little later that whoever held the lock is dead. */
  async function released(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const held = await t.owner.query(sql`select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`)
      if (held.length === 0) return
      await new Promise((later) => setTimeout(later, 100))
    }
    assert.fail('the lock of a dead program is never released')
  }
  const pass = () => runPass(t.db, { engine: { kind: 'duckdb', memory: '512MB', threads: 1, folder: place } })
  const readings = async (purpose: string): Promise<number> => (await t.owner.query(sql`select 1 from access_log where purpose_code = ${purpose} and subjects = '{}'`)).length

  it('a quality pass goes on after the last step that was finished, and finds what a pass finds that nobody stopped', async () => {
    const findings = () => t.owner.query(sql`select rule, subject_id, fingerprint from quality_finding where state <> 'fixed' order by 1, 2, 3`)
    const passes = async (): Promise<number> => (await t.owner.query(sql`select 1 from quality_pass`)).length
    const whole = await pass()
    const stands = await findings()
    assert.ok(whole.found > 100 && whole.sources!.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)))
    for (const [until, resumed, readAgain] of [['before-snapshot', [], 2], ['before-judged', ['snapshot'], 1], ['judged', ['snapshot', 'judged'], 1]] as const) {
      await t.owner.query(sql`delete from quality_finding_event`)
      await t.owner.query(sql`delete from quality_finding`)
      await t.owner.query(sql`delete from quality_pass`)
      const before_ = await readings('quality-pass')
      assert.ok(await killed('pass', until), until)
      assert.equal(await passes(), 0, 'nothing is written by halves')
      const again = await pass()
      assert.deepEqual([again.resumed, again.found], [resumed, whole.found], until)
      assert.ok((await readings('quality-pass')) - before_ <= readAgain, 'the register is read again only where the copy was not whole')
      assert.deepEqual(await findings(), stands, until)
      assert.deepEqual(readdirSync(place), [], 'no copy of the register is left')
    }
  })

  it('a copy of the register is not judged after somebody else has passed over it', async () => {
    assert.ok(await killed('pass', 'judged'))
    await runPass(t.db, { engine: 'postgres' })
    assert.deepEqual((await pass()).resumed, [])
  })

  it('two passes at once are one too many', async () => {
    const both = await Promise.allSettled([1, 2].map(pass))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.match(String((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason), /quality.pass-running/)
    await assert.rejects(runPass(t.db, { engine: { kind: 'duckdb', memory: '4MB', threads: 1, folder: place } }), { code: 'quality.needs-memory' })
    assert.deepEqual(readdirSync(place), [])
  })

  it('a search for duplicates goes on after the last step that was finished, with the same pairs', async () => {
    const pairs = () => t.owner.query(sql`select person_id, other_id, cluster_id, weight, state from matching_duplicate order by 1, 2`)
    const whole = await findDuplicates(t.db, { folder: place })
    const stands = await pairs()
    assert.ok(whole.found > 3, String(whole.found))
    for (const [until, last] of [['before-prepare', 'read-register'], ['model', 'model'], ['score-name-year', 'count'], ['score', 'score']] as const) {
      for (const table of ['matching_duplicate_event', 'matching_duplicate', 'matching_duplicate_run']) await t.owner.query(sql`delete from ${sql.ident(table)}`)
      assert.ok(await killed('duplicates', until), until)
      const left = await t.owner.query(sql`select 1 from matching_duplicate_run`)
      assert.equal(left.length, 0, 'nothing is written by halves')
      const before_ = await readings('register-upkeep')
      const again = await findDuplicates(t.db, { folder: place })
      assert.equal(again.found, whole.found)
      assert.ok(again.resumed.includes(last), `${until}: ${again.resumed.join()}`)
      assert.equal(await readings('register-upkeep'), before_, 'the register is not read a second time')
      assert.deepEqual(await pairs(), stands, until)
      assert.deepEqual(readdirSync(place), [])
    }
  })
})
