import type { Instant } from './context.ts'
import type { Database, Tx } from './database.ts'
import { sql } from './sql.ts'

/** What this database was stamped for; undefined in a database nobody opened as a house yet (tests). */
export async function installationMode(tx: Tx): Promise<'demo' | 'production' | undefined> {
  return (await tx.maybe<{ mode: 'demo' | 'production' }>(sql`select mode from installation`))?.mode
}

/** What a database is for; stamped once, at creation. */
export type Mode = 'demo' | 'production'

const databaseName = 'congdan'

/** Stamps a new database with its mode and answers the mode it has: the first stamp stays. */
export async function stampInstallation(owner: Database, wanted: Mode): Promise<Mode> {
  await owner.query(sql`insert into installation (mode) values (${wanted}) on conflict do nothing`)
  const [found] = await owner.query<{ mode: Mode }>(sql`select mode from installation`)
  return found!.mode
}

/** How many synthetic people a demonstration was filled with; undefined while it has not been filled to the end. */
export async function seededPeople(owner: Database): Promise<number | undefined> {
  const [row] = await owner.query<{ people: number | null }>(sql`select (details->>'people')::int as people from installation`)
  return row?.people ?? undefined
}

export const rememberSeeded = (owner: Database, people: number): Promise<unknown[]> =>
  owner.query(sql`update installation set details = details || ${sql.json({ people })}::jsonb`)

export const isReachable = (database: Database): Promise<boolean> => database.query(sql`select 1 as one`).then(() => true, () => false)

/** Which database this is, the same in every connection and after every restart: work begun on one is not gone on with on another. */
export async function databaseMark(tx: Tx): Promise<string> {
  return (await tx.one<{ mark: string }>(sql`select system_identifier || ' ' || current_database() as mark from pg_control_system()`)).mark
}

/** Makes the program's own database in an embedded server that does not have it yet. */
export async function ensureDatabase(admin: Database): Promise<string> {
  const found = await admin.query(sql`select 1 as one from pg_database where datname = ${databaseName}`)
  if (found.length === 0) await admin.script(`create database ${databaseName}`)
  return databaseName
}

/** The stamp of a database and when it was made; undefined in one that holds no house yet, not even tables. */
export async function findInstallation(tx: Tx): Promise<{ mode: Mode; createdAt: Instant } | undefined> {
  if (!(await tx.one<{ there: boolean }>(sql`select to_regclass('installation') is not null as there`)).there) return undefined
  return tx.maybe(sql`select mode, created_at as "createdAt" from installation`)
}
