import type { EngineOptions } from '../../quality/index.ts'
import { openCsv } from './csv.ts'
import { openParquet } from './parquet.ts'
import { formatOf } from './sniff.ts'
import type { Table } from './table.ts'
import { openXlsx } from './xlsx.ts'

/** A list's file as a table. Throws `FileProblem`. Heavy: for the work process and the command line alone. */
export async function openTable(bytes: Buffer, name: string, engine: EngineOptions): Promise<Table> {
  const format = formatOf(bytes, name)
  return format === 'xlsx' ? openXlsx(bytes) : format === 'parquet' ? openParquet(bytes, engine) : openCsv(bytes)
}
