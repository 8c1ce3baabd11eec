import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { Found } from './odd-rules.sql.ts'
import type { OddRule } from './rules.ts'

export type Finding = 'lawful' | 'mistake' | 'unlawful'

export interface OddReading extends Omit<Found, 'logIds'> {
  readonly findingId: string
  readonly rule: OddRule
  readonly day: PlainDate
  readonly foundAt: Instant
  readonly answerBy: PlainDate
  readonly askedAt: Instant | null
  readonly question: string | null
  readonly reasonAt: Instant | null
  readonly reason: string | null
  readonly closedAt: Instant | null
  readonly finding: Finding | null
  readonly conclusion: string | null
}

const columns = sql`o.finding_id as "findingId", o.rule, o.day, o.officer_person as officer, o.appointment_id as "appointmentId", o.organisation_id as "organisationId", o.role, o.readings, o.people, o.usual::float8 as usual,
  o.found_at as "foundAt", o.answer_by as "answerBy", a.at as "askedAt", a.text as question, g.at as "reasonAt", g.text as reason, c.at as "closedAt", c.finding, c.text as conclusion`
const withSteps = sql`from odd_reading o left join odd_reading_step a on a.finding_id = o.finding_id and a.kind = 'asked'
  left join odd_reading_step g on g.finding_id = o.finding_id and g.kind = 'reason' left join odd_reading_step c on c.finding_id = o.finding_id and c.kind = 'closed'`

/** Keeps what was found; counts follow the day while the finding is open. True when it is new. */
export async function keepFinding(tx: Tx, findingId: string, found: Found, day: PlainDate, at: Instant, answerBy: PlainDate): Promise<boolean> {
  const kept = await tx.many<{ fresh: boolean }>(sql`
    insert into odd_reading (finding_id, rule, day, officer_person, appointment_id, organisation_id, role, readings, people, log_ids, usual, found_at, answer_by)
    values (${findingId}, ${found.rule}, ${day}, ${found.officer}, ${found.appointmentId}, ${found.organisationId}, ${found.role}, ${found.readings}, ${found.people}, ${found.logIds}, ${found.usual}, ${at}, ${answerBy})
    on conflict (rule, day, appointment_id) do update set readings = excluded.readings, people = excluded.people, log_ids = excluded.log_ids, usual = excluded.usual, found_at = excluded.found_at
      where odd_reading.readings < excluded.readings and not exists (select from odd_reading_step s where s.finding_id = odd_reading.finding_id and s.kind = 'closed')
    returning xmax = 0 as fresh`)
  return kept[0]?.fresh ?? false
}

/** Findings about these bodies, open ones first, newest day first. */
export function selectFindings(tx: Tx, organisations: readonly string[], most: number): Promise<OddReading[]> {
  return tx.many<OddReading>(sql`select ${columns} ${withSteps} where o.organisation_id = any(${organisations}::uuid[]) order by c.at is not null, o.day desc, o.rule, o.finding_id limit ${most}`)
}

export function findFinding(tx: Tx, findingId: string): Promise<(OddReading & { logIds: string[] }) | undefined> {
  return tx.maybe(sql`select ${columns}, o.log_ids as "logIds" ${withSteps} where o.finding_id = ${findingId}`)
}

/** What an officer was asked about and has not answered, or answered lately. */
export function selectAskedOf(tx: Tx, officer: string, most: number): Promise<OddReading[]> {
  return tx.many<OddReading>(sql`select ${columns} ${withSteps} where o.officer_person = ${officer} and a.at is not null order by g.at is not null, a.at desc limit ${most}`)
}

export interface NewStep {
  readonly findingId: string
  readonly kind: 'asked' | 'reason' | 'closed'
  readonly at: Instant
  readonly byPerson: string
  readonly byAppointment: string
  readonly finding: Finding | null
  readonly text: string | null
}

/** False when that step was taken before. */
export async function insertStep(tx: Tx, s: NewStep): Promise<boolean> {
  return (await tx.run(sql`insert into odd_reading_step (finding_id, kind, at, by_person, by_appointment, finding, text)
    values (${s.findingId}, ${s.kind}, ${s.at}, ${s.byPerson}, ${s.byAppointment}, ${s.finding}, ${s.text}) on conflict do nothing`)) === 1
}

export interface ReadingLine {
  readonly logId: string
  readonly at: Instant
  readonly register: string
  readonly kind: 'open' | 'list' | 'search'
  readonly fields: readonly string[]
  readonly people: number
  readonly purposeText: string | null
  readonly purposeCode: string
  readonly dossierId: string | null
  readonly refused: boolean
  /** Written by the officer afterwards. */
  readonly reason: string | null
}

const line = sql`r.log_id as "logId", r.at, r.register, r.kind, r.fields, cardinality(r.subjects) as people, r.purpose_text as "purposeText", r.purpose_code as "purposeCode", r.dossier_id as "dossierId", r.outcome = 'refused' as refused, w.text as reason`

export function selectReadings(tx: Tx, logIds: readonly string[]): Promise<ReadingLine[]> {
  return tx.many<ReadingLine>(sql`select ${line} from unnest(${logIds}::uuid[]) i(id) join trail_public.officer_reading r on r.log_id = i.id left join reading_reason w on w.log_id = r.log_id order by r.at, r.log_id`)
}

/** One officer's readings of others in [from, until), newest first. */
export function selectOwnReadings(tx: Tx, officer: string, from: Instant, until: Instant, most: number): Promise<ReadingLine[]> {
  return tx.many<ReadingLine>(sql`select ${line} from trail_public.officer_reading r left join reading_reason w on w.log_id = r.log_id
    where r.actor_person = ${officer} and r.at >= ${from} and r.at < ${until} and (r.kind = 'search' or r.subjects <> array[r.actor_person]) order by r.at desc, r.log_id desc limit ${most}`)
}

/** Whose reading it is; nothing for what is no officer's. */
export function selectReader(tx: Tx, logId: string): Promise<{ officer: string; dossierId: string | null } | undefined> {
  return tx.maybe(sql`select actor_person as officer, dossier_id as "dossierId" from trail_public.officer_reading where log_id = ${logId}`)
}

export async function insertReason(tx: Tx, r: { logId: string; byPerson: string; byAppointment: string; at: Instant; text: string }): Promise<boolean> {
  return (await tx.run(sql`insert into reading_reason (log_id, by_person, by_appointment, at, text) values (${r.logId}, ${r.byPerson}, ${r.byAppointment}, ${r.at}, ${r.text}) on conflict do nothing`)) === 1
}

/** An organisation and those below it. */
export async function organisationsBelow(tx: Tx, organisationId: string): Promise<string[]> {
  const found = await tx.many<{ id: string }>(sql`
    with recursive mine as (select ${organisationId}::uuid as id union select o.organisation_id from mine join organisations_public.organisation o on o.parent_id = mine.id) select id from mine`)
  return found.map(({ id }) => id)
}

export async function shortNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.many<{ id: string; name: string }>(sql`select organisation_id as id, coalesce(short_name, name) as name from organisations_public.organisation where organisation_id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
