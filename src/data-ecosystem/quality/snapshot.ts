import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sha256Hex } from '../../kernel/hash.ts'
import type { Ctx } from '../../platform/index.ts'
import { pathText, type Engine } from './duckdb.ts'
import type { SourceTaken } from './end-pass.ts'
import { exportStatement, householdJoin, personJoin, seeOneMoment, sources, type Source } from './sources.sql.ts'

export interface Snapshot {
  readonly folder: string
  /** Rows by source. */
  readonly rows: Readonly<Record<string, number>>
  /** The same with the digest of each file. */
  readonly sources: readonly SourceTaken[]
}

export type Progress = (done: number, total: number, note: string) => void

const types = { uuid: 'UUID', text: 'VARCHAR', int: 'INTEGER' } as const

/**
 * The register of this moment as Parquet files in `folder` (0700, emptied by `dropSnapshot`): PostgreSQL streams CSV, DuckDB writes Parquet.
 * All sources are of one moment: they leave in one transaction that must see one state (repeatable read). Logged as one reading of the whole register.
 */
export async function takeSnapshot(ctx: Ctx, engine: Engine, folder: string, progress: Progress = () => undefined): Promise<Snapshot> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await seeOneMoment(ctx.tx)
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['quality-pass'] })
  const taken: SourceTaken[] = []
  for (const [i, source] of sources.entries()) {
    progress(i, sources.length + 1, source.name)
    const csv = join(folder, `${source.name}.csv`)
    await pipeline(ctx.tx.copyOut(exportStatement(source)), createWriteStream(csv, { mode: 0o600 }))
    const columns = Object.entries(source.columns).map(([name, type]) => `'${name}': '${types[type]}'`).join(', ')
    await engine.run(`copy (select * from read_csv(${pathText(csv)}, header = false, columns = {${columns}}, quote = '"', escape = '"', nullstr = '', auto_detect = false)) to ${parquetOf(folder, source.name)} (format parquet, compression 'snappy')`)
    const [counted] = await engine.rows(`select count(*)::integer as n from ${parquetOf(folder, source.name)}`)
    taken.push({ name: source.name, rows: Number(counted!['n']), sha256: await digestOf(join(folder, `${source.name}.parquet`)) })
    await rm(csv)
  }
  progress(sources.length, sources.length + 1, 'judged')
  await engine.run(sources.map((source) => `create or replace view source_${source.name} as select * from ${parquetOf(folder, source.name)}`).join('; '))
  await engine.run(`copy (${personJoin('true')}) to ${parquetOf(folder, 'judged-person')} (format parquet, compression 'snappy')`)
  await engine.run(`copy (${householdJoin}) to ${parquetOf(folder, 'judged-household')} (format parquet, compression 'snappy')`)
  progress(sources.length + 1, sources.length + 1, '')
  return { folder, rows: Object.fromEntries(taken.map(({ name, rows }) => [name, rows])), sources: taken }
}

/** What the files hold and how they are joined: a snapshot of another shape is not judged. */
export const snapshotHash = sha256Hex(JSON.stringify([sources, personJoin('true'), householdJoin]))

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

export async function dropSnapshot(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** The names the compiled rules ask for, over the files of a snapshot. */
export async function attachSnapshot(engine: Engine, folder: string): Promise<void> {
  const view = (name: string, file: File): string => `create or replace view ${name} as select * from ${parquetOf(folder, file)}`
  await engine.run([view('judged_person', 'judged-person'), view('judged_household', 'judged-household'), view('judged_number', 'number'), view('judged_relation', 'relation')].join('; '))
}

type File = Source['name'] | 'judged-person' | 'judged-household'
const parquetOf = (folder: string, name: File): string => pathText(join(folder, `${name}.parquet`))
