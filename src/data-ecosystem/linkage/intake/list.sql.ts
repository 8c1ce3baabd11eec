import { sql, type Instant, type PlainDate, type Tx } from '../../../platform/index.ts'
import type { LinkModel } from '../model.ts'
import type { Layout, ListCounts, ListProblem, ListStatus, MatchingList, MatchingRun, RunManifest, RunProgress } from './list.ts'
import type { Mapping } from './mapping.ts'
import type { LineProblem } from './problems.ts'
import type { RowFields } from './read-row.ts'

const listColumns = sql`list_id as "listId", kind, title, organisation_id as "organisationId", area, purpose, legal_basis as "legalBasis", retain_until as "retainUntil", uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  file_name as "fileName", file_bytes as "fileBytes", sha256, stored_as as "storedAs", format, encoding, layout, mapping, status, task, problem, counts, erased_at as "erasedAt", version`
const runColumns = sql`run_id as "runId", list_id as "listId", model_id as "modelId", model_version as "modelVersion", lower_bits as lower, upper_bits as upper, pair_budget as budget, memory_mb as "memoryMb", threads, whole_for as "wholeFor", status, progress, manifest, problem,
  ordered_by as "orderedBy", ordered_at as "orderedAt", started_at as "startedAt", finished_at as "finishedAt"`

export function selectList(tx: Tx, listId: string): Promise<MatchingList | undefined> {
  return tx.maybe<MatchingList>(sql`select ${listColumns} from matching_list where list_id = ${listId}`)
}

export function selectListsOf(tx: Tx, organisationId: string, most: number): Promise<MatchingList[]> {
  return tx.many<MatchingList>(sql`select ${listColumns} from matching_list where organisation_id = ${organisationId} order by uploaded_at desc, list_id limit ${most}`)
}

export function selectRun(tx: Tx, runId: string): Promise<MatchingRun | undefined> {
  return tx.maybe<MatchingRun>(sql`select ${runColumns} from matching_run where run_id = ${runId}`)
}

/** Runs of one list, the newest first. */
export function selectRunsOf(tx: Tx, listId: string): Promise<MatchingRun[]> {
  return tx.many<MatchingRun>(sql`select ${runColumns} from matching_run where list_id = ${listId} order by ordered_at desc, run_id limit 50`)
}

export interface NewList extends Omit<MatchingList, 'encoding' | 'layout' | 'mapping' | 'status' | 'task' | 'problem' | 'counts' | 'erasedAt' | 'version'> {
  readonly appointment: string | null
}

/** False when a list of that id is there already: the same form came twice. */
export async function insertList(tx: Tx, list: NewList): Promise<boolean> {
  return (await tx.run(sql`
    insert into matching_list (list_id, kind, title, organisation_id, area, purpose, legal_basis, retain_until, uploaded_by, appointment, uploaded_at, file_name, file_bytes, sha256, stored_as, format, task)
    values (${list.listId}, ${list.kind}, ${list.title}, ${list.organisationId}, ${list.area}, ${list.purpose}, ${list.legalBasis}, ${list.retainUntil}, ${list.uploadedBy}, ${list.appointment}, ${list.uploadedAt}, ${list.fileName}, ${list.fileBytes}, ${list.sha256}, ${list.storedAs}, ${list.format}, 'open')
    on conflict (list_id) do nothing`)) === 1
}

export interface ListChange {
  readonly listId: string
  readonly version: number
  readonly status: ListStatus
  readonly task: 'open' | 'check' | null
  readonly problem?: ListProblem | null
  readonly mapping?: Mapping | null
  readonly counts?: ListCounts
  readonly encoding?: string | null
  readonly layout?: Layout
  /** The first lines as they stand. */
  readonly preview?: readonly (readonly string[])[] | null
}

/** False when somebody else has changed it since it was read. What is left out stays. */
export async function changeList(tx: Tx, change: ListChange): Promise<boolean> {
  const given = (key: keyof ListChange): boolean => change[key] !== undefined
  const json = (value: unknown): unknown => (value === null || value === undefined ? null : sql.json(value))
  return (await tx.run(sql`
    update matching_list set status = ${change.status}, task = ${change.task}, task_attempts = 0, version = version + 1,
      problem = case when ${given('problem')} then ${json(change.problem)}::jsonb else problem end, mapping = case when ${given('mapping')} then ${json(change.mapping)}::jsonb else mapping end,
      counts = case when ${given('counts')} then ${json(change.counts)}::jsonb else counts end, encoding = case when ${given('encoding')} then ${change.encoding ?? null} else encoding end,
      layout = case when ${given('layout')} then ${json(change.layout)}::jsonb else layout end, preview = case when ${given('preview')} then ${json(change.preview)}::jsonb else preview end
    where list_id = ${change.listId} and version = ${change.version} and erased_at is null`)) === 1
}

