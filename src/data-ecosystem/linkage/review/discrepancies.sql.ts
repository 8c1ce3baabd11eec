import { sql, type Instant, type PlainDate, type Tx } from '../../../platform/index.ts'

export type DiscrepancyKind = 'dead' | 'left' | 'duplicate' | 'differs' | 'question'
export type DiscrepancyState = 'open' | 'sent' | 'answered' | 'with-register' | 'closed' | 'withdrawn'
export const answers = ['list-corrected', 'list-right', 'removed', 'unknown'] as const
export type DiscrepancyAnswer = (typeof answers)[number]

export interface Discrepancy {
  readonly discrepancyId: string
  readonly runId: string
  readonly listId: string
  readonly rowNo: number
  readonly kind: DiscrepancyKind
  readonly field: string | null
  readonly personId: string | null
  readonly readingId: string | null
  readonly area: string | null
  readonly question: string | null
  readonly state: DiscrepancyState
  readonly openedAt: Instant
  readonly sentAt: Instant | null
  readonly dueOn: PlainDate | null
  readonly remindedAt: Instant | null
  readonly reminders: number
  readonly answer: DiscrepancyAnswer | null
  readonly answerNote: string | null
  readonly answeredAt: Instant | null
  readonly correctionCase: string | null
  readonly outcome: string | null
  readonly version: number
}

const columns = sql`discrepancy_id as "discrepancyId", run_id as "runId", list_id as "listId", row_no as "rowNo", kind, field, person_id as "personId", reading_id as "readingId", area, question, state, opened_at as "openedAt", sent_at as "sentAt", due_on as "dueOn",
  reminded_at as "remindedAt", reminders, answer, answer_note as "answerNote", answered_at as "answeredAt", correction_case as "correctionCase", outcome, version`

export interface Who {
  readonly actorKind: string
  readonly actorPerson: string | null
  readonly appointment: string | null
}

export interface NewQuestion extends Who {
  readonly discrepancyId: string
  readonly runId: string
  readonly listId: string
  readonly rowNo: number
  /** Of the reader who asks; null where the person of the row does. */
  readonly readingId: string | null
  readonly field?: string
  readonly area: string | null
  readonly question: string
  readonly at: Instant
}

export async function openQuestion(tx: Tx, q: NewQuestion): Promise<void> {
  await tx.run(sql`
    with opened as (
      insert into matching_discrepancy (discrepancy_id, run_id, list_id, row_no, kind, field, reading_id, area, question, opened_at)
      values (${q.discrepancyId}, ${q.runId}, ${q.listId}, ${q.rowNo}, 'question', ${q.field ?? null}, ${q.readingId}, ${q.area}, ${q.question}, ${q.at}) on conflict do nothing returning discrepancy_id)
    insert into matching_discrepancy_event (event_id, discrepancy_id, at, kind, actor_kind, actor_person, appointment) select gen_random_uuid(), discrepancy_id, ${q.at}, 'opened', ${q.actorKind}, ${q.actorPerson}, ${q.appointment} from opened`)
}

/** False when the question has gone out already. */
export async function withdrawQuestion(tx: Tx, q: Who & { readonly runId: string; readonly readingId: string; readonly at: Instant }): Promise<boolean> {
  return (await tx.run(sql`
    with gone as (update matching_discrepancy set state = 'withdrawn', version = version + 1 where run_id = ${q.runId} and reading_id = ${q.readingId} and state = 'open' returning discrepancy_id)
    insert into matching_discrepancy_event (event_id, discrepancy_id, at, kind, actor_kind, actor_person, appointment) select gen_random_uuid(), discrepancy_id, ${q.at}, 'withdrawn', ${q.actorKind}, ${q.actorPerson}, ${q.appointment} from gone`)) === 1
}

/** What a run's linked rows and the register say differently, opened once: people who are dead or gone, one person in two rows, facts that differ. */
export async function openDiscrepancies(tx: Tx, d: Who & { readonly runId: string; readonly listId: string; readonly at: Instant; readonly exact: Readonly<Record<'name' | 'birth' | 'gender', number>> }): Promise<number> {
  return tx.run(sql`
    with linked as (
      select d.*, row_number() over (partition by person_id order by row_no) as nth from matching_decided d where run_id = ${d.runId} and zone = 'automatic' and person_id is not null and state <> 'blocked'),
    found as (
      select row_no, person_id, area, 'dead' as kind, null::text as field from linked where life_status in ('deceased', 'declared-dead')
      union all select row_no, person_id, area, 'left', null from linked where life_status in ('left', 'renounced')
      union all select row_no, person_id, area, 'duplicate', null from linked where nth > 1
      union all select row_no, person_id, area, 'differs', f.field from linked cross join lateral (values ('fullName', (levels->>'name')::int, ${d.exact.name}::int), ('birthDate', (levels->>'birth')::int, ${d.exact.birth}::int), ('gender', (levels->>'gender')::int, ${d.exact.gender}::int)) f (field, level, exact)
        where nth = 1 and life_status not in ('deceased', 'declared-dead') and f.level >= 0 and f.level < f.exact),
    opened as (
      insert into matching_discrepancy (discrepancy_id, run_id, list_id, row_no, kind, field, person_id, area, opened_at) select gen_random_uuid(), ${d.runId}::uuid, ${d.listId}::uuid, row_no, kind, field, person_id, area, ${d.at} from found
      on conflict do nothing returning discrepancy_id)
    insert into matching_discrepancy_event (event_id, discrepancy_id, at, kind, actor_kind, actor_person, appointment) select gen_random_uuid(), discrepancy_id, ${d.at}, 'opened', ${d.actorKind}, ${d.actorPerson}, ${d.appointment} from opened`)
}

