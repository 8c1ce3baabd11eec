import { sql, type Tx } from '../../platform/index.ts'
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

/** Register tables that hold the story of a person, by the part of the story. */
const parts = { versions: 'person_version', numbers: 'identity_number', cards: 'identity_card', relations: 'relation' } as const
type Part = keyof typeof parts | 'aliases'

/** All rows of a person, of the entries merged into it, and the acts behind them, in one question. */
export async function selectHistory(tx: Tx, personId: string, reader: string | null): Promise<StoredHistory | undefined> {
  const kept = sql`t.act_id, t.superseded_by, t.recorded_at, t.valid_from, t.row_id`
  const rows = Object.entries(parts).map(([part, table]) => sql`
      select ${part} as part, ${part === 'relations' ? sql`to_jsonb(t) || jsonb_build_object('name', coalesce((select o.full_name from person_version o where o.person_id = t.other_id and ${current(sql.ident('o'))}), t.other_name))` : sql`to_jsonb(t)`} as row, ${kept}
      from who w join ${sql.ident(table)} t on t.person_id = any(w.whole)`)
  const found = await tx.maybe<Omit<StoredHistory, Part> & { rows: { part: Part; row: HistoryRow }[] }>(sql`
    with who as materialized (select p.person_id, p.areas, p.birth_date, ${kinshipOf(reader)} as kinship, ${restricted} as restricted, ${withMerged(sql`p.person_id`)} as whole
      from person_version p where p.person_id = ${survivorOf(uuid(personId))} and ${current(sql.ident('p'))}),
    story as materialized (${sql.join(rows, ' union all ')}
      union all select 'aliases', to_jsonb(t), ${kept} from who w join person_alias t on t.person_id = w.person_id
      union all select 'aliases', to_jsonb(t), ${kept} from who w join person_alias t on t.survivor_id = w.person_id)
    select w.person_id as "personId", ${uuid(personId)} as asked, w.areas, w.birth_date as "birthDate", w.kinship, w.restricted,
      (select json_agg(json_build_object('part', s.part, 'row', s.row) order by s.recorded_at, s.valid_from, s.row_id) from story s) as rows,
      ${actsAsJson(sql`select s.act_id from story s union select s.superseded_by from story s where s.superseded_by is not null`)} as acts
    from who w`)
  if (!found) return undefined
  const { rows: all, ...rest } = found
  const of = (part: Part): HistoryRow[] => all.filter((each) => each.part === part).map(({ row }) => ({ ...row, recorded_at: instantText(row.recorded_at), superseded_at: row.superseded_at && instantText(row.superseded_at) }))
  return { ...rest, versions: of('versions'), numbers: of('numbers'), cards: of('cards'), relations: of('relations'), aliases: of('aliases') }
}

/** JSON gives instants as '…+00:00' with as many digits as needed. */
function instantText(text: string): string {
  const [whole, fraction = ''] = text.replace(/(\+00:00|Z)$/, '').split('.') as [string, string?]
  return `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}
