import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { exportPeople } from '../../../synthetic/index.ts'
import { rebuild } from '../../foundations/acts/index.ts'
import { rootPath } from '../../platform/index.ts'
import { testDb, type TestDatabase } from '../../platform/testing.ts'
import { csvSource, importPeople, ListProblem } from './index.ts'
import { definitions, fingerprints } from './testing.ts'

const now = '2026-11-22T01:00:00.000Z'
const people = 4_000

/** Runs the import in a process of its own; kills it with -9 as soon as it says that it has come so far. */
function importUntil(path: string, t: TestDatabase, isFarEnough: (phase: string, done: number) => boolean): Promise<'killed' | 'done'> {
  const child = spawn(process.execPath, ['--import', rootPath('scripts/tsx-hook.mjs'), rootPath('src/app/import/testing-killed.ts'), path, JSON.stringify(t.db.address), now], { stdio: ['ignore', 'pipe', 'inherit'] })
  let finished = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) {
      const [phase, done] = line.split(' ')
      if (phase === 'done') finished = true
      if (phase && isFarEnough(phase, Number(done))) child.kill('SIGKILL')
    }
  })
  return new Promise((tell) => child.once('exit', () => tell(finished ? 'done' : 'killed')))
}

describe('an import that is killed', () => {
  let whole: TestDatabase
  let cut: TestDatabase
  let asMade: string[]
  const folder = mkdtempSync(join(tmpdir(), 'congdan-killed-'))
  const path = join(folder, 'people.csv')
  before(async () => {
    whole = await testDb()
    cut = await testDb()
    asMade = await definitions(cut.owner)
    exportPeople({ dir: folder, seed: 'killed', people, errors: 'default' })
  })
  after(async () => {
    await Promise.all([whole.close(), cut.close()])
    rmSync(folder, { recursive: true, force: true })
  })

  it('holds the same rows as one that was not, after being killed while reading, twice while writing and while making indexes', async () => {
    const source = () => csvSource({ path, list: 'test', statedOn: '2026-11-01' })
    const report = await importPeople({ database: whole.db, owner: whole.owner, source: source(), allowTestNumbers: true, batchRows: 200, clock: () => now })

    assert.equal(await importUntil(path, cut, (phase) => phase === 'survey'), 'killed')
    assert.equal(await importUntil(path, cut, (phase, done) => phase === 'import' && done >= 800), 'killed')
    await assert.rejects(importPeople({ database: cut.db, owner: cut.owner, source: source(), allowTestNumbers: true }), ListProblem)
    assert.equal(await importUntil(path, cut, (phase, done) => phase === 'import' && done >= 2_600), 'killed')
    assert.equal(await importUntil(path, cut, (phase, done) => phase === 'indexes' && done >= 3), 'killed')
    const resumed = await importPeople({ database: cut.db, owner: cut.owner, source: source(), allowTestNumbers: true, resume: true, clock: () => now })

    assert.deepEqual([resumed.rows, resumed.imported, resumed.refused, resumed.claimed], [report.rows, report.imported, report.refused, report.claimed])
    assert.equal(resumed.imported + resumed.refused, resumed.rows)
    assert.deepEqual(await fingerprints(cut.owner), await fingerprints(whole.owner))
  })

  it('leaves every index and constraint as the migrations made it', async () => {
    assert.deepEqual(await definitions(cut.owner), asMade)
  })

  it('leaves rows that replay proves', async () => {
    const checked = await rebuild({ database: cut.owner })
    assert.equal(checked.equal, true)
    assert.ok(checked.acts >= people)
  })
})
