import type { PlainDate } from '../../platform/index.ts'
import { factsOf, rowKey, tableNamed, type RegisterTable, type Row, type Value } from './tables.ts'

/** What an act does to the register: a row more, or a row that no longer is what we know. */
export type RowChange =
  | { readonly op: 'insert'; readonly table: RegisterTable; readonly row: Row }
  | { readonly op: 'supersede'; readonly table: RegisterTable; readonly row: Row }

/** A new row. Bitemporal rows say `valid_from`; `valid_to` (open) and `standing` (confirmed) may be left out. */
export function insert(table: RegisterTable, row: Row): RowChange {
  return { op: 'insert', table, row }
}

/** This prior row is no longer what we know. */
export function supersede(table: RegisterTable, row: Row): RowChange {
  return { op: 'supersede', table, row }
}

/** A correction: the row gives way to one with the same period and these columns changed. */
export function correct(table: RegisterTable, row: Row, columns: Row): RowChange[] {
  return [supersede(table, row), insert(table, { ...factsOf(row), ...columns })]
}

/** The row stays true until `on` and ends there. A row that began on that day or later leaves nothing behind. */
export function endOn(table: RegisterTable, row: Row, on: PlainDate): RowChange[] {
  const begun = (row['valid_from'] as string) < on
  return begun ? correct(table, row, { valid_to: on }) : [supersede(table, row)]
}

/** A change in life: the row ends on that day and goes on with these columns changed. */
export function changeFrom(table: RegisterTable, row: Row, on: PlainDate, columns: Row): RowChange[] {
  const from = (row['valid_from'] as string) < on ? on : row['valid_from']!
  return [...endOn(table, row, on), insert(table, { ...factsOf(row), ...columns, valid_from: from, valid_to: row['valid_to']! })]
}

/** The rows of one act as they are stored. */
export interface WrittenRows {
  readonly inserts: Map<RegisterTable, Record<string, Value>[]>
  readonly supersedes: Map<RegisterTable, Row[]>
}

/**
 * Gives each new row its bookkeeping. Pure: the same act always writes the same rows.
 * The row id is the act id with the ordinal mixed in and version 8, so rows of one act lie together in time order.
 */
export function materialise(act: Written, changes: readonly RowChange[]): WrittenRows {
  const inserts = new Map<RegisterTable, Record<string, Value>[]>()
  const supersedes = new Map<RegisterTable, Row[]>()
  eachInsert(act, changes, (table, row, rowId) => {
    push(inserts, table, table.kind === 'directory' ? { ...row, act_id: act.actId } : {
      ...row, row_id: rowId, valid_to: row['valid_to'] ?? null, standing: row['standing'] ?? 'confirmed',
      recorded_at: act.recordedAt, superseded_at: null, act_id: act.actId, superseded_by: null,
    })
  })
  for (const change of changes) if (change.op === 'supersede') push(supersedes, change.table, change.row)
  return { inserts, supersedes }
}

export interface Written {
  readonly actId: string
  readonly recordedAt: string
}

/** Every new row in order, with the id it gets. */
export function eachInsert(act: Written, changes: readonly RowChange[], visit: (table: RegisterTable, row: Row, rowId: string) => void): void {
  let ordinal = 0
  for (const { op, table, row } of changes) {
    if (op !== 'insert') continue
    if (table.kind === 'bitemporal' && !row['valid_from']) throw new Error(`a row of ${table.name} needs valid_from`)
    visit(table, row, table.kind === 'bitemporal' ? rowIdOf(act.actId, ordinal++) : '')
  }
}

/** The id of the n-th row of an act. */
export function rowIdOf(actId: string, ordinal: number): string {
  const tail = (Number.parseInt(actId.slice(32), 16) ^ ordinal).toString(16).padStart(4, '0')
  return `${actId.slice(0, 14)}8${actId.slice(15, 32)}${tail}`
}

/** A key that names one stored row of a table. */
export function keyOf(table: RegisterTable, row: Row): string {
  return table.kind === 'bitemporal' ? (row['row_id'] as string) : rowKey(table).map((column) => row[column]).join('|')
}

/** What stood before the act: the rows not superseded, by table. */
export class Prior {
  readonly #rows: ReadonlyMap<string, readonly Row[]>

  constructor(rows: ReadonlyMap<string, readonly Row[]>) {
    this.#rows = rows
  }

  /** Rows of that table the act asked for, oldest period first. */
  rows(table: RegisterTable): readonly Row[] {
    return this.#rows.get(table.name) ?? []
  }

  /** Those of them whose period is open. */
  open(table: RegisterTable): readonly Row[] {
    return this.rows(table).filter((row) => row['valid_to'] === null)
  }

  static readonly none = new Prior(new Map())
}

/** Rows an act wants to see before it is applied: those of `table` with this value in this look-up column, not superseded. */
export interface PriorRead {
  readonly table: RegisterTable
  readonly column: string
  readonly value: string
}

/** Asks for the rows of `table` that are not superseded and have `value` in this look-up column. Throws when the table has no such look-up. */
export function prior(table: string | RegisterTable, column: string, value: string): PriorRead {
  const found = typeof table === 'string' ? tableNamed(table) : table
  if (!found.lookups.includes(column)) throw new Error(`${found.name} has no look-up by ${column}`)
  return { table: found, column, value }
}

export const byPeriod = (a: Row, b: Row): number =>
  `${a['valid_from'] ?? ''}${a['row_id'] ?? ''}` < `${b['valid_from'] ?? ''}${b['row_id'] ?? ''}` ? -1 : 1

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