export type ListEventKind = 'uploaded' | 'opened' | 'unreadable' | 'mapped' | 'checked' | 'error-file' | 'run-ordered' | 'linked' | 'run-failed' | 'run-cancelled' | 'cancelled' | 'closed' | 'erased'
export interface ListEvent {
  readonly at: Instant
  readonly kind: ListEventKind
  readonly actorKind: string
  readonly actorPerson: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

export async function insertListEvent(tx: Tx, event: ListEvent & { readonly eventId: string; readonly listId: string; readonly appointment: string | null }): Promise<void> {
  await tx.run(sql`insert into matching_list_event (event_id, list_id, at, kind, actor_kind, actor_person, appointment, detail) values (${event.eventId}, ${event.listId}, ${event.at}, ${event.kind}, ${event.actorKind}, ${event.actorPerson}, ${event.appointment}, ${sql.json(event.detail)}::jsonb)`)
}

export function selectListEvents(tx: Tx, listId: string): Promise<ListEvent[]> {
  return tx.many<ListEvent>(sql`select at, kind, actor_kind as "actorKind", actor_person as "actorPerson", detail from matching_list_event where list_id = ${listId} order by at, event_id`)
}

export async function selectPreview(tx: Tx, listId: string): Promise<string[][]> {
  return (await tx.maybe<{ preview: string[][] | null }>(sql`select preview from matching_list where list_id = ${listId}`))?.preview ?? []
}

export interface OutcomeCount {
  readonly unit: string | null
  readonly outcome: string
  readonly lines: number
}

/** Every line of a run that is done with what came of it, as `countOutcomes` counts it. */
export function decidedLines(runId: string) {
  return sql`
      select d.list_id, d.row_no, d.person_id, d.area as person_area, coalesce(d.commune, case when d.zone = 'automatic' then d.area end) as unit,
        case when d.state = 'blocked' then 'blocked' when d.zone = 'reject' then 'notFound' when d.zone = 'review' then 'review' when d.life_status in ('deceased', 'declared-dead') then 'dead'
          when row_number() over (partition by d.person_id, d.zone order by d.row_no) > 1 then 'duplicate' when d.commune is not null and d.area is not null and d.commune <> d.area then 'moved' else 'linked' end as outcome
      from matching_decided d join matching_run r on r.run_id = d.run_id where d.run_id = ${runId} and r.status = 'done'`
}

/**
 * Every line of the run's list with what came of it, counted by unit: the commune the line says, else where the register has the person it was matched with.
 * What people said of a line stands before what the machine said. A line that cannot be matched is blocked; of two lines with the same person the later is a duplicate; whoever is found elsewhere has moved.
 */
export function countOutcomes(tx: Tx, runId: string, unit: string | null): Promise<OutcomeCount[]> {
  return tx.many<OutcomeCount>(sql`
    select unit, outcome, count(*) as lines from (${decidedLines(runId)}) decided
    where ${unit}::text is null or unit = ${unit}::text
    group by unit, outcome order by unit nulls last, outcome`)
}

export interface CommuneLines {
  readonly code: string
  readonly lines: number
}

/** Lines that can be matched by the commune they name, the most first. */
export function countByCommune(tx: Tx, listId: string): Promise<CommuneLines[]> {
  return tx.many<CommuneLines>(sql`select commune as code, count(*) as lines from matching_row where list_id = ${listId} and commune is not null and state <> 'blocked' group by commune order by lines desc, code`)
}

export async function findTemplate(tx: Tx, organisationId: string, kind: string): Promise<Mapping | null> {
  return (await tx.maybe<{ mapping: Mapping }>(sql`select mapping from matching_template where organisation_id = ${organisationId} and kind = ${kind}`))?.mapping ?? null
}

export async function keepTemplate(tx: Tx, { organisationId, kind, mapping, at }: { organisationId: string; kind: string; mapping: Mapping; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into matching_template (organisation_id, kind, mapping, used_at) values (${organisationId}, ${kind}, ${sql.json(mapping)}::jsonb, ${at})
    on conflict (organisation_id, kind) do update set mapping = excluded.mapping, used_at = excluded.used_at`)
}

export const copyRows = 'copy matching_row (list_id, row_no, raw, fields, problems, state, commune) from stdin'

export async function deleteRows(tx: Tx, listId: string): Promise<void> {
  await tx.run(sql`delete from matching_row where list_id = ${listId}`)
}

export interface StoredRow {
  readonly rowNo: number
  readonly raw: readonly string[]
  readonly fields: RowFields
  readonly problems: readonly LineProblem[]
  readonly state: 'ok' | 'fixable' | 'blocked'
}

/** Lines that can be matched, in the order of the file, after a line. */
export function matchableAfter(tx: Tx, listId: string, after: number, most: number): Promise<{ rowNo: number; fields: RowFields }[]> {
  return tx.many(sql`select row_no as "rowNo", fields from matching_row where list_id = ${listId} and row_no > ${after} and state <> 'blocked' order by row_no limit ${most}`)
}

/** Lines there is anything to say of, in the order of the file. */
export function wrongRows(tx: Tx, listId: string, most: number, skip: number): Promise<StoredRow[]> {
  return tx.many<StoredRow>(sql`select row_no as "rowNo", raw, fields, problems, state from matching_row where list_id = ${listId} and problems <> '[]'::jsonb order by row_no limit ${most} offset ${skip}`)
}

/** These lines. */
export function rowsOf(tx: Tx, listId: string, rowNos: readonly number[]): Promise<StoredRow[]> {
  return tx.many<StoredRow>(sql`select row_no as "rowNo", raw, fields, problems, state from matching_row where list_id = ${listId} and row_no = any(${rowNos}::int[]) order by row_no`)
}

export interface NewRun {
  readonly runId: string
  readonly listId: string
  readonly modelId: string
  readonly modelVersion: number | null
  readonly lower: number
  readonly upper: number
  readonly budget: number
  readonly memoryMb: number
  readonly threads: number
  readonly wholeFor: readonly string[]
  readonly orderedBy: string | null
  readonly orderedAt: Instant
}

/** False when the list has a run under way, or one of this id. */
export async function insertRun(tx: Tx, run: NewRun): Promise<boolean> {
  return (await tx.run(sql`
    insert into matching_run (run_id, list_id, model_id, model_version, lower_bits, upper_bits, pair_budget, memory_mb, threads, whole_for, ordered_by, ordered_at)
    values (${run.runId}, ${run.listId}, ${run.modelId}, ${run.modelVersion}, ${run.lower}, ${run.upper}, ${run.budget}, ${run.memoryMb}, ${run.threads}, ${run.wholeFor}, ${run.orderedBy}, ${run.orderedAt}) on conflict do nothing`)) === 1
}

/** Begins a run, or takes up one that was left: counts the attempt. Nothing when it is over. */
export function beginRun(tx: Tx, runId: string, at: Instant): Promise<{ attempts: number } | undefined> {
  return tx.maybe<{ attempts: number }>(sql`
    update matching_run set status = 'running', started_at = coalesce(started_at, ${at}), attempts = attempts + 1 where run_id = ${runId} and status in ('queued', 'running') returning attempts`)
}

/** False when the run was called off. */
export async function tellProgress(tx: Tx, runId: string, progress: RunProgress): Promise<boolean> {
  return (await tx.run(sql`update matching_run set progress = ${sql.json(progress)}::jsonb where run_id = ${runId} and status = 'running'`)) === 1
}

export async function endRun(tx: Tx, end: { runId: string; status: 'done' | 'failed' | 'cancelled'; at: Instant; problem?: ListProblem; manifest?: RunManifest; progress?: RunProgress; modelVersion?: number }): Promise<boolean> {
  return (await tx.run(sql`
    update matching_run set status = ${end.status}, finished_at = ${end.at}, problem = ${end.problem ? sql.json(end.problem) : null}::jsonb, manifest = ${end.manifest ? sql.json(end.manifest) : null}::jsonb,
      progress = coalesce(${end.progress ? sql.json(end.progress) : null}::jsonb, progress), model_version = coalesce(${end.modelVersion ?? null}::int, model_version)
    where run_id = ${end.runId} and status in ('queued', 'running')`)) === 1
}

export interface StoredModel {
  readonly modelId: string
  readonly version: number
  readonly model: LinkModel
  readonly sha256: string
  readonly trainedAt: Instant
}

const modelColumns = sql`model_id as "modelId", version, model, sha256, trained_at as "trainedAt"`

export function findModel(tx: Tx, modelId: string, version: number): Promise<StoredModel | undefined> {
  return tx.maybe<StoredModel>(sql`select ${modelColumns} from matching_model where model_id = ${modelId} and version = ${version}`)
}

/** Versions of a model, the newest first. */
export function selectModels(tx: Tx, modelId: string): Promise<StoredModel[]> {
  return tx.many<StoredModel>(sql`select ${modelColumns} from matching_model where model_id = ${modelId} order by version desc limit 20`)
}

/** Keeps a trained model as the next version. */
export async function insertModel(tx: Tx, { modelId, model, sha256, at, runId }: { modelId: string; model: LinkModel; sha256: string; at: Instant; runId: string | null }): Promise<number> {
  return (await tx.one<{ version: number }>(sql`
    insert into matching_model (model_id, version, model, sha256, trained_at, trained_on)
    select ${modelId}, coalesce(max(version), 0) + 1, ${sql.json(model)}::jsonb, ${sha256}, ${at}, ${runId} from matching_model where model_id = ${modelId} returning version`)).version
}

/** The model a run trained before it was killed. */
export function modelOfRun(tx: Tx, runId: string): Promise<StoredModel | undefined> {
  return tx.maybe<StoredModel>(sql`select ${modelColumns} from matching_model where trained_on = ${runId}`)
}

export const copyPairs = 'copy matching_pair (run_id, row_no, rank, person_id, weight, probability, levels, zone, life_status, area) from stdin'

export async function deletePairs(tx: Tx, runId: string): Promise<void> {
  await tx.run(sql`delete from matching_pair where run_id = ${runId}`)
}

export async function deleteLinesOf(tx: Tx, listId: string): Promise<{ rows: number; pairs: number }> {
  await tx.run(sql`delete from matching_claim where list_id = ${listId}`)
  const pairs = await tx.run(sql`delete from matching_pair where run_id in (select run_id from matching_run where list_id = ${listId})`)
  return { pairs, rows: await tx.run(sql`delete from matching_row where list_id = ${listId}`) }
}

/** Lists whose lines must go: their retention has ended, or they were dropped. */
export function selectExpired(tx: Tx, today: PlainDate): Promise<{ listId: string; sha256: string; storedAs: string | null }[]> {
  return tx.many(sql`select list_id as "listId", sha256, stored_as as "storedAs" from matching_list where erased_at is null and (retain_until < ${today} or status = 'cancelled') order by retain_until limit 20 for update skip locked`)
}

export async function markErased(tx: Tx, listId: string, at: Instant): Promise<void> {
  await tx.run(sql`update matching_list set erased_at = ${at}, preview = null, task = null, version = version + 1, status = case when status = 'cancelled' then status else 'closed' end where list_id = ${listId}`)
}

/** Whether a list that is still kept has the same file under the hash of its bytes. */
export async function isFileHeld(tx: Tx, sha256: string): Promise<boolean> {
  return (await tx.maybe(sql`select 1 as held from matching_list where sha256 = ${sha256} and stored_as is null and erased_at is null limit 1`)) !== undefined
}

export interface DueWork {
  readonly kind: 'list' | 'run'
  readonly id: string
  readonly memoryMb: number
  /** Reading it takes no memory to speak of: no process of its own is begun for it. */
  readonly small: boolean
}

/** What the work process has to do, the oldest first. */
export function selectDue(tx: Tx, most: number): Promise<DueWork[]> {
  return tx.many<DueWork>(sql`
    select * from (
      select 'list' as kind, list_id as id, 1000 as "memoryMb", uploaded_at as at, format <> 'parquet' and file_bytes < case format when 'csv' then 4000000 else 400000 end as small from matching_list where task is not null and erased_at is null
      union all select 'run', run_id, memory_mb, ordered_at, false from matching_run where status in ('queued', 'running')) due
    order by at, id limit ${most}`)
}

/** Counts one more attempt at a list's task. */
export async function countAttempt(tx: Tx, listId: string): Promise<number> {
  return (await tx.maybe<{ attempts: number }>(sql`update matching_list set task_attempts = task_attempts + 1 where list_id = ${listId} and task is not null returning task_attempts as attempts`))?.attempts ?? 0
}
