import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { after, describe, it } from 'node:test'
import { findMigrations, migrate, rootPath, type Migration } from '../src/platform/index.ts'
import { emptyDb, testDb } from '../src/platform/testing.ts'
import { migrationFile, releasedMigrations } from './released.ts'
import { schemaText } from './schema.ts'

const snapshot = rootPath('tests/schema.snapshot')
const released = releasedMigrations()
const today = findMigrations()

/** A database that was made by an earlier program must end like one made today. */
describe('upgrading a database', async () => {
  const fresh = await testDb()
  after(() => fresh.close())
  const schema = await schemaText(fresh.owner)

  it('the schema is the one written down in tests/schema.snapshot', () => {
    if (process.env['UPDATE_SCHEMA']) writeFileSync(snapshot, schema)
    assert.ok(schema === readFileSync(snapshot, 'utf8'), `the schema has changed: UPDATE_SCHEMA=1 node scripts/test.mjs tests/upgrade writes it down; look at the difference before you commit it\n${difference(readFileSync(snapshot, 'utf8'), schema)}`)
  })

  it('no migration of a release was changed, renamed or taken away', () => {
    const now = new Map(today.map(({ name, checksum }) => [name, checksum]))
    assert.deepEqual(released.filter(({ name, checksum }) => now.get(name) !== checksum).map(({ name }) => name), [], 'databases made from them refuse to start: write a new migration')
  })

  it('the database of the last release becomes the one of today', async () => {
    const names = new Set(released.map(({ name }) => name))
    await upgradedFrom(today.filter(({ name }) => names.has(name)))
  })

  it('later files of a module may come after other modules stand', async () => {
    const folders = new Set<string>()
    const first = today.filter((migration) => {
      const folder = dirname(migrationFile(migration.name))
      return !folders.has(folder) && folders.add(folder)
    })
    assert.ok(first.length < today.length)
    await upgradedFrom(first)
  })

  async function upgradedFrom(earlier: readonly Migration[]): Promise<void> {
    const old = await emptyDb()
    try {
      assert.deepEqual(await migrate(old.owner, [...earlier]), earlier.map(({ name }) => name))
      assert.equal((await migrate(old.owner, today)).length, today.length - earlier.length)
      const upgraded = await schemaText(old.owner)
      assert.ok(upgraded === schema, difference(schema, upgraded))
    } finally {
      await old.close()
    }
  }
})

function difference(before: string, now: string): string {
  const [a, b] = [before.split('\n'), now.split('\n')]
  const [had, has] = [new Set(a), new Set(b)]
  return [...a.filter((line) => !has.has(line)).map((line) => `- ${line}`), ...b.filter((line) => !had.has(line)).map((line) => `+ ${line}`)].join('\n')
}
