import { sql, type Tx } from '../../platform/index.ts'
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
