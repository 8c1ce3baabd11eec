import { sql, type Tx } from '../../platform/index.ts'
import { normalised } from './acts.sql.ts'
import type { RecordedAct } from './definition.ts'
import { rowKey, type RegisterTable, type Row, type Value } from './tables.ts'

/** The copy of the register that a rebuild writes; lives only inside its transaction. */
export const shadow = 'acts_rebuild'

export async function openSnapshot(tx: Tx): Promise<void> {
  await tx.run(sql`set transaction isolation level repeatable read`)
}

export async function createShadow(tx: Tx, tables: readonly RegisterTable[]): Promise<void> {
  await tx.run(sql`create schema ${sql.ident(shadow)}`)
  for (const table of tables) {
    await tx.run(sql`create unlogged table ${inShadow(table)} (like ${sql.ident(`public.${table.name}`)})`)
    if (table.kind === 'directory') continue
    for (const column of table.lookups) await tx.run(sql`create index on ${inShadow(table)} (${sql.ident(column)})`)
  }
}

export async function dropShadow(tx: Tx): Promise<void> {
  await tx.run(sql`drop schema ${sql.ident(shadow)} cascade`)
}

export async function countActs(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*) as n from legal_act`)).n
}

export async function openActCursor(tx: Tx): Promise<void> {
  await tx.run(sql`declare acts_in_order no scroll cursor for
    select act_id as "actId", type, subject_id as "subjectId", payload, occurred_on as "occurredOn", recorded_at as "recordedAt",
      actor, on_behalf_of as "onBehalfOf", basis, dossier_id as "dossierId", command_id as "commandId"
    from legal_act order by position`)
}

/** The next 4,000 acts: a few megabytes at most. */
export function fetchActs(tx: Tx): Promise<RecordedAct[]> {
  return tx.many<RecordedAct>(sql`fetch 4000 from acts_in_order`)
}

/** Rows of the shadow, not superseded, with one of these values in the look-up column. */
export async function selectShadowRows(tx: Tx, table: RegisterTable, column: string, values: readonly string[]): Promise<Row[]> {
  const live = table.kind === 'bitemporal' ? sql` and t.superseded_at is null` : sql.empty
  const found = await tx.many<{ row: Record<string, Value> }>(
    sql`select to_jsonb(t) as row from ${inShadow(table)} t where t.${sql.ident(column)} = any(${values}${table.all[column] === 'uuid' ? sql`::uuid[]` : sql`::text[]`})${live}`)
  return found.map(({ row }) => normalised(table, row))
}

export interface Superseding {
  readonly subject: string
  readonly rowId: string
  readonly at: string
  readonly by: string
}

export async function supersedeInShadow(tx: Tx, table: RegisterTable, list: readonly Superseding[]): Promise<number> {
  const subject = sql.ident(table.key[0]!)
  return tx.run(sql`
    update ${inShadow(table)} t set superseded_at = s.at, superseded_by = s.by
    from (select * from unnest(${list.map((s) => s.subject)}::uuid[], ${list.map((s) => s.rowId)}::uuid[], ${list.map((s) => s.at)}::timestamptz[], ${list.map((s) => s.by)}::uuid[]))
      as s (subject, row_id, at, by)
    where t.${subject} = s.subject and t.row_id = s.row_id`)
}

export interface TableComparison {
  readonly live: number
  readonly replayed: number
  readonly differences: readonly { readonly live: Record<string, Value> | null; readonly replayed: Record<string, Value> | null }[]
}

/** Compares both directions, column by column; gives the first few rows that differ. */
export async function compareWithShadow(tx: Tx, table: RegisterTable, most: number): Promise<TableComparison> {
  const live = sql.ident(`public.${table.name}`)
  const key = sql.join(rowKey(table).map((column) => sql.ident(column)))
  const first = sql.ident(rowKey(table)[0]!)
  await tx.run(sql`analyze ${inShadow(table)}`)
  const counts = await tx.one<{ live: number; replayed: number }>(
    sql`select (select count(*) from ${live}) as live, (select count(*) from ${inShadow(table)}) as replayed`)
  const differences = await tx.many<TableComparison['differences'][number]>(sql`
    select case when l.${first} is not null then to_jsonb(l) end as live, case when s.${first} is not null then to_jsonb(s) end as replayed
    from ${live} l full join ${inShadow(table)} s using (${key})
    where l.${first} is null or s.${first} is null or l.* is distinct from s.* limit ${most}`)
  return { ...counts, differences }
}

/** Columns the database has, to hold against the descriptors. */
export function selectColumns(tx: Tx): Promise<{ table: string; column: string; type: string }[]> {
  return tx.many(sql`select table_name as table, column_name as column, udt_name::text as type from information_schema.columns where table_schema = 'public'`)
}

const inShadow = (table: RegisterTable) => sql.ident(`${shadow}.${table.name}`)
