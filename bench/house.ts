/** Databases of the benchmarks: one embedded PostgreSQL, fsync on, in .build/bench; each database is built once and used again until its schema changes. */
import { loadavg } from 'node:os'
import { memoryKeystore, migrate, openDatabase, rootPath, setKeystore, sql, startEmbeddedPostgres, systemClock, type Database } from '../src/platform/index.ts'
import { wire } from '../src/app/wire.ts'
import { importSynthetic } from '../src/app/import/index.ts'
import { ownCpu, ownPeakMemory, print, rounded, serverCpu, tell, watchServerMemory } from './figures.ts'

/** What a server of this size would be given; everything that guards the data stays on. */
const settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', shared_buffers: '2GB', max_wal_size: '8GB', checkpoint_timeout: '15min' }

export const benchFolder = (...parts: string[]): string => rootPath('.build', 'bench', ...parts)

export interface BenchHouse {
  /** As the running program: role congdan_app. */
  readonly database: Database
  readonly owner: Database
  /** What comes from here on is what is measured: processor time is counted from now. */
  begin(): void
  /** Prints the processor time this process and PostgreSQL took since `begin`, and the peak memory of both. */
  printCosts(name: string): void
  close(): Promise<void>
}

export interface HouseOptions {
  readonly key: string
  /** Empty the database first, even when it stands. */
  readonly fresh?: boolean
  /** Fills a new database; its time is told apart from what is measured. */
  readonly fill?: (house: { database: Database; owner: Database }) => Promise<void>
}

export async function openBenchHouse({ key, fresh = false, fill }: HouseOptions): Promise<BenchHouse> {
  await wire()
  setKeystore(memoryKeystore(systemClock))
  const server = await startEmbeddedPostgres({ dataFolder: benchFolder('postgres'), settings })
  const emergency = (): void => server.killNow()
  process.once('exit', emergency)
  const name = `bench_${key.replaceAll('-', '_')}`
  const began = performance.now()
  const admin = openDatabase(server.address('postgres'), { max: 1 })
  let stands = !fresh && (await isFilled(admin, name))
  if (!stands) await makeEmpty(admin, name)
  const owner = openDatabase(server.address(name), { max: 4 })
  const database = openDatabase(server.address(name), { role: 'congdan_app', max: 40 })
  try {
    await migrate(owner)
  } catch (error) {
    // A migration was changed after this database had been built.
    tell(`${name} is built anew: ${(error as Error).message}`)
    stands = false
    await makeEmpty(admin, name)
    await migrate(owner)
  }
  if (!stands) {
    await fill?.({ database, owner })
    await owner.script('vacuum (analyze)')
    await admin.script(`comment on database ${name} is 'filled'`)
    tell(`set-up of ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  await owner.script('checkpoint')
  tell(Object.entries(settings).map(([setting, value]) => `${setting}=${value}`).join(' '))
  const memory = watchServerMemory(server.processId)
  let before = { own: 0, server: 0 }
  return {
    database, owner,
    begin() {
      tell(`load of the machine before: ${loadavg().map((load) => load.toFixed(1)).join(' ')}`)
      before = { own: ownCpu(), server: serverCpu(server.processId) }
    },
    printCosts(figure) {
      print({ name: `${figure}.cpu`, value: rounded(ownCpu() - before.own), unit: 's', of: 'node' })
      print({ name: `${figure}.postgres-cpu`, value: rounded(serverCpu(server.processId) - before.server), unit: 's', of: 'postgres' })
      print({ name: `${figure}.memory`, value: ownPeakMemory(), unit: 'MB', of: 'node' })
      print({ name: `${figure}.postgres-memory`, value: memory.peak(), unit: 'MB', of: 'postgres' })
    },
    async close() {
      await Promise.all([database.close(), owner.close(), admin.close()])
      process.off('exit', emergency)
      await server.stop()
    },
  }
}

/** A half-filled database has no comment. */
async function isFilled(admin: Database, name: string): Promise<boolean> {
  const [found] = await admin.query<{ comment: string | null }>(sql`select shobj_description(oid, 'pg_database') as comment from pg_database where datname = ${name}`)
  return found?.comment === 'filled'
}

async function makeEmpty(admin: Database, name: string): Promise<void> {
  await admin.script(`drop database if exists ${name} with (force)`)
  await admin.script(`create database ${name}`)
}

/** The register the reading, searching, changing and rebuilding benchmarks share: synthetic people of one province, with their errors. */
export function openPeopleHouse(people: number): Promise<BenchHouse> {
  return openBenchHouse({
    key: `people-${people}`,
    async fill({ database, owner }) {
      tell(`building a register of ${people} people …`)
      await importSynthetic({ database, owner, people, seed: 'bench', errors: 'default' })
    },
  })
}
