import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant, Migration } from '../../platform/index.ts'
import type { SequenceValue } from './copy.sql.ts'

export interface SavedTable {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: number
}

export interface SavedFile {
  /** Path inside the backup, with slashes. */
  readonly path: string
  readonly bytes: number
  /** Of the bytes as they lie in the backup, hex. */
  readonly sha256: string
}

/** What a backup holds. Written last: a folder without it is a backup that was never finished. */
export interface Manifest {
  readonly format: 'congdan-backup-1'
  readonly takenAt: Instant
  readonly program: string
  readonly mode: 'demo' | 'production'
  readonly server: string
  /** 'pg_dump': one archive of the server's own tool; 'copy': one file a table, readable by any PostgreSQL. */
  readonly how: 'pg_dump' | 'copy'
  readonly migrations: readonly Pick<Migration, 'number' | 'name' | 'checksum'>[]
  readonly tables: readonly SavedTable[]
  readonly sequences: readonly SequenceValue[]
  readonly files: readonly SavedFile[]
}

export const manifestName = 'manifest.json'
export const dumpName = 'database.dump'
export const tableFile = (table: string): string => `data/${table}.copy.gz`
/** Folders of the house that a backup takes along. */
export const savedFolders = ['files', 'keys', 'heads'] as const

/** A sentence for the operator: the backup is not one, or is damaged. */
export class BackupProblem extends Error {}

export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestName)
  if (!existsSync(path)) throw new BackupProblem(`${folder} không có ${manifestName}: đây không phải bản sao lưu, hoặc lần sao lưu đó chưa xong.`)
  const read = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  if (read.format !== 'congdan-backup-1') throw new BackupProblem(`${path}: chương trình này không đọc được bản sao lưu dạng «${String(read.format)}».`)
  return read
}
