import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { rootPath } from '../src/platform/index.ts'

/**
 * The migrations of the last release, `name checksum` a line. Databases in the world were made from these: they never change again.
 * `node scripts/freeze-migrations.mjs` writes the list anew; it is run and committed with each tag, and only then.
 */
export function releasedMigrations(): readonly { name: string; checksum: string }[] {
  return readFileSync(rootPath('tests/released-migrations.txt'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => {
    const [name, checksum] = line.split(' ')
    return { name: name!, checksum: checksum! }
  })
}

const paths = new Map(readdirSync(rootPath('src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql')).map((path) => [basename(path), join('src', path)]))

/** Where in the house a migration lies. */
export const migrationFile = (name: string): string => paths.get(name)!
