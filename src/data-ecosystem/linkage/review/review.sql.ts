import { sql, type Instant, type Tx } from '../../../platform/index.ts'
import type { LinkModel } from '../model.ts'

export const verdicts = ['same', 'another', 'none', 'unsure', 'ask'] as const
export type Verdict = (typeof verdicts)[number]

/** Rows that wait for readers, made once a run: all of the doubtful zone, and a draw of those the machine linked by itself. */
export async function prepareRun(tx: Tx, { runId, listId, at, automaticShare }: { readonly runId: string; readonly listId: string; readonly at: Instant; readonly automaticShare: number }): Promise<boolean> {
  const first = await tx.run(sql`insert into matching_review_run (run_id, list_id, prepared_at) values (${runId}, ${listId}, ${at}) on conflict do nothing`)
  if (first === 0) return false
  await tx.run(sql`
    insert into matching_review (run_id, row_no, list_id, area, origin, weight, urgent)
    select p.run_id, p.row_no, ${listId}::uuid, coalesce(w.commune, p.area), case when p.zone = 'review' then 'review' else 'automatic' end, p.weight, p.life_status in ('deceased', 'declared-dead')
    from matching_pair p join matching_row w on w.list_id = ${listId} and w.row_no = p.row_no
    where p.run_id = ${runId} and p.rank = 1 and (p.zone = 'review' or (p.zone = 'automatic' and random() < ${automaticShare}::double precision))`)
  return true
}

export interface ReviewRow {
  readonly runId: string
  readonly rowNo: number
  readonly listId: string
  readonly area: string | null
  readonly origin: 'review' | 'automatic'
  readonly weight: number
  readonly draw: number
  readonly round: number
  readonly stage: 1 | 2 | 3
  readonly state: 'waiting' | 'done'
  readonly claimedBy: string | null
  readonly claimedUntil: Instant | null
  readonly verdict: Verdict | null
  readonly personId: string | null
  readonly version: number
}

const columns = sql`run_id as "runId", row_no as "rowNo", list_id as "listId", area, origin, weight, draw, round, stage, state, claimed_by as "claimedBy", claimed_until as "claimedUntil", verdict, person_id as "personId", version`

export function selectReviewRow(tx: Tx, runId: string, rowNo: number): Promise<ReviewRow | undefined> {
  return tx.maybe<ReviewRow>(sql`select ${columns} from matching_review where run_id = ${runId} and row_no = ${rowNo}`)
}

export interface Claiming {
  readonly runId: string
  readonly reader: string
  /** Rows of these communes only; null for the whole list. */
  readonly areas: readonly string[] | null
  readonly now: Instant
  readonly until: Instant
}

/** The next row for this reader, held until `until`: first what he holds already, then commune by commune. Nobody else is given it meanwhile, and never one he has read before. */
export function claimNext(tx: Tx, { runId, reader, areas, now, until }: Claiming): Promise<ReviewRow | undefined> {
  return tx.maybe<ReviewRow>(sql`
    with next as (
      select v.row_no as taken from matching_review v
      where v.run_id = ${runId} and v.state = 'waiting' and (v.claimed_by is null or v.claimed_until <= ${now}::timestamptz or v.claimed_by = ${reader}::uuid) and (${areas}::text[] is null or v.area = any(${areas}::text[]))
        and not exists (select from matching_reading g where g.run_id = v.run_id and g.row_no = v.row_no and g.round = v.round and g.reader = ${reader}::uuid and g.undone_at is null)
      order by (v.claimed_by = ${reader}::uuid and v.claimed_until > ${now}::timestamptz) desc nulls last, v.urgent desc, v.area nulls last, v.place limit 1 for update skip locked)
    update matching_review set claimed_by = ${reader}::uuid, claimed_until = ${until}::timestamptz, version = version + 1 from next where run_id = ${runId} and row_no = next.taken and state = 'waiting' returning ${columns}`)
}

