import { rm, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../../kernel/ids.ts'
import { openEngine, pathText, type EngineOptions } from '../../quality/index.ts'
import { openCsv } from './csv.ts'
import { FileProblem, limits, type Table } from './table.ts'

/** A Parquet file as texts. DuckDB reads it in its own memory bound; what lies on the disk meanwhile is this process's alone and goes again. */
export async function openParquet(bytes: Uint8Array, options: EngineOptions): Promise<Table> {
  const file = join(options.folder, `${newId()}.parquet`)
  const texts = `${file}.csv`
  const engine = await openEngine(options)
  try {
    await writeFile(file, bytes, { mode: 0o600 })
    const source = `read_parquet(${pathText(file)}, binary_as_string = true)`
    const [size] = await engine.rows(`select count(*)::bigint as rows from ${source}`).catch(() => { throw new FileProblem('damaged-file') })
    const columns = await engine.rows(`describe select * from ${source}`)
    if (Number(size!['rows']) > limits.rows) throw new FileProblem('too-many-rows', { max: limits.rows })
    if (columns.length > limits.columns) throw new FileProblem('too-many-columns', { max: limits.columns })
    const [said] = await engine.rows(`select (${columns.map((column) => `coalesce(sum(strlen(${quoted(String(column['column_name']))}::varchar)), 0)`).join(' + ')})::bigint as size from ${source}`).catch(() => { throw new FileProblem('damaged-file') })
    if (Number(said!['size']) > limits.fileBytes) throw new FileProblem('packed-too-large', { max: limits.fileBytes / 1024 / 1024 })
    await engine.run(`copy (select columns(*)::varchar from ${source}) to ${pathText(texts)} (format csv, header true, delimiter ',', quote '"', escape '"', force_quote *)`).catch(() => { throw new FileProblem('damaged-file') })
    return { ...openCsv(await readFile(texts)), format: 'parquet', encoding: null }
  } finally {
    engine.close()
    await Promise.all([rm(file, { force: true }), rm(texts, { force: true })])
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
