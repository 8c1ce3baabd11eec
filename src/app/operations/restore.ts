import { chmodSync, createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { findMigrations, migrate, systemClock, type Database, type Tx } from '../../platform/index.ts'
import type { ReachedHouse } from '../open.ts'
import { verifyBackup } from './backup.ts'
import { copyInto, countRows, emptyTables, isEmptyDatabase, setSequence, tableShapes, type TableShape } from './copy.sql.ts'
import { BackupProblem, dumpName, savedFolders, tableFile, type Manifest } from './manifest.ts'
import { recordOperation, serverFacts } from './operations.sql.ts'
import { hashOfFile, saveStream } from './save-files.ts'
import { databaseNameOf, findServerTool, runServerTool } from './server-tools.ts'

export interface RestoreOptions {
  readonly from: string
  /** What the caller says this house is to be; must be what the backup was taken of. */
  readonly mode: 'demo' | 'production'
  readonly pgRestore?: string
  readonly progress?: (what: 'check' | 'tables', done: number, total: number) => void
}

/**
 * Brings a backup back into an empty database and an empty data folder; refuses anything else. The schema is that of the backup, then
 * brought up to this program. Interrupted, it may be called again: files that are there already are compared, the database is one transaction.
 */
export async function restoreHouse(house: ReachedHouse, options: RestoreOptions): Promise<Manifest> {
  const { manifest, faults } = await verifyBackup(options.from, (done, total) => options.progress?.('check', done, total))
  if (faults.length > 0) throw new BackupProblem(`Bản sao lưu hỏng, chưa khôi phục gì:\n${faults.slice(0, 10).map(({ path, fault }) => `  ${path}: ${faultWords[fault]}`).join('\n')}`)
  if (manifest.mode !== options.mode) {
    throw new BackupProblem(manifest.mode === 'demo' ? 'Bản sao lưu này của một bản chạy thử (dữ liệu giả). Thêm --demo, hoặc bỏ DATABASE_URL.' : 'Bản sao lưu này của hệ thống thật. Đặt DATABASE_URL tới cơ sở dữ liệu trống của máy chủ, bỏ --demo.')
  }
  const newer = unknownMigrations(manifest)
  if (newer.length > 0) throw new BackupProblem(`Bản sao lưu do chương trình mới hơn tạo (${newer.join(', ')}). Dùng bản ${manifest.program} của Congdan.`)
  if (!(await house.owner.transaction(isEmptyDatabase))) throw new BackupProblem('Cơ sở dữ liệu đích không trống. Chỉ khôi phục vào cơ sở dữ liệu mới tạo.')
  await bringFiles(house.dataFolder, options.from, manifest)
  if (manifest.how === 'pg_dump') await byTool(house, manifest, options)
  else await byCopy(house.owner, manifest, options)
  await migrate(house.owner)
  await house.owner.transaction((tx) => recordOperation(tx, 'restored', systemClock(), { takenAt: manifest.takenAt, program: manifest.program, how: manifest.how }))
  return manifest
}

export const faultWords = { missing: 'không có', changed: 'đã bị đổi', rows: 'sai số hàng' } as const

/** A file of a migration that this program does not have, or has in another wording. */
function unknownMigrations(manifest: Manifest): string[] {
  const own = new Map(findMigrations().map(({ number, checksum }) => [number, checksum]))
  return manifest.migrations.filter(({ number, checksum }) => own.get(number) !== checksum).map(({ name }) => name)
}

async function bringFiles(dataFolder: string, from: string, manifest: Manifest): Promise<void> {
  for (const { path, sha256 } of manifest.files) {
    if (!savedFolders.some((folder) => path.startsWith(`${folder}/`))) continue
    const target = join(dataFolder, path)
    if (existsSync(target)) {
      if ((await hashOfFile(target)).sha256 !== sha256) throw new BackupProblem(`${target} đã có và khác bản sao lưu. Khôi phục vào thư mục DATA_DIR trống.`)
    } else {
      await saveStream(createReadStream(join(from, path)), dataFolder, path)
      if (path.startsWith('heads/') || path.endsWith('public-keys.json')) chmodSync(target, 0o644)
    }
  }
}

async function byTool(house: ReachedHouse, manifest: Manifest, { from, pgRestore }: RestoreOptions): Promise<void> {
  const { versionNumber } = await house.owner.transaction(serverFacts)
  const tool = findServerTool('pg_restore', versionNumber, pgRestore)
  if ('reason' in tool) throw new BackupProblem(`Bản sao lưu này do pg_dump tạo, cần pg_restore: ${tool.reason}. Cài gói postgresql-client cùng đời máy chủ.`)
  // The dump grants rights to roles of the cluster, which a new cluster does not have; it brings its own list of migrations.
  await migrate(house.owner, [])
  await house.owner.script('drop table schema_migration')
  await runServerTool(tool.path, [`--dbname=${databaseNameOf(house.owner.address)}`, '--no-owner', '--exit-on-error', '--single-transaction', join(from, dumpName)], house.owner.address)
  await house.owner.transaction((tx) => refuseUnlessWhole(tx, manifest))
}

async function byCopy(owner: Database, manifest: Manifest, { from, progress }: RestoreOptions): Promise<void> {
  const wanted = new Set(manifest.migrations.map(({ number }) => number))
  await migrate(owner, findMigrations().filter(({ number }) => wanted.has(number)))
  const saved = new Map(manifest.tables.map((table) => [table.table, table]))
  await owner.transaction(async (tx) => {
    const order = inOrderOfNeed((await tableShapes(tx)).filter(({ table }) => saved.has(table)))
    await emptyTables(tx, order.map(({ table }) => table))
    for (const [i, { table }] of order.entries()) {
      progress?.('tables', i, order.length)
      await pipeline(createReadStream(join(from, tableFile(table))), createGunzip(), tx.copyIn(copyInto(saved.get(table)!)))
    }
    progress?.('tables', order.length, order.length)
    for (const sequence of manifest.sequences) if (sequence.value !== null) await setSequence(tx, sequence)
    await refuseUnlessWhole(tx, manifest)
  })
}

/** Every table after those its foreign keys lead to. */
export function inOrderOfNeed(shapes: readonly TableShape[]): TableShape[] {
  const done = new Map<string, TableShape>()
  const waiting = [...shapes]
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) => needs.every((table) => done.has(table)))
    if (next < 0) throw new Error(`tables need each other in a circle: ${waiting.map(({ table }) => table).join(', ')}`)
    const [shape] = waiting.splice(next, 1)
    done.set(shape!.table, shape!)
  }
  return [...done.values()]
}

async function refuseUnlessWhole(tx: Tx, manifest: Manifest): Promise<void> {
  for (const { table, rows } of manifest.tables) {
    const found = await countRows(tx, table)
    if (found !== rows) throw new BackupProblem(`Bảng ${table} có ${found} hàng, bản sao lưu ghi ${rows}. Chưa khôi phục gì.`)
  }
}
