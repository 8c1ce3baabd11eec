import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import { decidedLines } from './intake/list.sql.ts'

export interface DecidedLine {
  readonly listId: string
  readonly rowNo: number
  readonly outcome: string
  readonly personId: string | null
  /** The commune the line says, and the one where the register has the person. */
  readonly commune: string | null
  readonly personArea: string | null
  readonly address: string
  readonly cells: readonly string[]
  readonly headings: readonly string[]
}

/** What came of each line of a run, in the order of the list, from after one line on. */
export function selectDecided(tx: Tx, runId: string, after: number, most: number): Promise<DecidedLine[]> {
  return tx.many<DecidedLine>(sql`
    select d.list_id as "listId", d.row_no as "rowNo", d.outcome, case when d.outcome <> 'notFound' then d.person_id end as "personId", w.commune, case when d.outcome <> 'review' then d.person_area end as "personArea",
      coalesce(w.fields ->> 'address', '') as address, case when jsonb_typeof(w.raw) = 'array' then w.raw else '[]'::jsonb end as cells, coalesce(l.layout -> 'headings', '[]'::jsonb) as headings
    from (${decidedLines(runId)}) d join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no join matching_list l on l.list_id = d.list_id
    where d.row_no > ${after} order by d.row_no limit ${most}`)
}

export function selectFields(tx: Tx, listId: string, rowNos: readonly number[]): Promise<{ rowNo: number; fields: Record<string, unknown> }[]> {
  return tx.many(sql`select row_no as "rowNo", fields from matching_row where list_id = ${listId} and row_no = any(${rowNos}::int[])`)
}

export interface StoredPersonLine {
  readonly listId: string
  readonly title: string
  readonly kind: string
  readonly uploadedAt: Instant
  readonly rowNo: number
  readonly fields: Record<string, unknown>
}

/** Rows of every list kept today that stand as this person's in its last matching, the newest list first. */
export function selectLinesOfPerson(tx: Tx, personId: string, today: PlainDate, most: number): Promise<StoredPersonLine[]> {
  return tx.many<StoredPersonLine>(sql`
    select l.list_id as "listId", l.title, l.kind, l.uploaded_at as "uploadedAt", d.row_no as "rowNo", w.fields
    from matching_list l join lateral (select r.run_id from matching_run r where r.list_id = l.list_id and r.status = 'done' order by r.ordered_at desc limit 1) u on true
      join matching_pair p on p.run_id = u.run_id and p.person_id = ${personId} join matching_decided d on d.run_id = p.run_id and d.row_no = p.row_no and d.person_id = p.person_id
      join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no
    where l.erased_at is null and l.retain_until >= ${today}::date and d.zone = 'automatic' and d.state <> 'blocked' order by l.uploaded_at desc, l.list_id, d.row_no limit ${most}`)
}

/** A row of a list as the rules judge it: whom it was matched with as things stand, and what it says. */
export interface JudgedRow {
  readonly rowNo: number
  readonly zone: 'automatic' | 'review' | 'reject'
  readonly state: 'ok' | 'fixable' | 'blocked'
  readonly personId: string | null
  /** The commune the row says. */
  readonly commune: string | null
  readonly fields: Readonly<Record<string, unknown>>
  readonly cells: readonly string[]
}

/** Rows of a run in the order of the list: a page of them, or these. */
export function selectJudged(tx: Tx, runId: string, which: { readonly after: number; readonly most: number } | { readonly rows: readonly number[] }): Promise<JudgedRow[]> {
  const [rows, after, most] = 'rows' in which ? [which.rows, -1, which.rows.length] : [null, which.after, which.most]
  return tx.many<JudgedRow>(sql`
    select d.row_no as "rowNo", d.zone, d.state, d.person_id as "personId", d.commune, w.fields, case when jsonb_typeof(w.raw) = 'array' then w.raw else '[]'::jsonb end as cells
    from matching_decided d join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no
    where d.run_id = ${runId} and d.row_no > ${after} and (${rows}::int[] is null or d.row_no = any(${rows}::int[])) order by d.row_no limit ${most}`)
}

export interface RowsNear {
  /** The row, and every other that is matched with somebody it may mean. */
  readonly own: number[]
  /** Others that bear a code of these. */
  readonly sharing: number[]
  /** Whom the row may mean. */
  readonly people: string[]
}

/** Rows whose judgement may change with what is said of one row. */
export async function selectRowsNear(tx: Tx, runId: string, rowNo: number): Promise<RowsNear> {
  const { people } = await tx.one<{ people: string[] }>(sql`select array(select distinct person_id from matching_pair where run_id = ${runId} and row_no = ${rowNo}) as people`)
  const { own } = await tx.one<{ own: number[] }>(sql`
    select array(select d.row_no from matching_decided d where d.run_id = ${runId} and d.zone = 'automatic' and d.person_id = any(${people}::uuid[])
      and d.row_no in (select row_no from matching_pair where run_id = ${runId} and person_id = any(${people}::uuid[])) union select ${rowNo}::int order by 1) as own`)
  const { sharing } = await tx.one<{ sharing: number[] }>(sql`
    select array(select w.row_no from matching_row w where w.list_id = (select list_id from matching_run where run_id = ${runId}) and w.fields #>> '{free,code}' <> '' and w.row_no <> all(${own}::int[])
      and w.fields #>> '{free,code}' in (select o.fields #>> '{free,code}' from matching_row o where o.list_id = w.list_id and o.row_no = any(${own}::int[])) order by 1) as sharing`)
  return { own, sharing, people }
}

/** People whom a row may mean that nobody has decided yet: they cannot be said to be absent. All of them, or those among some. */
export async function selectWaitingPeople(tx: Tx, runId: string, among: readonly string[] | null = null): Promise<string[]> {
  return (await tx.one<{ people: string[] }>(sql`
    select array(select distinct p.person_id from matching_decided d join matching_pair p on p.run_id = d.run_id and p.row_no = d.row_no
      where d.run_id = ${runId} and d.zone = 'review' and d.state <> 'blocked' and (${among}::uuid[] is null or p.person_id = any(${among}::uuid[]))) as people`)).people
}