/** Given back unread. */
export async function releaseClaim(tx: Tx, runId: string, rowNo: number, reader: string): Promise<void> {
  await tx.run(sql`update matching_review set claimed_by = null, claimed_until = null, version = version + 1 where run_id = ${runId} and row_no = ${rowNo} and claimed_by = ${reader} and state = 'waiting'`)
}

export interface Settling {
  readonly runId: string
  readonly rowNo: number
  readonly version: number
  readonly reader: string
  readonly now: Instant
  readonly stage: 1 | 2 | 3
  readonly state: 'waiting' | 'done'
  readonly verdict: Verdict | null
  readonly personId: string | null
}

/** Where a row stands after a reading; false when the reader no longer holds it. */
export async function settleRow(tx: Tx, s: Settling): Promise<boolean> {
  return (await tx.run(sql`
    update matching_review set stage = ${s.stage}, state = ${s.state}, verdict = ${s.verdict}, person_id = ${s.personId}, claimed_by = null, claimed_until = null, version = version + 1
    where run_id = ${s.runId} and row_no = ${s.rowNo} and version = ${s.version} and state = 'waiting' and claimed_by = ${s.reader} and claimed_until > ${s.now}::timestamptz`)) === 1
}

export interface Reading {
  readonly readingId: string
  readonly runId: string
  readonly rowNo: number
  readonly round: number
  readonly stage: 1 | 2 | 3
  readonly reader: string
  readonly verdict: Verdict
  readonly personId: string | null
  readonly reason: string | null
  readonly note: string | null
  readonly at: Instant
}

export async function insertReading(tx: Tx, g: Reading & { readonly appointment: string | null }): Promise<void> {
  await tx.run(sql`insert into matching_reading (reading_id, run_id, row_no, round, stage, reader, appointment, verdict, person_id, reason, note, at)
    values (${g.readingId}, ${g.runId}, ${g.rowNo}, ${g.round}, ${g.stage}, ${g.reader}, ${g.appointment}, ${g.verdict}, ${g.personId}, ${g.reason}, ${g.note}, ${g.at})`)
}

const readingColumns = sql`reading_id as "readingId", run_id as "runId", row_no as "rowNo", round, stage, reader, verdict, person_id as "personId", reason, note, at`

/** What was said of a row in its present round and not taken back. */
export function selectReadings(tx: Tx, runId: string, rowNo: number, round: number): Promise<Reading[]> {
  return tx.many<Reading>(sql`select ${readingColumns} from matching_reading where run_id = ${runId} and row_no = ${rowNo} and round = ${round} and undone_at is null order by stage`)
}

export function selectLastReading(tx: Tx, runId: string, reader: string): Promise<Reading | undefined> {
  return tx.maybe<Reading>(sql`select ${readingColumns} from matching_reading where run_id = ${runId} and reader = ${reader} and undone_at is null order by at desc, reading_id desc limit 1`)
}

export interface Undoing {
  readonly reading: Reading
  readonly now: Instant
  readonly until: Instant
}

/** Takes a reading back and gives the row to its reader again; false when somebody has read it since, holds it now, or the results are known. */
export async function undoReading(tx: Tx, { reading: g, now, until }: Undoing): Promise<boolean> {
  const back = await tx.maybe<{ rowNo: number }>(sql`
    update matching_review v set stage = ${g.stage}, state = 'waiting', verdict = null, person_id = null, claimed_by = ${g.reader}, claimed_until = ${until}, version = version + 1
    where v.run_id = ${g.runId} and v.row_no = ${g.rowNo} and v.round = ${g.round} and (v.claimed_by is null or v.claimed_until <= ${now}::timestamptz or v.claimed_by = ${g.reader})
      and not exists (select from matching_reading o where o.run_id = v.run_id and o.row_no = v.row_no and o.round = v.round and o.stage > ${g.stage} and o.undone_at is null)
      and not exists (select from matching_review_run u where u.run_id = v.run_id and u.published_at is not null)
    returning row_no as "rowNo"`)
  if (!back) return false
  return (await tx.run(sql`update matching_reading set undone_at = ${now} where run_id = ${g.runId} and reading_id = ${g.readingId} and undone_at is null`)) === 1
}

