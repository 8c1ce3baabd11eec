import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Ctx, Instant, OfficerActor, Purpose, Role } from './context.ts'
import { openDatabase, type Database, type DatabaseAddress } from './database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'
import { folderFileStore } from './file-folder.ts'
import { setFileStore, type FileStore } from './files.ts'
import { memoryKeystore } from './key-ring.ts'
import { setKeystore, type Keystore } from './keys.ts'
import { systemClock } from './clock.ts'
import { findMigrations, migrate, schemaFingerprint } from './migrate.ts'
import { drainJobs } from './jobs.ts'
import { sql } from './sql.ts'
import { inTransaction } from './transaction.ts'

/** A database of its own for one test file, with all migrations and everything wired. */
export interface TestDatabase {
  readonly db: Database
  /** As the owner of the tables: only to damage things on purpose. */
  readonly owner: Database
  /** As the role that may only insert seals. */
  readonly sealer: Database
  /** Runs a use case as this actor. */
  as(actor: Actor, purpose?: Purpose, options?: { now?: Instant; onBehalfOf?: string }): <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Runs all jobs that are due at `now`. */
  drain(now?: Instant): Promise<number>
  close(): Promise<void>
}

export const testPurpose: Purpose = { code: 'test', basis: 'kiểm thử', text: 'Kiểm thử' }
export const systemActor: Actor = { kind: 'system', name: 'test' }

const someId = '00000000-0000-7000-8000-000000000000'

export function officerActor(role: Role, areas: readonly string[], more: Partial<OfficerActor> = {}): OfficerActor {
  return { kind: 'officer', personId: someId, accountId: someId, sessionId: someId, authLevel: 2, appointmentId: someId, organisationId: someId, role, areas, ...more }
}

export function citizenActor(personId: string, level: 1 | 2 = 2): Actor {
  return { kind: 'citizen', personId, accountId: someId, sessionId: someId, level, authLevel: 2 }
}

interface Cluster {
  address(database: string): DatabaseAddress
  readonly admin: Database
  readonly template: string
  /** Ours alone, and gone with this process: nothing in it need be dropped. */
  readonly passing: boolean
}

let cluster: Promise<Cluster> | undefined
let clones = 0

/** Something many test files begin with: put into a database once per process, and cloned from there. */
export interface Beginning {
  readonly name: string
  fill(t: TestDatabase): Promise<void>
}

const filled = new Map<string, Promise<string>>()

/** Clones the migrated template, or the one that was filled for this beginning: a few dozen milliseconds. Call once per test file and `close()` in `after`. */
export async function testDb(beginning?: Beginning): Promise<TestDatabase> {
  await (await import('../app/wire.ts')).wire()
  fillStores()
  cluster ??= startCluster()
  const { template, passing } = await cluster
  if (!beginning) return cloneOf(template)
  if (!passing) {
    const t = await cloneOf(template)
    await beginning.fill(t)
    return t
  }
  if (!filled.has(beginning.name)) filled.set(beginning.name, fillTemplate(beginning))
  return cloneOf(await filled.get(beginning.name)!)
}

async function fillTemplate(beginning: Beginning): Promise<string> {
  const t = await cloneOf((await cluster!).template)
  await beginning.fill(t)
  const name = String((await t.owner.query<{ name: string }>(sql`select current_database()::text as name`))[0]!.name)
  await t.disconnect()
  return name
}

async function cloneOf(template: string): Promise<TestDatabase & { disconnect(): Promise<void> }> {
  const { address, admin } = await cluster!
  const name = `congdan_test_${process.pid}_${++clones}`
  await admin.script(`create database ${name} template ${template}`)
  const options = { allowExitOnIdle: true, max: 8 }
  const db = openDatabase(address(name), { ...options, role: 'congdan_app' })
  const owner = openDatabase(address(name), { ...options, max: 2 })
  const sealer = openDatabase(address(name), { ...options, max: 2, role: 'congdan_sealer' })
  const disconnect = async (): Promise<void> => void (await Promise.all([db.close(), owner.close(), sealer.close()]))
  return {
    db,
    owner,
    sealer,
    as: (actor, purpose = testPurpose, more = {}) => (work) => inTransaction(db, { actor, purpose, ...more }, work),
    drain: (now) => drainJobs(db, now ? { clock: () => now } : {}),
    disconnect,
    async close() {
      // A test that failed may have left a transaction open: waiting for it would hang the whole run.
      await Promise.race([disconnect(), new Promise((done) => setTimeout(done, 2_000).unref())])
      await admin.script(`drop database if exists ${name} with (force)`)
    },
  }
}

