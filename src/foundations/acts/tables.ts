/** One value of a register row, in JSON terms: dates as 'YYYY-MM-DD', instants as '…Z'. */
export type Value = string | number | boolean | null | readonly string[] | object
/** One register row by column name. */
export type Row = Readonly<Record<string, Value>>

export type ColumnType = 'uuid' | 'text' | 'text[]' | 'uuid[]' | 'int' | 'boolean' | 'date' | 'instant' | 'jsonb'

/** What the writer must know of a register table. */
export interface TableDescriptor {
  readonly name: string
  /**
   * `bitemporal`: rows are inserted and superseded, with both times (the bookkeeping columns are added here).
   * `directory`: one row per key, for ever; it owns the uniqueness of the key.
   */
  readonly kind: 'bitemporal' | 'directory'
  /** Primary key without row_id: ['person_id'] for a bitemporal table, ['number'] for a directory. */
  readonly key: readonly string[]
  /** The module's own columns in table order. */
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Columns by which prior rows are looked up; each has an index. */
  readonly lookups?: readonly string[]
  /** What to answer when the database defends one of these named constraints. */
  readonly constraints?: Readonly<Record<string, () => never>>
}

/** A descriptor with all its columns, bookkeeping included. */
export interface RegisterTable extends TableDescriptor {
  readonly all: Readonly<Record<string, ColumnType>>
  readonly lookups: readonly string[]
}

const bookkeeping: Record<string, ColumnType> = {
  row_id: 'uuid', valid_from: 'date', valid_to: 'date', standing: 'text',
  recorded_at: 'instant', superseded_at: 'instant', act_id: 'uuid', superseded_by: 'uuid',
}

const tables = new Map<string, RegisterTable>()

/** Declares a register table to the one writer. Each name once. */
export function registerTable(descriptor: TableDescriptor): RegisterTable {
  if (tables.has(descriptor.name)) throw new Error(`register table ${descriptor.name} is declared twice`)
  const all: Record<string, ColumnType> = descriptor.kind === 'bitemporal' ? { ...descriptor.columns, ...bookkeeping } : { ...descriptor.columns, act_id: 'uuid' }
  const table = { ...descriptor, all, lookups: descriptor.lookups ?? descriptor.key }
  tables.set(table.name, table)
  return table
}

export function tableNamed(name: string): RegisterTable {
  const table = tables.get(name)
  if (!table) throw new Error(`no register table ${name}: registerTable must declare it`)
  return table
}

/** All register tables, in the order of their declaration. */
export function registerTables(): readonly RegisterTable[] {
  return [...tables.values()]
}

/** Columns that name one row: the subject first, so that rows of one person lie together. */
export function rowKey(table: RegisterTable): readonly string[] {
  return table.kind === 'bitemporal' ? [...table.key, 'row_id'] : table.key
}

const bookkeepingNames = new Set(Object.keys(bookkeeping))

/** The module's own columns of a stored row, without the bookkeeping but with the period and standing. */
export function factsOf(row: Row): Record<string, Value> {
  const facts: Record<string, Value> = {}
  for (const name in row) if (!bookkeepingNames.has(name)) facts[name] = row[name]!
  facts['valid_from'] = row['valid_from']!
  facts['valid_to'] = row['valid_to']!
  facts['standing'] = row['standing']!
  return facts
}
