import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from './database.ts'
import { rootPath } from './root.ts'

export interface Migration {
  /** Four digits: one order for the whole repository, wherever the files lie. */
  readonly number: string
  readonly name: string
  readonly text: string
  readonly checksum: string
}

/** All migrations of all modules, in their one order. Refuses two files with the same number. */
export function findMigrations(folder = rootPath('src')): Migration[] {
  const files = migrationFolders(folder).flatMap((dir) => readdirSync(dir).filter((file) => file.endsWith('.sql')).map((file) => join(dir, file)))
  const found = files.map(readMigration).sort((a, b) => (a.number < b.number ? -1 : 1))
  found.forEach((migration, i) => {
    if (i > 0 && found[i - 1]!.number === migration.number) throw new Error(`two migrations have number ${migration.number}: ${found[i - 1]!.name}, ${migration.name}`)
  })
  return found
}

/** A fingerprint of all migrations together: databases made from the same one have the same schema. */
export function schemaFingerprint(migrations: readonly Migration[]): string {
  return createHash('sha256').update(migrations.map((m) => m.name + m.checksum).join('\n')).digest('hex').slice(0, 16)
}

/** The roles of the running program. Cluster-wide, so made before the migrations of any database. */
const rolesScript = `
do $$ begin
  perform pg_advisory_lock(46281);
  if not exists (select from pg_roles where rolname = 'congdan_app') then create role congdan_app; end if;
  if not exists (select from pg_roles where rolname = 'congdan_sealer') then create role congdan_sealer; end if;
  perform pg_advisory_unlock(46281);
end $$;
grant usage on schema public to congdan_app, congdan_sealer;
do $$ begin execute format('grant congdan_app, congdan_sealer to %I', current_user); exception when others then null; end $$;
create table if not exists schema_migration (number text primary key, name text not null, checksum text not null, applied_at timestamptz not null default now());
comment on table schema_migration is 'Which numbered SQL files have been applied, with their checksums.';
grant select on schema_migration to congdan_app;
`

/**
 * Applies what is missing, each file in a transaction of its own, one process at a time.
 * Refuses when an applied file has changed since or when the database is newer than the program.
 * Returns the names of the files applied now.
 */
export async function migrate(owner: Database, migrations = findMigrations()): Promise<string[]> {
  return owner.session(async (client) => {
    await client.query('select pg_advisory_lock(46280)')
    await client.query(rolesScript)
    const applied = new Map((await client.query<{ number: string; checksum: string }>('select number, checksum from schema_migration')).rows.map((r) => [r.number, r.checksum]))
    const known = new Set(migrations.map((m) => m.number))
    const unknown = [...applied.keys()].filter((number) => !known.has(number))
    if (unknown.length > 0) throw new Error(`the database has migrations this program does not know (${unknown.join(', ')}): use the newer program`)
    const done: string[] = []
    for (const migration of migrations) {
      const before = applied.get(migration.number)
      if (before !== undefined && before !== migration.checksum) throw new Error(`migration ${migration.name} was changed after it had been applied`)
      if (before !== undefined) continue
      await client.query('begin')
      try {
        await client.query(migration.text)
        await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [migration.number, migration.name, migration.checksum])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
      }
      done.push(migration.name)
    }
    return done
  })
}

function migrationFolders(folder: string): string[] {
  const own = join(folder, 'migrations')
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'migrations' && entry.name !== 'node_modules')
  return [...(existsSync(own) ? [own] : []), ...below.flatMap((entry) => migrationFolders(join(folder, entry.name)))]
}

function readMigration(file: string): Migration {
  const name = basename(file)
  const number = /^(\d{4})-/.exec(name)?.[1]
  if (!number) throw new Error(`migration files are named NNNN-what.sql: ${file}`)
  const text = readFileSync(file, 'utf8')
  return { number, name, text, checksum: createHash('sha256').update(text).digest('hex') }
}
