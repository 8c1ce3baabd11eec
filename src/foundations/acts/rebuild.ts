import { performance } from 'node:perf_hooks'
import type { Database, Tx } from '../../platform/index.ts'
import { bulkWriter } from './bulk.ts'
import { materialise, Prior } from './changes.ts'
import { definitionOf, type RecordedAct } from './definition.ts'
import { compareWithShadow, countActs, createShadow, dropShadow, fetchActs, openActCursor, openSnapshot, selectColumns, shadow, supersedeInShadow } from './rebuild.sql.ts'
import { loadPrior, type ReplayState } from './replay-state.ts'
import { registerTables, type ColumnType, type RegisterTable, type Value } from './tables.ts'

export interface RebuildOptions {
  /** As the owner: a scratch schema is made inside the transaction and gone at its end. */
  readonly database: Database
  readonly progress?: (done: number, of: number) => void
}

/** A row that replay and register do not agree on. */
export interface Difference {
  readonly table: string
  readonly kind: 'only-in-register' | 'only-in-replay' | 'different'
  readonly live: Record<string, Value> | null
  readonly replayed: Record<string, Value> | null
  readonly columns: readonly string[]
}

export interface RebuildReport {
  readonly acts: number
  readonly rows: Readonly<Record<string, number>>
  readonly equal: boolean
  /** The first ones of each table. */
  readonly differences: readonly Difference[]
  readonly seconds: number
}

const mostDifferences = 10

/**
 * Replays every act at one snapshot into a scratch schema and compares it with the register, both directions, every
 * column. The service stays up: the snapshot only reads. Memory is bounded by one batch of acts.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const started = performance.now()
  return options.database.transaction(async (tx) => {
    await openSnapshot(tx)
    const tables = registerTables()
    refuseUndescribed(await selectColumns(tx), tables)
    await createShadow(tx, tables)
    const total = await countActs(tx)
    await openActCursor(tx)
    let done = 0
    for (let acts = await fetchActs(tx); acts.length > 0; acts = await fetchActs(tx)) {
      await replayBatch(tx, acts)
      done += acts.length
      options.progress?.(done, total)
    }
    const differences: Difference[] = []
    const rows: Record<string, number> = {}
    for (const table of tables) {
      const found = await compareWithShadow(tx, table, mostDifferences)
      rows[table.name] = found.live
      differences.push(...found.differences.map(({ live, replayed }) => difference(table, live, replayed)))
    }
    await dropShadow(tx)
    return { acts: done, rows, equal: differences.length === 0, differences, seconds: (performance.now() - started) / 1000 }
  })
}

/** Applies the acts in order. What they look at is loaded once, then kept true in memory, then written by COPY. */
async function replayBatch(tx: Tx, acts: readonly RecordedAct[]): Promise<void> {
  const steps = acts.map((act) => {
    const definition = definitionOf(act.type)
    return { act, definition, reads: definition.prior?.(act.payload) ?? [] }
  })
  const state: ReplayState = await loadPrior(tx, steps.flatMap((step) => step.reads))
  for (const { act, definition, reads } of steps) {
    const before = reads.length === 0 ? Prior.none : state.prior(reads)
    const { inserts, supersedes } = materialise(act, definition.apply(act, before))
    for (const [table, rows] of supersedes) for (const row of rows) state.supersede(table, row, act)
    for (const [table, rows] of inserts) for (const row of rows) state.insert(table, row)
  }
  const bulk = bulkWriter({ schema: shadow })
  for (const [table, row] of state.inserted()) bulk.addRow(table.name, row)
  await bulk.flush(tx)
  for (const [table, list] of state.superseded()) await supersedeInShadow(tx, table, list)
}

function difference(table: RegisterTable, live: Record<string, Value> | null, replayed: Record<string, Value> | null): Difference {
  const kind = !live ? 'only-in-replay' : !replayed ? 'only-in-register' : 'different'
  const columns = live && replayed ? Object.keys(live).filter((column) => JSON.stringify(live[column]) !== JSON.stringify(replayed[column])) : []
  return { table: table.name, kind, live, replayed, columns }
}

const databaseTypes: Readonly<Record<ColumnType, string>> = {
  'uuid': 'uuid', 'text': 'text', 'text[]': '_text', 'uuid[]': '_uuid', 'int': 'int4', 'boolean': 'bool', 'date': 'date', 'instant': 'timestamptz', 'jsonb': 'jsonb',
}

/** A column that no descriptor names would never be replayed, so nothing could be proved about it; one of another type could not be written by COPY. */
function refuseUndescribed(found: readonly { table: string; column: string; type: string }[], tables: readonly RegisterTable[]): void {
  for (const table of tables) {
    const inDatabase = found.filter((each) => each.table === table.name).map(({ column, type }) => `${column} ${type}`).sort()
    const described = Object.entries(table.all).map(([column, type]) => `${column} ${databaseTypes[type]}`).sort()
    if (inDatabase.join() !== described.join()) throw new Error(`descriptor and columns of ${table.name} differ:\n  ${inDatabase.join()}\n  ${described.join()}`)
  }
}
