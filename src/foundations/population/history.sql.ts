import { sql, type Query, type Tx } from '../../platform/index.ts'
import { actsAsJson, type RecordedAct } from '../acts/index.ts'
import { current, kinshipOf, restricted, survivorOf, uuid, withMerged } from './population.sql.ts'
import type { RelationKind } from './person.ts'

/** One row of a register table as history needs it. */
export type HistoryRow = Readonly<Record<string, unknown>> & {
  readonly person_id: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly standing: string
  readonly recorded_at: string
  readonly superseded_at: string | null
  readonly act_id: string
  readonly superseded_by: string | null
}

export type HistoryAct = Pick<RecordedAct, 'actId' | 'type' | 'occurredOn' | 'recordedAt' | 'actor' | 'onBehalfOf' | 'basis' | 'dossierId'>

export interface StoredHistory {
  readonly personId: string
  readonly asked: string
  readonly areas: readonly string[]
  readonly birthDate: string | null
  readonly kinship: readonly RelationKind[]
  readonly restricted: boolean
  readonly versions: readonly HistoryRow[]
  readonly numbers: readonly HistoryRow[]
  readonly cards: readonly HistoryRow[]
  readonly relations: readonly HistoryRow[]
  readonly aliases: readonly HistoryRow[]
  readonly acts: readonly HistoryAct[]
}

const instant = (column: Query): Query => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
/** Rows of one table that a person ever had, oldest knowledge first; the search keys, which follow from the names, are left out. */
function rowsOf(table: string, whole: Query, more: Query = sql.empty, joined: Query = sql.empty): Query {
  return sql`(select coalesce(json_agg(to_jsonb(t) - '{syllables,name_plain,name_sort,birth_year}'::text[] || jsonb_build_object('recorded_at', ${instant(sql`t.recorded_at`)}, 'superseded_at', ${instant(sql`t.superseded_at`)}${more})
    order by t.recorded_at, t.valid_from, t.row_id), '[]') from ${sql.ident(table)} t${joined} where ${whole})`
}

/** All rows of a person, of the entries merged into it, and the acts behind them, in one question. */
export function selectHistory(tx: Tx, personId: string, reader: string | null): Promise<StoredHistory | undefined> {
  const whole = sql`t.person_id = any(${withMerged(sql`p.person_id`)})`
  const name = sql`, 'name', coalesce(o.full_name, t.other_name)`
  return tx.maybe<StoredHistory>(sql`
    with found as materialized (select p.person_id as "personId", ${uuid(personId)} as asked, p.areas, p.birth_date as "birthDate", ${kinshipOf(reader)} as kinship, ${restricted} as restricted,
      ${rowsOf('person_version', whole)} as versions, ${rowsOf('identity_number', whole)} as numbers, ${rowsOf('identity_card', whole)} as cards,
      ${rowsOf('relation', whole, name, sql` left join person_version o on o.person_id = t.other_id and ${current(sql.ident('o'))}`)} as relations,
      ${rowsOf('person_alias', sql`(t.person_id = p.person_id or t.survivor_id = p.person_id)`)} as aliases
      from person_version p where p.person_id = ${survivorOf(uuid(personId))} and ${current(sql.ident('p'))})
    select f.*, ${actsAsJson(sql`select x::uuid from (
        select r->>'act_id' as x from json_array_elements(f.versions) r union select r->>'superseded_by' from json_array_elements(f.versions) r
        union select r->>'act_id' from json_array_elements(f.numbers) r union select r->>'superseded_by' from json_array_elements(f.numbers) r
        union select r->>'act_id' from json_array_elements(f.cards) r union select r->>'superseded_by' from json_array_elements(f.cards) r
        union select r->>'act_id' from json_array_elements(f.relations) r union select r->>'superseded_by' from json_array_elements(f.relations) r
        union select r->>'act_id' from json_array_elements(f.aliases) r union select r->>'superseded_by' from json_array_elements(f.aliases) r) ids where x is not null`)} as acts
    from found f`)
}
