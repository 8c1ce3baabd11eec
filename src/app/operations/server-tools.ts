import { spawn, spawnSync } from 'node:child_process'
import type { DatabaseAddress } from '../../platform/index.ts'

/** The path of pg_dump or pg_restore when it is there and new enough for a server of this version (160014); else why not. */
export function findServerTool(name: 'pg_dump' | 'pg_restore', serverVersion: number, given?: string): { path: string } | { reason: string } {
  const path = given ?? name
  const asked = spawnSync(path, ['--version'], { encoding: 'utf8' })
  const major = Number(/(\d+)(?:\.\d+)?/.exec(asked.stdout ?? '')?.[1])
  if (asked.status !== 0 || !major) return { reason: `không có ${path}` }
  const server = Math.floor(serverVersion / 10_000)
  return major < server ? { reason: `${name} ${major} cũ hơn máy chủ PostgreSQL ${server}` } : { path }
}

/** Runs a tool of PostgreSQL against this database. The password goes by the environment: command lines are read by everybody on a machine. */
export async function runServerTool(path: string, args: readonly string[], address: DatabaseAddress): Promise<void> {
  const child = spawn(path, [...args], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...environmentOf(address) } })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
  const code = await new Promise<number | null>((done, fail) => child.once('close', done).once('error', fail))
  if (code !== 0) throw new Error(`${path}: ${said.trim() || `mã thoát ${code}`}`)
}

export const databaseNameOf = (address: DatabaseAddress): string => environmentOf(address)['PGDATABASE']!

function environmentOf(address: DatabaseAddress): Record<string, string> {
  if (!address.connectionString) return { PGHOST: address.host ?? '', PGUSER: address.user ?? 'postgres', PGDATABASE: address.database ?? 'postgres' }
  const url = new URL(address.connectionString)
  const sslMode = url.searchParams.get('sslmode')
  return {
    PGHOST: decodeURIComponent(url.hostname), PGPORT: url.port || '5432', PGUSER: decodeURIComponent(url.username), PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)), ...(sslMode ? { PGSSLMODE: sslMode } : {}),
  }
}