/** The owner has answered: the row is read anew, by anybody. */
export async function reopenRow(tx: Tx, runId: string, rowNo: number): Promise<void> {
  await tx.run(sql`update matching_review set round = round + 1, stage = 1, state = 'waiting', verdict = null, person_id = null, claimed_by = null, claimed_until = null, version = version + 1 where run_id = ${runId} and row_no = ${rowNo} and state = 'done' and verdict = 'ask'`)
}

export interface StoredPair {
  readonly rank: number
  readonly personId: string
  readonly weight: number
  readonly levels: Readonly<Record<string, number>>
  readonly lifeStatus: string
}

export function selectPairsOf(tx: Tx, runId: string, rowNo: number, most: number): Promise<StoredPair[]> {
  return tx.many<StoredPair>(sql`select rank, person_id as "personId", weight, levels, life_status as "lifeStatus" from matching_pair where run_id = ${runId} and row_no = ${rowNo} and rank <= ${most} order by rank`)
}

/** Other rows of the list whose likeliest person is one of these: a list may hold somebody twice. */
export function selectOtherRows(tx: Tx, runId: string, rowNo: number, people: readonly string[]): Promise<{ personId: string; rowNo: number }[]> {
  return tx.many(sql`select person_id as "personId", row_no as "rowNo" from matching_pair where run_id = ${runId} and rank = 1 and row_no <> ${rowNo} and person_id = any(${people}::uuid[]) order by row_no limit 50`)
}

export interface StoredRow {
  readonly fields: Readonly<Record<string, unknown>>
  readonly raw: readonly string[]
}

export function selectRowOf(tx: Tx, listId: string, rowNo: number): Promise<StoredRow | undefined> {
  return tx.maybe<StoredRow>(sql`select fields, raw from matching_row where list_id = ${listId} and row_no = ${rowNo}`)
}

export async function selectModel(tx: Tx, modelId: string, version: number | null): Promise<LinkModel | undefined> {
  return (await tx.maybe<{ model: LinkModel }>(sql`select model from matching_model where model_id = ${modelId} and version = ${version}`))?.model
}

/** Where people live, as the screens of readers say it. The caller logs. */
export function selectHomes(tx: Tx, people: readonly string[]): Promise<{ personId: string; area: string; detail: string }[]> {
  return tx.many(sql`select distinct on (person_id) person_id as "personId", area, detail from residence_public.open_residence where person_id = any(${people}::uuid[]) order by person_id, rank, area, detail`)
}

export interface RunProgressCount {
  readonly total: number
  readonly done: number
  readonly waiting: number
  readonly held: number
  readonly second: number
  readonly third: number
  /** Of those waiting, the ones this reader may take. */
  readonly mine: number
  readonly lastHour: number
}

export function countProgress(tx: Tx, { runId, reader, areas, now }: Omit<Claiming, 'until'>): Promise<RunProgressCount> {
  return tx.one<RunProgressCount>(sql`
    select count(*) as total, count(*) filter (where state = 'done') as done, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'waiting' and claimed_until > ${now}::timestamptz) as held,
      count(*) filter (where state = 'waiting' and stage = 2) as second, count(*) filter (where state = 'waiting' and stage = 3) as third,
      count(*) filter (where state = 'waiting' and (claimed_by is null or claimed_until <= ${now}::timestamptz or claimed_by = ${reader}::uuid) and (${areas}::text[] is null or area = any(${areas}::text[]))
        and not exists (select from matching_reading g where g.run_id = v.run_id and g.row_no = v.row_no and g.round = v.round and g.reader = ${reader}::uuid and g.undone_at is null)) as mine,
      (select count(*) from matching_reading g where g.run_id = ${runId} and g.reader = ${reader}::uuid and g.undone_at is null and g.at > ${now}::timestamptz - interval '1 hour') as "lastHour"
    from matching_review v where run_id = ${runId} and (${areas}::text[] is null or area = any(${areas}::text[]))`)
}

