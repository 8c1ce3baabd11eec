import { sql, type Instant, type Tx } from '../../platform/index.ts'

export interface ImportRun {
  readonly runId: string
  readonly list: string
  readonly delivery: string
  readonly fingerprint: string
  readonly statedOn: string
  readonly batchRows: number
  readonly listRows: number
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
}

const runColumns = sql`run_id as "runId", list, delivery, fingerprint, stated_on as "statedOn", batch_rows as "batchRows", list_rows as "listRows",
  started_at as "startedAt", finished_at as "finishedAt"`

export function findRun(tx: Tx, list: string, fingerprint: string): Promise<ImportRun | undefined> {
  return tx.maybe<ImportRun>(sql`select ${runColumns} from import_run where list = ${list} and fingerprint = ${fingerprint}`)
}

export function findOpenRun(tx: Tx): Promise<ImportRun | undefined> {
  return tx.maybe<ImportRun>(sql`select ${runColumns} from import_run where finished_at is null`)
}

export async function insertRun(tx: Tx, run: ImportRun): Promise<void> {
  await tx.run(sql`insert into import_run (run_id, list, delivery, fingerprint, stated_on, batch_rows, list_rows, started_at)
    values (${run.runId}, ${run.list}, ${run.delivery}, ${run.fingerprint}, ${run.statedOn}, ${run.batchRows}, ${run.listRows}, ${run.startedAt})`)
}

export async function finishRun(tx: Tx, runId: string, at: Instant): Promise<void> {
  await tx.run(sql`update import_run set finished_at = ${at} where run_id = ${runId} and finished_at is null`)
}

export interface BatchRow {
  readonly runId: string
  readonly batch: number
  readonly imported: number
  readonly refused: number
  readonly found: number
  readonly recordedAt: Instant
}

export async function insertBatch(tx: Tx, batch: BatchRow): Promise<void> {
  await tx.run(sql`insert into import_batch (run_id, batch, imported, refused, found, recorded_at)
    values (${batch.runId}, ${batch.batch}, ${batch.imported}, ${batch.refused}, ${batch.found}, ${batch.recordedAt})`)
}

export async function doneBatches(tx: Tx, runId: string): Promise<Set<number>> {
  return new Set((await tx.many<{ batch: number }>(sql`select batch from import_batch where run_id = ${runId}`)).map(({ batch }) => batch))
}

export interface RunTotals {
  readonly imported: number
  readonly refused: number
  readonly claimed: number
}

/** Lines that became people, lines that were refused (as the objections say, not as the batches counted), and lines with something claimed. */
export function runTotals(tx: Tx, runId: string): Promise<RunTotals> {
  return tx.one<RunTotals>(sql`select (select coalesce(sum(imported), 0)::int from import_batch where run_id = ${runId}) as imported,
    (select count(*) from import_objection where run_id = ${runId} and outcome = 'refused') as refused,
    (select count(distinct line) from import_objection where run_id = ${runId} and outcome = 'claimed') as claimed`)
}

export interface StoredObjection {
  readonly line: number
  readonly ordinal: number
  readonly outcome: 'refused' | 'claimed'
  readonly personId: string | null
  readonly rule: string | null
  readonly column: string
  readonly code: string
  readonly sentence: string
  readonly shown: string
}

export async function insertObjections(tx: Tx, runId: string, objections: readonly StoredObjection[]): Promise<void> {
  if (objections.length === 0) return
  await tx.run(sql`insert into import_objection (run_id, line, ordinal, outcome, person_id, rule, column_name, code, sentence, shown)
    select ${runId}, o.line, o.ordinal, o.outcome, o."personId", o.rule, o."column", o.code, o.sentence, o.shown
    from jsonb_to_recordset(${sql.json(objections)}::jsonb)
      as o (line bigint, ordinal smallint, outcome text, "personId" uuid, rule text, "column" text, code text, sentence text, shown text)`)
}

/** Objections of a run in the order of lines, after this one. */
export function objectionsAfter(tx: Tx, runId: string, line: number, ordinal: number, limit: number): Promise<StoredObjection[]> {
  return tx.many<StoredObjection>(sql`select line, ordinal, outcome, person_id as "personId", rule, column_name as "column", code, sentence, shown
    from import_objection where run_id = ${runId} and (line, ordinal) > (${line}, ${ordinal}) order by line, ordinal limit ${limit}`)
}