export function selectDiscrepancy(tx: Tx, discrepancyId: string): Promise<Discrepancy | undefined> {
  return tx.maybe<Discrepancy>(sql`select ${columns} from matching_discrepancy where discrepancy_id = ${discrepancyId}`)
}

export function selectDiscrepancies(tx: Tx, where: { readonly listIds: readonly string[]; readonly states: readonly DiscrepancyState[]; readonly most: number; readonly skip: number }): Promise<(Discrepancy & { total: number })[]> {
  return tx.many(sql`select ${columns}, count(*) over () as total from matching_discrepancy where list_id = any(${where.listIds}::uuid[]) and state = any(${where.states}) order by due_on nulls first, opened_at, row_no, discrepancy_id limit ${where.most} offset ${where.skip}`)
}

export interface DiscrepancyCount {
  readonly listId: string
  readonly state: DiscrepancyState
  readonly n: number
  readonly late: number
}

export function countDiscrepancies(tx: Tx, listIds: readonly string[], today: PlainDate): Promise<DiscrepancyCount[]> {
  return tx.many<DiscrepancyCount>(sql`select list_id as "listId", state, count(*) as n, count(*) filter (where state = 'sent' and due_on < ${today}::date) as late from matching_discrepancy where list_id = any(${listIds}::uuid[]) group by list_id, state`)
}

/** All that is open of a list goes out as one batch, to be answered by a day. */
export function sendOpen(tx: Tx, s: Who & { readonly listId: string; readonly at: Instant; readonly dueOn: PlainDate }): Promise<number> {
  return tx.run(sql`
    with sent as (update matching_discrepancy set state = 'sent', sent_at = ${s.at}, due_on = ${s.dueOn}, version = version + 1 where list_id = ${s.listId} and state = 'open' returning discrepancy_id)
    insert into matching_discrepancy_event (event_id, discrepancy_id, at, kind, actor_kind, actor_person, appointment) select gen_random_uuid(), discrepancy_id, ${s.at}, 'sent', ${s.actorKind}, ${s.actorPerson}, ${s.appointment} from sent`)
}

/** Reminds of everything that is late and was not reminded of on this day. */
export function remindLate(tx: Tx, r: Who & { readonly listId: string; readonly at: Instant; readonly today: PlainDate }): Promise<number> {
  return tx.run(sql`
    with late as (update matching_discrepancy set reminded_at = ${r.at}, reminders = reminders + 1, version = version + 1
      where list_id = ${r.listId} and state = 'sent' and due_on < ${r.today}::date and (reminded_at is null or (reminded_at at time zone 'Asia/Ho_Chi_Minh')::date < ${r.today}::date) returning discrepancy_id)
    insert into matching_discrepancy_event (event_id, discrepancy_id, at, kind, actor_kind, actor_person, appointment) select gen_random_uuid(), discrepancy_id, ${r.at}, 'reminded', ${r.actorKind}, ${r.actorPerson}, ${r.appointment} from late`)
}

export interface DiscrepancyStep extends Who {
  readonly discrepancyId: string
  readonly version?: number
  readonly from: readonly DiscrepancyState[]
  readonly state: DiscrepancyState
  readonly answer?: DiscrepancyAnswer
  readonly answerNote?: string | null
  readonly correctionCase?: string
  readonly outcome?: string
  readonly kind: 'answered' | 'proposed' | 'closed'
  readonly at: Instant
}

/** One step with its line of history; false when it has changed since it was shown. */
export async function takeDiscrepancyStep(tx: Tx, s: DiscrepancyStep): Promise<boolean> {
  const answered = s.answer !== undefined
  return (await tx.run(sql`
    with moved as (
      update matching_discrepancy set state = ${s.state}, answer = coalesce(${s.answer ?? null}::text, answer), answer_note = case when ${answered} then ${s.answerNote ?? null}::text else answer_note end,
        answered_by = case when ${answered} then ${s.actorPerson}::uuid else answered_by end, answered_at = case when ${answered} then ${s.at}::timestamptz else answered_at end,
        correction_case = coalesce(${s.correctionCase ?? null}::uuid, correction_case), outcome = coalesce(${s.outcome ?? null}::text, outcome), version = version + 1
      where discrepancy_id = ${s.discrepancyId} and state = any(${s.from}) and (${s.version ?? null}::int is null or version = ${s.version ?? null}::int) returning discrepancy_id)
    insert into matching_discrepancy_event (event_id, discrepancy_id, at, kind, actor_kind, actor_person, appointment, detail) select gen_random_uuid(), discrepancy_id, ${s.at}, ${s.kind}, ${s.actorKind}, ${s.actorPerson}, ${s.appointment}, ${s.outcome ?? s.answer ?? null} from moved`)) === 1
}

export function selectDiscrepancyOfCase(tx: Tx, caseId: string): Promise<Discrepancy | undefined> {
  return tx.maybe<Discrepancy>(sql`select ${columns} from matching_discrepancy where correction_case = ${caseId} and state = 'with-register'`)
}
