import { sql, type Instant, type PlainDate, type Tx } from '../../../platform/index.ts'
import { decidedLines } from '../intake/list.sql.ts'
import type { LineProblem } from '../intake/problems.ts'

/** False when the results are known already. */
export async function markPublished(tx: Tx, p: { readonly runId: string; readonly at: Instant; readonly by: string | null }): Promise<boolean> {
  return (await tx.run(sql`update matching_review_run set published_at = ${p.at}, published_by = ${p.by} where run_id = ${p.runId} and published_at is null`)) === 1
}

export async function countWaiting(tx: Tx, runId: string): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*) as n from matching_review where run_id = ${runId} and state = 'waiting'`)).n
}

export interface ExportLine {
  readonly rowNo: number
  readonly ref: string
  readonly outcome: string
  readonly personId: string | null
}

/** Every row of the list with what came of it. */
export function selectExportLines(tx: Tx, runId: string, after: number, most: number): Promise<ExportLine[]> {
  return tx.many<ExportLine>(sql`
    select d.row_no as "rowNo", w.fields->>'id' as ref, d.outcome, case when d.outcome in ('linked', 'moved', 'dead', 'duplicate') then d.person_id end as "personId"
    from (${decidedLines(runId)}) d join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no where d.row_no > ${after} order by d.row_no limit ${most}`)
}

export interface ResultRow {
  readonly rowNo: number
  readonly fields: Readonly<Record<string, unknown>>
  readonly problems: readonly LineProblem[]
  readonly personId: string | null
}

/** Rows of the list that came out one way, in the order of the file; counted by `countOutcomes`. */
export function selectResultRows(tx: Tx, p: { readonly runId: string; readonly outcome: string; readonly most: number; readonly skip: number }): Promise<ResultRow[]> {
  return tx.many<ResultRow>(sql`
    select d.row_no as "rowNo", w.fields, w.problems, case when d.outcome in ('linked', 'moved', 'dead', 'duplicate') then d.person_id end as "personId"
    from (${decidedLines(p.runId)}) d join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no where d.outcome = ${p.outcome} order by d.row_no limit ${p.most} offset ${p.skip}`)
}

export interface StoredExport {
  readonly exportId: string
  readonly at: Instant
  readonly expiresOn: PlainDate
  readonly agreement: string
  readonly rows: number
  readonly sha256: string
}

export async function insertExport(tx: Tx, e: StoredExport & { readonly runId: string; readonly listId: string; readonly orderedBy: string; readonly appointment: string | null; readonly mark: string }): Promise<void> {
  await tx.run(sql`insert into matching_export (export_id, run_id, list_id, ordered_by, appointment, at, expires_on, agreement, mark, rows, sha256)
    values (${e.exportId}, ${e.runId}, ${e.listId}, ${e.orderedBy}, ${e.appointment}, ${e.at}, ${e.expiresOn}, ${e.agreement}, ${e.mark}, ${e.rows}, ${e.sha256})`)
}

export function selectExports(tx: Tx, runId: string): Promise<StoredExport[]> {
  return tx.many<StoredExport>(sql`select export_id as "exportId", at, expires_on as "expiresOn", agreement, rows, sha256 from matching_export where run_id = ${runId} order by at desc`)
}
