import type { Tx } from '../../platform/index.ts'
import { byPeriod, keyOf, Prior, type PriorRead } from './changes.ts'
import { selectShadowRows, type Superseding } from './rebuild.sql.ts'
import type { RegisterTable, Row, Value } from './tables.ts'

/** The part of the shadow that one batch of acts can see, kept true in memory while the batch runs. */
export interface ReplayState {
  prior(reads: readonly PriorRead[]): Prior
  insert(table: RegisterTable, row: Record<string, Value>): void
  supersede(table: RegisterTable, row: Row, act: { readonly actId: string; readonly recordedAt: string }): void
  inserted(): Iterable<readonly [RegisterTable, Row]>
  superseded(): ReadonlyMap<RegisterTable, readonly Superseding[]>
}

type Index = Map<string, Set<Row>>

/** Loads the rows these reads name, one question per table and column. */
export async function loadPrior(tx: Tx, reads: readonly PriorRead[]): Promise<ReplayState> {
  const indexes = new Map<RegisterTable, Map<string, Index>>()
  const wanted = new Map<RegisterTable, Map<string, Set<string>>>()
  for (const { table, column, value } of reads) {
    const columns = wanted.get(table) ?? wanted.set(table, new Map()).get(table)!
    const values = columns.get(column) ?? columns.set(column, new Set()).get(column)!
    values.add(value)
  }
  const known = new Map<string, Row>()
  for (const [table, columns] of wanted) {
    indexes.set(table, new Map([...columns.keys()].map((column) => [column, new Map()])))
    for (const [column, values] of columns) {
      for (const row of await selectShadowRows(tx, table, column, [...values])) known.set(keyOf(table, row), known.get(keyOf(table, row)) ?? row)
    }
    for (const row of known.values()) remember(row, indexes.get(table)!)
    known.clear()
  }

  const inserted = new Map<Row, RegisterTable>()
  const superseded = new Map<RegisterTable, Superseding[]>()
  return {
    prior(asked) {
      const rows = new Map<string, Row[]>()
      for (const { table, column, value } of asked) {
        const found = [...(indexes.get(table)?.get(column)?.get(value) ?? [])]
        rows.set(table.name, [...new Set([...(rows.get(table.name) ?? []), ...found])].sort(byPeriod))
      }
      return new Prior(rows)
    },
    insert(table, row) {
      inserted.set(row, table)
      const own = indexes.get(table)
      if (own) remember(row, own)
    },
    supersede(table, row, act) {
      const own = indexes.get(table)
      if (own) forget(row, own)
      if (inserted.has(row)) {
        Object.assign(row, { superseded_at: act.recordedAt, superseded_by: act.actId })
        return
      }
      const list = superseded.get(table) ?? superseded.set(table, []).get(table)!
      list.push({ subject: row[table.key[0]!] as string, rowId: row['row_id'] as string, at: act.recordedAt, by: act.actId })
    },
    * inserted() {
      for (const [row, table] of inserted) yield [table, row] as const
    },
    superseded: () => superseded,
  }
}

function remember(row: Row, indexes: Map<string, Index>): void {
  for (const [column, index] of indexes) {
    const value = row[column] as string
    const rows = index.get(value) ?? index.set(value, new Set()).get(value)!
    rows.add(row)
  }
}

function forget(row: Row, indexes: Map<string, Index>): void {
  for (const [column, index] of indexes) index.get(row[column] as string)?.delete(row)
}
