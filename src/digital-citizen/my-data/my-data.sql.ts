import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { Concern, Finding } from './words.ts'

/** Short names of organisations, also of those that no longer exist. */
export async function namesOfOrganisations(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.many<{ id: string; name: string }>(sql`
    select organisation_id as id, name from organisations_public.organisation where organisation_id = any(${ids}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The organisation and those above it, nearest first. */
export async function chainAbove(tx: Tx, organisationId: string): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`
    with recursive above as (
      select organisation_id as id, parent_id, 0 as step from organisations_public.organisation where organisation_id = ${organisationId}
      union all select o.organisation_id, o.parent_id, above.step + 1 from above join organisations_public.organisation o on o.organisation_id = above.parent_id where above.step < 10)
    select id from above order by step`)
  return rows.map((row) => row.id)
}

export interface QuestionRow {
  readonly questionId: string
  readonly code: string
  readonly logId: string
  readonly about: string
  readonly askedBy: string
  readonly organisationId: string | null
  readonly concern: Concern
  readonly note: string
  readonly askedAt: Instant
  readonly receiveBy: PlainDate
  readonly answerBy: PlainDate
  readonly receivedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly finding: Finding | null
  readonly answer: string | null
  readonly namesOfficer: boolean
}

const questions = sql`
  select q.question_id as "questionId", q.code, q.log_id as "logId", q.about, q.asked_by as "askedBy", q.organisation_id as "organisationId", q.concern, q.note,
    q.asked_at as "askedAt", q.receive_by as "receiveBy", q.answer_by as "answerBy", r.at as "receivedAt", a.at as "answeredAt", a.finding, a.text as answer,
    coalesce(a.names_officer, false) as "namesOfficer"
  from access_question q
  left join access_question_step r on r.question_id = q.question_id and r.kind = 'received'
  left join access_question_step a on a.question_id = q.question_id and a.kind = 'answered'`

export interface NewQuestion {
  readonly questionId: string
  readonly code: string
  readonly logId: string
  readonly about: string
  readonly askedBy: string
  readonly filedByAppointment: string | null
  readonly organisationId: string | null
  readonly concern: Concern
  readonly note: string
  readonly askedAt: Instant
  readonly receiveBy: PlainDate
  readonly answerBy: PlainDate
}

/** Asks once: the same person about the same reading again changes nothing. */
export async function insertQuestion(tx: Tx, q: NewQuestion): Promise<void> {
  await tx.run(sql`
    insert into access_question (question_id, code, log_id, about, asked_by, filed_by_appointment, organisation_id, concern, note, asked_at, receive_by, answer_by)
    values (${q.questionId}, ${q.code}, ${q.logId}, ${q.about}, ${q.askedBy}, ${q.filedByAppointment}, ${q.organisationId}, ${q.concern}, ${q.note},
            ${q.askedAt}, ${q.receiveBy}, ${q.answerBy})
    on conflict do nothing`)
}

export function findAsked(tx: Tx, logId: string, about: string, askedBy: string): Promise<QuestionRow | undefined> {
  return tx.maybe<QuestionRow>(sql`${questions} where q.log_id = ${logId} and q.about = ${about} and q.asked_by = ${askedBy}`)
}

export function findQuestion(tx: Tx, questionId: string): Promise<QuestionRow | undefined> {
  return tx.maybe<QuestionRow>(sql`${questions} where q.question_id = ${questionId}`)
}

export function questionsBy(tx: Tx, personId: string): Promise<QuestionRow[]> {
  return tx.many<QuestionRow>(sql`${questions} where q.asked_by = ${personId} order by q.asked_at desc`)
}

/** Questions for an organisation, those below it and the operator's own, open ones first, oldest promise first. */
export function questionsFor(tx: Tx, organisationId: string, limit: number): Promise<QuestionRow[]> {
  return tx.many<QuestionRow>(sql`
    with recursive mine as (
      select organisation_id as id from organisations_public.organisation where organisation_id = ${organisationId}
      union select o.organisation_id from mine join organisations_public.organisation o on o.parent_id = mine.id)
    ${questions} where q.organisation_id in (select id from mine) or q.organisation_id = ${organisationId} or q.organisation_id is null
    order by a.at is not null, q.answer_by, q.asked_at limit ${limit}`)
}

export interface NewStep {
  readonly questionId: string
  readonly kind: 'received' | 'answered'
  readonly at: Instant
  readonly byAppointment: string
  readonly finding: Finding | null
  readonly text: string | null
  readonly namesOfficer: boolean
}

/** False when that step was already taken. */
export async function insertStep(tx: Tx, s: NewStep): Promise<boolean> {
  return (await tx.run(sql`
    insert into access_question_step (question_id, kind, at, by_appointment, finding, text, names_officer)
    values (${s.questionId}, ${s.kind}, ${s.at}, ${s.byAppointment}, ${s.finding}, ${s.text}, ${s.namesOfficer}) on conflict do nothing`)) === 1
}
