import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createReadStream } from 'node:fs'
import { createGunzip, createGzip } from 'node:zlib'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { bulkLoadIsOpen } from '../../foundations/acts/index.ts'
import { findInstallation, systemClock, type Tx } from '../../platform/index.ts'
import type { ReachedHouse } from '../open.ts'
import { copyOutOf, countRows, sequenceValues, shareSnapshot, tableShapes, type TableShape } from './copy.sql.ts'
import { BackupProblem, dumpName, manifestName, readManifest, savedFolders, tableFile, type Manifest, type SavedFile, type SavedTable } from './manifest.ts'
import { appliedMigrations, recordOperation, serverFacts } from './operations.sql.ts'
import { hashOfFile, saveFolder, saveStream, tallyLines } from './save-files.ts'
import { findServerTool, runServerTool } from './server-tools.ts'

export interface BackupOptions {
  /** A folder that does not exist yet, or is empty. */
  readonly to: string
  /** Save by COPY even where pg_dump is there. */
  readonly copy?: boolean
  readonly pgDump?: string
  readonly program: string
  readonly progress?: (done: number, total: number, what: string) => void
}

export interface BackupDone {
  readonly manifest: Manifest
  readonly folder: string
  /** Why pg_dump was not used. */
  readonly note: string | null
}

/**
 * Saves a house into one folder: the database of one snapshot, then the files (they only grow, so they hold all that the snapshot names), the key
 * file and the signed heads. The program may go on running. The manifest with every hash is written last.
 */
export async function backupHouse(house: ReachedHouse, options: BackupOptions): Promise<BackupDone> {
  if (existsSync(options.to) && readdirSync(options.to).length > 0) throw new BackupProblem(`Thư mục ${options.to} không trống. Chọn thư mục khác.`)
  mkdirSync(options.to, { recursive: true, mode: 0o700 })
  const known = await house.owner.transaction(async (tx) => ({ house: await findInstallation(tx), server: await serverFacts(tx) }))
  if (!known.house) throw new BackupProblem('Cơ sở dữ liệu này chưa có gì của Congdan để sao lưu.')
  if (await bulkLoadIsOpen(house.owner)) throw new BackupProblem('Một lần nhập dân cư đang dở (congdan import). Chờ xong rồi sao lưu.')
  const tool = options.copy ? { reason: 'theo yêu cầu --copy' } : findServerTool('pg_dump', known.server.versionNumber, options.pgDump)
  const how = 'path' in tool ? 'pg_dump' : 'copy'
  const database = await house.owner.transaction(async (tx) => {
    const snapshot = await shareSnapshot(tx)
    const shapes = await tableShapes(tx)
    const saved = 'path' in tool ? await byTool(house, tx, shapes, tool.path, snapshot, options) : await byCopy(tx, shapes, options)
    return { ...saved, migrations: await appliedMigrations(tx), sequences: await sequenceValues(tx) }
  })
  const files = [...database.files]
  for (const name of savedFolders) files.push(...(await saveFolder(house.dataFolder, options.to, name)))
  const manifest: Manifest = {
    format: 'congdan-backup-1', takenAt: systemClock(), program: options.program, mode: known.house.mode, server: known.server.version, how,
    migrations: database.migrations, tables: database.tables, sequences: database.sequences, files,
  }
  await writeFile(join(options.to, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  await house.owner.transaction((tx) => recordOperation(tx, 'backup', manifest.takenAt, { folder: options.to, how, bytes, files: files.length }))
  return { manifest, folder: options.to, note: 'reason' in tool ? tool.reason : null }
}

interface SavedDatabase {
  readonly tables: SavedTable[]
  readonly files: SavedFile[]
}

async function byCopy(tx: Tx, shapes: readonly TableShape[], { to, progress }: BackupOptions): Promise<SavedDatabase> {
  const tables: SavedTable[] = []
  const files: SavedFile[] = []
  for (const [i, shape] of shapes.entries()) {
    progress?.(i, shapes.length, shape.table)
    const tally = tallyLines()
    files.push(await saveStream(tx.copyOut(copyOutOf(shape)), to, tableFile(shape.table), [tally.stream, createGzip({ level: 3 })]))
    tables.push({ table: shape.table, columns: shape.columns, rows: tally.lines() })
  }
  progress?.(shapes.length, shapes.length, '')
  return { tables, files }
}

async function byTool(house: ReachedHouse, tx: Tx, shapes: readonly TableShape[], tool: string, snapshot: string, { to, progress }: BackupOptions): Promise<SavedDatabase> {
  const path = join(to, dumpName)
  await runServerTool(tool, ['--format=custom', '--no-owner', `--snapshot=${snapshot}`, `--file=${path}`], house.owner.address)
  const tables: SavedTable[] = []
  for (const [i, { table, columns }] of shapes.entries()) {
    tables.push({ table, columns, rows: await countRows(tx, table) })
    progress?.(i + 1, shapes.length, table)
  }
  return { tables, files: [{ path: dumpName, ...(await hashOfFile(path)) }] }
}

export interface BackupFault {
  readonly path: string
  readonly fault: 'missing' | 'changed' | 'rows'
}

/** Reads a whole backup: every file there and unchanged, every saved table with as many rows as the manifest says. */
export async function verifyBackup(folder: string, progress?: (done: number, total: number) => void): Promise<{ manifest: Manifest; faults: BackupFault[] }> {
  const manifest = readManifest(folder)
  const rowsOf = new Map(manifest.tables.map(({ table, rows }) => [tableFile(table), rows]))
  const faults: BackupFault[] = []
  for (const [i, { path, sha256, bytes }] of manifest.files.entries()) {
    const file = join(folder, path)
    if (!existsSync(file)) faults.push({ path, fault: 'missing' })
    else {
      const found = await hashOfFile(file)
      if (found.sha256 !== sha256 || found.bytes !== bytes) faults.push({ path, fault: 'changed' })
      else if (manifest.how === 'copy' && rowsOf.has(path) && (await rowsIn(file)) !== rowsOf.get(path)) faults.push({ path, fault: 'rows' })
    }
    progress?.(i + 1, manifest.files.length)
  }
  if (manifest.how === 'copy') for (const path of rowsOf.keys()) if (!manifest.files.some((file) => file.path === path)) faults.push({ path, fault: 'missing' })
  return { manifest, faults }
}

async function rowsIn(file: string): Promise<number> {
  const tally = tallyLines()
  await pipeline(createReadStream(file), createGunzip(), tally.stream, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return tally.lines()
}