/** Rows read by two or three, and rows of the machine read by people: with the final answer. */
export interface ReadTwice {
  readonly origin: 'review' | 'automatic'
  readonly first: string
  readonly second: string | null
  readonly final: string
  /** What the machine would have said: its likeliest person. */
  readonly machine: string
  readonly weight: number
  readonly decided: boolean
}

export function selectReadTwice(tx: Tx, runId: string): Promise<ReadTwice[]> {
  const said = (g: string) => sql`concat(case ${sql.ident(`${g}.verdict`)} when 'another' then 'same' else ${sql.ident(`${g}.verdict`)} end, ' ', ${sql.ident(`${g}.person_id`)})`
  return tx.many<ReadTwice>(sql`
    select v.origin, ${said('a')} as first, case when b.reading_id is not null then ${said('b')} end as second, ${said('v')} as final, concat('same ', p.person_id) as machine, v.weight, v.verdict in ('same', 'another', 'none') as decided
    from matching_review v join matching_reading a on a.run_id = v.run_id and a.row_no = v.row_no and a.round = v.round and a.stage = 1 and a.undone_at is null
      left join matching_reading b on b.run_id = v.run_id and b.row_no = v.row_no and b.round = v.round and b.stage = 2 and b.undone_at is null
      join matching_pair p on p.run_id = v.run_id and p.row_no = v.row_no and p.rank = 1
    where v.run_id = ${runId} and v.state = 'done'`)
}

/** What readers decided of rows of runs on one version of a model: the weight it gave the likeliest person, and whether it was that person. */
export function selectTaught(tx: Tx, modelId: string, version: number): Promise<{ weight: number; same: boolean }[]> {
  return tx.many(sql`
    select v.weight, v.person_id is not distinct from p.person_id as same
    from matching_run r join matching_review v on v.run_id = r.run_id and v.state = 'done' and v.verdict in ('same', 'another', 'none')
      join matching_pair p on p.run_id = v.run_id and p.row_no = v.row_no and p.rank = 1
    where r.model_id = ${modelId} and r.model_version = ${version} order by v.run_id, v.row_no`)
}

export interface ReviewedRun {
  readonly runId: string
  readonly listId: string
  readonly title: string
  readonly kind: string
  readonly finishedAt: Instant
  readonly publishedAt: Instant | null
  readonly total: number
  readonly waiting: number
}

/** The newest finished run of each list of an organisation, or of lists with rows in these communes. */
export function selectReviewedRuns(tx: Tx, where: { readonly organisation: string | null; readonly areas: readonly string[] | null }): Promise<ReviewedRun[]> {
  return tx.many<ReviewedRun>(sql`
    select r.run_id as "runId", l.list_id as "listId", l.title, l.kind, r.finished_at as "finishedAt", u.published_at as "publishedAt", coalesce(c.total, 0) as total, coalesce(c.waiting, 0) as waiting
    from matching_list l join lateral (select * from matching_run where list_id = l.list_id and status = 'done' order by finished_at desc limit 1) r on true left join matching_review_run u on u.run_id = r.run_id
      left join lateral (select count(*) as total, count(*) filter (where v.state = 'waiting') as waiting from matching_review v where v.run_id = r.run_id and (${where.areas}::text[] is null or v.area = any(${where.areas}::text[]))) c on true
    where l.erased_at is null and l.status <> 'cancelled' and (${where.organisation}::uuid is null or l.organisation_id = ${where.organisation}::uuid) and (${where.areas}::text[] is null or c.total > 0)
    order by coalesce(c.waiting, 0) = 0, r.finished_at desc limit 200`)
}

export function selectReviewRun(tx: Tx, runId: string): Promise<{ preparedAt: Instant; publishedAt: Instant | null } | undefined> {
  return tx.maybe(sql`select prepared_at as "preparedAt", published_at as "publishedAt" from matching_review_run where run_id = ${runId}`)
}
