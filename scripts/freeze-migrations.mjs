// Run with each tag: writes down the migrations that are now out in the world. tests/upgrade.test.ts then refuses any change to them and upgrades from them.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findMigrations } from '../src/platform/migrate.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const list = findMigrations()
writeFileSync(join(root, 'tests', 'released-migrations.txt'), `# Migrations of release ${version}: never changed again.\n${list.map(({ name, checksum }) => `${name} ${checksum}\n`).join('')}`)
console.log(`${list.length} migrations of ${version} are frozen: commit tests/released-migrations.txt with the tag`)