/** A database with nothing in it yet, for what makes or fills one by itself. */
export async function emptyDb(): Promise<Pick<TestDatabase, 'owner' | 'close'>> {
  cluster ??= startCluster()
  const { address, admin } = await cluster
  const name = `congdan_empty_${process.pid}_${++clones}`
  await admin.script(`create database ${name}`)
  const owner = openDatabase(address(name), { allowExitOnIdle: true, max: 2 })
  return {
    owner,
    async close() {
      await owner.close()
      await admin.script(`drop database if exists ${name} with (force)`)
    },
  }
}

let stores: { readonly keystore: Keystore; readonly files: FileStore } | undefined

/** Keys in memory and files in a temporary folder, once per test process. */
function fillStores(): void {
  if (stores) return
  const folder = mkdtempSync(join(tmpdir(), 'congdan-test-files-'))
  stores = { keystore: memoryKeystore(systemClock), files: folderFileStore({ folder }) }
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  giveBackStores()
}

/** For a test that opened a house with keys and files of its own: those of all other tests stand again. */
export function giveBackStores(): void {
  if (!stores) return
  setKeystore(stores.keystore)
  setFileStore(stores.files)
}

async function startCluster(): Promise<Cluster> {
  const given = process.env['CONGDAN_TEST_SERVER']
  const address = given ? (database: string): DatabaseAddress => ({ connectionString: Object.assign(new URL(given), { pathname: `/${database}` }).href }) : await startPrivateServer()
  const admin = openDatabase(address('postgres'), { max: 2, allowExitOnIdle: true })
  const migrations = findMigrations()
  const template = `congdan_template_${schemaFingerprint(migrations)}`
  await admin.session(async (client) => {
    await client.query('select pg_advisory_lock(46282)')
    const found = await client.query('select 1 from pg_database where datname = $1 and not datallowconn', [template])
    if (found.rowCount) return
    await client.query(`drop database if exists ${template}`)
    await client.query(`create database ${template}`)
    const owner = openDatabase(address(template), { max: 1 })
    await migrate(owner, migrations)
    await owner.close()
    await client.query(`alter database ${template} allow_connections false`)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template])
  })
  return { address, admin, template, passing: given === undefined }
}

/** A server for this process alone, on a copy of an initialised data folder, without fsync: a test database need not outlive a power cut. */
async function startPrivateServer(): Promise<(database: string) => DatabaseAddress> {
  const base = join(tmpdir(), 'congdan-test-base-18')
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '64MB', max_connections: '300' }
  if (!existsSync(base)) {
    const fresh = mkdtempSync(join(tmpdir(), 'congdan-test-init-'))
    spawnSync('chmod', ['755', fresh])
    const first = await startEmbeddedPostgres({ dataFolder: join(fresh, 'data'), settings })
    await first.stop()
    try {
      renameSync(fresh, base)
    } catch {
      rmSync(fresh, { recursive: true, force: true })
    }
  }
  const home = mkdtempSync(join(tmpdir(), 'congdan-test-'))
  spawnSync('chmod', ['755', home])
  const data = join(home, 'data')
  mkdirSync(home, { recursive: true })
  cpSync(join(base, 'data'), data, { recursive: true })
  const { uid, gid } = statSync(join(base, 'data'))
  spawnSync('chown', ['-R', `${uid}:${gid}`, data])
  spawnSync('chmod', ['700', data])
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ dataFolder: data, settings })
  process.once('exit', () => {
    server.killNow()
    rmSync(home, { recursive: true, force: true })
  })
  return (database) => server.address(database)
}
