import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureDatabase, fingerprint, isReachable, migrate, openDatabase, rootPath, stampInstallation, startEmbeddedPostgres, type Config, type Database, type DatabaseAddress, type EmbeddedPostgres, type Mode } from '../platform/index.ts'

export type { Mode }

/** The opened house: its database under each role, and what kind of house it is. */
export interface House {
  readonly mode: Mode
  readonly config: Config
  /** Absolute folder of files, keys and (in a demo) the database. */
  readonly dataFolder: string
  readonly address: DatabaseAddress
  /** As the running program: may not rewrite acts and logs. */
  readonly database: Database
  readonly owner: Database
  readonly sealer: Database
  /** Names of migrations applied while opening. */
  readonly migrated: readonly string[]
  close(): Promise<void>
}

export interface OpenOptions {
  /** What the caller asks for; the database's own stamp decides whether it is granted. */
  readonly demo: boolean
  readonly create?: boolean
  readonly onError?: (error: Error) => void
}

/** The database of a house as its owner: neither migrated nor stamped, so that a house can be looked at, saved and restored. */
export interface ReachedHouse {
  readonly config: Config
  readonly dataFolder: string
  readonly address: DatabaseAddress
  readonly owner: Database
  close(): Promise<void>
}

/** Reaches the database that the configuration names and changes nothing in it. An embedded server is started, or joined where one runs. */
export async function reachHouse(config: Config, onError: (error: Error) => void = () => undefined): Promise<ReachedHouse> {
  const dataFolder = resolve(rootPath(), config.DATA_DIR)
  if (!existsSync(dataFolder)) mkdirSync(dataFolder, { recursive: true, mode: 0o755 })
  const server = config.DATABASE_URL ? undefined : await reachEmbedded(dataFolder)
  const address: DatabaseAddress = server ? server.address : { connectionString: config.DATABASE_URL! }
  const ownerAddress: DatabaseAddress = server ? server.address : { connectionString: config.DATABASE_OWNER_URL ?? config.DATABASE_URL! }
  const owner = openDatabase(ownerAddress, { max: 4, onError })
  return {
    config, dataFolder, address, owner,
    async close() {
      await owner.close()
      await server?.release()
    },
  }
}

/** Opens the house: the embedded server for a demonstration, or the server of DATABASE_URL, which means production. */
export async function openHouse(config: Config, options: OpenOptions): Promise<House> {
  const onError = options.onError ?? (() => undefined)
  const { dataFolder, address, owner, close } = await reachHouse(config, onError)
  try {
    const migrated = await migrate(owner)
    const mode = await stampMode(owner, options.demo || !config.DATABASE_URL ? 'demo' : 'production')
    const database = openDatabase(address, { role: 'congdan_app', max: 20, onError })
    const sealer = openDatabase(address, { role: 'congdan_sealer', max: 2, onError })
    return {
      mode, config, dataFolder, address, database, owner, sealer, migrated,
      async close() {
        await Promise.all([database.close(), sealer.close()])
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Stamps a new database with its mode; refuses when it already has the other one. */
async function stampMode(owner: Database, wanted: Mode): Promise<Mode> {
  const found = await stampInstallation(owner, wanted)
  if (found !== wanted) {
    throw new Error(
      found === 'demo'
        ? 'Cơ sở dữ liệu này là bản chạy thử (dữ liệu giả). Chế độ thật không mở nó. Tạo cơ sở dữ liệu trống rồi đặt DATABASE_URL tới đó.'
        : 'Cơ sở dữ liệu này là thật. Chế độ chạy thử không mở nó. Bỏ --demo, hoặc bỏ DATABASE_URL để chạy thử bằng dữ liệu giả.',
    )
  }
  return found
}

interface Reached {
  readonly address: DatabaseAddress
  release(): Promise<void>
}

/** Joins the embedded server that a running `start` of this data folder holds, or starts one. */
async function reachEmbedded(dataFolder: string): Promise<Reached> {
  const note = join(dataFolder, 'running.json')
  const running = readNote(note)
  if (running) {
    const address: DatabaseAddress = { host: running.socket, user: 'postgres', database: 'congdan' }
    const probe = openDatabase(address, { max: 1 })
    const alive = await isReachable(probe)
    await probe.close()
    if (alive) return { address, release: async () => undefined }
  }
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ dataFolder: join(dataFolder, 'postgres'), settings: { fsync: 'on', synchronous_commit: 'on' } })
  const emergency = () => server.killNow()
  process.once('exit', emergency)
  const admin = openDatabase(server.address('postgres'), { max: 1 })
  const databaseName = await ensureDatabase(admin)
  await admin.close()
  const address = server.address(databaseName)
  writeFileSync(note, JSON.stringify({ socket: address.host, pid: process.pid }))
  return {
    address,
    async release() {
      rmSync(note, { force: true })
      process.off('exit', emergency)
      await server.stop()
    },
  }
}

function readNote(file: string): { socket: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { socket: string }
  } catch {
    return undefined
  }
}

/** A short name of the database for people: never the password. */
export function describeDatabase(config: Config, dataFolder: string): string {
  if (!config.DATABASE_URL) return `PostgreSQL kèm theo, thư mục ${join(dataFolder, 'postgres')}`
  const url = new URL(config.DATABASE_URL)
  return `PostgreSQL ${url.hostname}${url.port ? ':' + url.port : ''}${url.pathname} (${fingerprint(config.DATABASE_URL).slice(0, 6)})`
}
