import { sql, type Query, type Tx } from '../../platform/index.ts'
import { byPeriod, type PriorRead, type WrittenRows } from './changes.ts'
import type { RecordedAct } from './definition.ts'
import type { RegisterTable, Row, Value } from './tables.ts'

const actColumns = sql`act_id as "actId", type, subject_id as "subjectId", payload, occurred_on as "occurredOn", recorded_at as "recordedAt",
  actor, on_behalf_of as "onBehalfOf", basis, dossier_id as "dossierId", command_id as "commandId"`

export function selectActOfCommand(tx: Tx, commandId: string): Promise<RecordedAct | undefined> {
  return tx.maybe<RecordedAct>(sql`select ${actColumns} from legal_act where command_id = ${commandId}`)
}

/** The same, but only if it had been recorded before this transaction: half of our own work is no first result. */
export function selectEarlierAct(tx: Tx, commandId: string): Promise<RecordedAct | undefined> {
  return tx.maybe<RecordedAct>(sql`select ${actColumns} from legal_act where command_id = ${commandId} and xmin is distinct from pg_current_xact_id_if_assigned()::xid`)
}

export function selectActs(tx: Tx, actIds: readonly string[]): Promise<RecordedAct[]> {
  return tx.many<RecordedAct>(sql`select ${actColumns} from legal_act where act_id = any(${actIds}) order by position`)
}

/** These acts in order as one JSON value within another module's reading statement; `ids` asks for one column of act ids. Without payload. */
export const actsAsJson = (ids: Query): Query => sql`(select coalesce(json_agg(json_build_object('actId', a.act_id, 'type', a.type, 'occurredOn', a.occurred_on,
  'recordedAt', to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', a.actor, 'onBehalfOf', a.on_behalf_of, 'basis', a.basis, 'dossierId', a.dossier_id)
  order by a.position), '[]') from legal_act a where a.act_id in (${ids}))`

/** All prior rows of all tables in one question. */
export async function selectPrior(tx: Tx, reads: readonly PriorRead[]): Promise<Map<string, Row[]>> {
  const parts = reads.map(({ table, column, value }) => sql`
    select ${table.name}::text as name, to_json(t) as row from ${sql.ident(table.name)} t
    where t.${sql.ident(column)} = ${value}${table.kind === 'bitemporal' ? sql` and t.superseded_at is null` : sql.empty}`)
  const found = await tx.many<{ name: string; row: Record<string, Value> }>(sql.join(parts, ' union all '))
  const tables = new Map(reads.map((read) => [read.table.name, read.table]))
  const seen = new Set<string>()
  const rows = new Map<string, Row[]>()
  for (const { name, row } of found) {
    const key = `${name}|${row['row_id'] ?? JSON.stringify(row)}`
    if (seen.has(key)) continue
    seen.add(key)
    rows.set(name, [...(rows.get(name) ?? []), normalised(tables.get(name)!, row)])
  }
  for (const list of rows.values()) list.sort(byPeriod)
  return rows
}

export interface WriteOutcome {
  readonly recorded: number
  readonly superseded: number
}

/**
 * Appends the act and writes its rows in one statement. Nothing is written when the command id exists already.
 * Inserts wait for all supersedes, so that constraints on current rows see one row at a time, and happen only when every
 * row to supersede was still there.
 */
export function writeAct(tx: Tx, act: RecordedAct, rows: WrittenRows): Promise<WriteOutcome> {
  const supersedes = [...rows.supersedes].map(([table, list], i) => {
    const subject = table.key[0]!
    return sql`, ${sql.ident(`s${i}`)} as (
      update ${sql.ident(table.name)} t set superseded_at = ${act.recordedAt}, superseded_by = act.act_id from act
      where ${oneOf(sql`t.${sql.ident(subject)}`, list.map((row) => row[subject]))} and ${oneOf(sql`t.row_id`, list.map((row) => row['row_id']))}
        and t.superseded_at is null returning 1)`
  })
  const expected = [...rows.supersedes.values()].reduce((sum, list) => sum + list.length, 0)
  const counted = sql.join([sql`0`, ...[...rows.supersedes.keys()].map((_, i) => sql`(select count(*) from ${sql.ident(`s${i}`)})`)], ' + ')
  const inserts = [...rows.inserts].map(([table, list], i) => {
    const columns = columnsOf(table)
    return sql`, ${sql.ident(`i${i}`)} as (
      insert into ${sql.ident(table.name)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.ident(table.name)}, ${sql.json(list)}::json) where exists (select from act) and ${counted} = ${expected})`
  })
  return tx.one<WriteOutcome>(sql`
    with act as (
      insert into legal_act (act_id, type, subject_id, payload, occurred_on, recorded_at, actor, on_behalf_of, basis, dossier_id, command_id)
      values (${act.actId}, ${act.type}, ${act.subjectId}, ${sql.json(act.payload)}, ${act.occurredOn}, ${act.recordedAt}, ${sql.json(act.actor)},
        ${act.onBehalfOf}, ${sql.json(act.basis)}, ${act.dossierId}, ${act.commandId})
      on conflict (command_id) do nothing returning act_id)${sql.join(supersedes, '')}${sql.join(inserts, '')}
    select (select count(*) from act) as recorded, ${counted} as superseded`)
}

const columnLists = new Map<RegisterTable, Query>()

function columnsOf(table: RegisterTable): Query {
  const list = columnLists.get(table) ?? sql.join(Object.keys(table.all).map((column) => sql.ident(column)))
  columnLists.set(table, list)
  return list
}

/** Names come from table descriptors only. */
export function copyStatement(table: string, columns: readonly string[]): string {
  return `copy ${table} (${columns.join(', ')}) from stdin (format binary)`
}

/** One value is compared by itself: the server then keeps one plan instead of planning each time. */
function oneOf(column: Query, values: readonly unknown[]): Query {
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values}::uuid[])`
}

/** JSON gives instants as '…+00:00', with as many digits as needed; the program's form has milliseconds and Z. */
export function normalised(table: RegisterTable, row: Record<string, Value>): Row {
  for (const column in table.all) {
    const value = row[column]
    if (table.all[column] === 'instant' && typeof value === 'string') row[column] = instantText(value)
  }
  return row
}

function instantText(text: string): string {
  const [whole, fraction = ''] = text.replace(/(\+00:00|Z)$/, '').split('.') as [string, string?]
  return `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}
