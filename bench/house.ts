/** Databases of the benchmarks: an embedded PostgreSQL with fsync on for each, in .build/bench/KEY, built once and used again until a migration that it stands on changes. */
import { availableParallelism, loadavg } from 'node:os'
import { memoryKeystore, migrate, openDatabase, rootPath, setKeystore, sql, startEmbeddedPostgres, systemClock, type Database } from '../src/platform/index.ts'
import { wire } from '../src/app/wire.ts'
import { importSynthetic } from '../src/app/import/index.ts'
import { machineCpu, ownCpu, ownPeakMemory, print, rounded, serverCpu, tell, watchServerMemory } from './figures.ts'

/** What a server of this size would be given; everything that guards the data stays on. */
const settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', shared_buffers: '4GB', max_wal_size: '8GB', checkpoint_timeout: '15min' }

/** `--statements` tells which SQL the time went into; it costs a few percent itself. */
const withStatements = process.argv.includes('--statements')
const watching: Record<string, string> = withStatements ? { 'shared_preload_libraries': 'pg_stat_statements', 'pg_stat_statements.track_planning': 'on' } : {}

export const benchFolder = (...parts: string[]): string => rootPath('.build', 'bench', ...parts)

export interface BenchHouse {
  /** As the running program: role congdan_app. */
  readonly database: Database
  readonly owner: Database
  /** What comes from here on is what is measured: processor time is counted from now. */
  begin(): Promise<void>
  /** Prints the processor time this process and PostgreSQL took since `begin`, and the peak memory of both. */
  printCosts(name: string): void
  close(): Promise<void>
}

export interface HouseOptions {
  readonly key: string
  /** Empty the database first, even when it stands. */
  readonly fresh?: boolean
  /** Connections of the program; each has caches of its own, so more than four a core cost more than they bring. */
  readonly connections?: number
  /** Fills a new database; its time is told apart from what is measured. */
  readonly fill?: (house: { database: Database; owner: Database }) => Promise<void>
}

export async function openBenchHouse({ key, fresh = false, connections = 40, fill }: HouseOptions): Promise<BenchHouse> {
  await wire()
  setKeystore(memoryKeystore(systemClock))
  const server = await startEmbeddedPostgres({ dataFolder: benchFolder(key, 'postgres'), settings: { ...settings, ...watching } })
  const emergency = (): void => server.killNow()
  process.once('exit', emergency)
  const name = 'bench'
  const began = performance.now()
  const admin = openDatabase(server.address('postgres'), { max: 1 })
  let stands = !fresh && (await isFilled(admin, name))
  if (!stands) await makeEmpty(admin, name)
  const owner = openDatabase(server.address(name), { max: 4 })
  const database = openDatabase(server.address(name), { role: 'congdan_app', max: connections })
  try {
    await migrate(owner)
  } catch (error) {
    // A migration was changed after this database had been built.
    tell(`${key} is built anew: ${(error as Error).message}`)
    stands = false
    await makeEmpty(admin, name)
    await migrate(owner)
  }
  if (!stands) {
    await fill?.({ database, owner })
    await owner.script('vacuum (analyze)')
    await admin.script(`comment on database ${name} is 'filled'`)
    tell(`set-up of ${key}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  await owner.script('checkpoint')
  tell(Object.entries(settings).map(([setting, value]) => `${setting}=${value}`).join(' '))
  const memory = watchServerMemory(server.processId)
  let before = { own: 0, server: 0, machine: 0, at: 0 }
  return {
    database, owner,
    async begin() {
      if (withStatements) await owner.script('create extension if not exists pg_stat_statements; select pg_stat_statements_reset()')
      tell(`load of the machine before: ${loadavg().map((load) => load.toFixed(1)).join(' ')}`)
      before = { own: ownCpu(), server: serverCpu(server.processId), machine: machineCpu(), at: performance.now() }
    },
    printCosts(figure) {
      const [own, theirs, all] = [ownCpu() - before.own, serverCpu(server.processId) - before.server, machineCpu() - before.machine]
      print({ name: `${figure}.cpu`, value: rounded(own), unit: 's', of: 'node' })
      print({ name: `${figure}.postgres-cpu`, value: rounded(theirs), unit: 's', of: 'postgres' })
      // What else the machine did meanwhile, in cores: figures are honest only when this is near nothing.
      print({ name: `${figure}.others-cpu`, value: rounded((all - own - theirs) / ((performance.now() - before.at) / 1000), 2), unit: 'cores', of: 'other processes' })
      print({ name: `${figure}.memory`, value: ownPeakMemory(), unit: 'MB', of: 'node' })
      print({ name: `${figure}.postgres-memory`, value: memory.peak(), unit: 'MB', of: 'postgres' })
    },
    async close() {
      if (withStatements) await tellStatements(owner)
      await Promise.all([database.close(), owner.close(), admin.close()])
      process.off('exit', emergency)
      await server.stop()
    },
  }
}

async function tellStatements(owner: Database): Promise<void> {
  const rows = await owner.query<{ calls: number; ms: number; plan: number; query: string }>(sql`
    select calls, total_exec_time as ms, total_plan_time as plan, regexp_replace(query, '[[:space:]]+', ' ', 'g') as query from pg_stat_statements order by total_exec_time + total_plan_time desc limit 60`)
  for (const { calls, ms, plan, query } of rows) tell(`${String(calls).padStart(8)} × ${(ms / calls).toFixed(3)} ms + plan ${(plan / calls).toFixed(3)} ms  ${query.slice(0, 150)}`)
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
export async function openPeopleHouse(people: number): Promise<BenchHouse> {
  const house = await openBenchHouse({
    key: `people-${people}`,
    connections: 4 * availableParallelism(),
    async fill({ database, owner }) {
      tell(`building a register of ${people} people …`)
      await importSynthetic({ database, owner, people, seed: 'bench', errors: 'default' })
    },
  })
  // A server that has run for a while has its register in memory; one that was started a second ago has not.
  await house.owner.script(`create extension if not exists pg_prewarm; select count(pg_prewarm(oid)) from pg_class where relkind in ('r', 'i')
    and relnamespace = 'public'::regnamespace and relname ~ '^(person_version|personal_number|identity_number|residence_period|household|household_member|lodging|access_log|outbox|legal_act_)'`)
  // What earlier measures left behind is cleared away, as autovacuum would have by now.
  await house.owner.script('vacuum (analyze) person_version')
  return house
}
