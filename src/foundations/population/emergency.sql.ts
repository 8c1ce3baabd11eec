import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'

export interface StoredEmergency {
  readonly readingId: string
  readonly personId: string
  readonly ground: string
  readonly reason: string
  readonly openedBy: string
  readonly appointmentId: string
  readonly organisationId: string
  readonly openedAt: Instant
  readonly endsAt: Instant
  readonly toldOn: PlainDate
  readonly reviewBy: PlainDate
}

export interface StoredReview {
  readonly reviewedAt: Instant | null
  readonly reviewedBy: string | null
  readonly finding: 'justified' | 'not-justified' | null
  readonly text: string | null
}

const columns = sql`e.reading_id as "readingId", e.person_id as "personId", e.ground, e.reason, e.opened_by as "openedBy", e.appointment_id as "appointmentId", e.organisation_id as "organisationId",
  e.opened_at as "openedAt", e.ends_at as "endsAt", e.told_on as "toldOn", e.review_by as "reviewBy"`
const reviewed = sql`select ${columns}, r.reviewed_at as "reviewedAt", r.reviewed_by as "reviewedBy", r.finding, r.text from emergency_reading e left join emergency_reading_review r on r.reading_id = e.reading_id`

/** False when this command opened one before. */
export async function insertEmergency(tx: Tx, e: StoredEmergency, commandId: string): Promise<boolean> {
  return (await tx.run(sql`
    insert into emergency_reading (reading_id, person_id, ground, reason, opened_by, appointment_id, organisation_id, opened_at, ends_at, told_on, review_by, command_id)
    values (${e.readingId}, ${e.personId}, ${e.ground}, ${e.reason}, ${e.openedBy}, ${e.appointmentId}, ${e.organisationId}, ${e.openedAt}, ${e.endsAt}, ${e.toldOn}, ${e.reviewBy}, ${commandId})
    on conflict (command_id) do nothing`)) === 1
}

export function findEmergencyOfCommand(tx: Tx, commandId: string): Promise<StoredEmergency | undefined> {
  return tx.maybe<StoredEmergency>(sql`select ${columns} from emergency_reading e where e.command_id = ${commandId}`)
}

/** What this officer has open now of this person. */
export function findOpenEmergency(tx: Tx, personId: string, appointmentId: string, now: Instant): Promise<StoredEmergency | undefined> {
  return tx.maybe<StoredEmergency>(sql`select ${columns} from emergency_reading e
    where e.person_id = ${personId} and e.appointment_id = ${appointmentId} and e.opened_at <= ${now} and e.ends_at > ${now} order by e.ends_at desc limit 1`)
}

export function findEmergency(tx: Tx, readingId: string): Promise<(StoredEmergency & StoredReview) | undefined> {
  return tx.maybe(sql`${reviewed} where e.reading_id = ${readingId}`)
}

/** Of these organisations, those not reviewed first, oldest promise first. */
export function selectEmergencies(tx: Tx, organisations: readonly string[], most: number): Promise<(StoredEmergency & StoredReview)[]> {
  return tx.many(sql`${reviewed} where e.organisation_id = any(${organisations}::uuid[]) order by r.reviewed_at is not null, e.review_by, e.opened_at desc limit ${most}`)
}

/** False when somebody has reviewed it. */
export async function insertReview(tx: Tx, r: { readingId: string; reviewedBy: string; appointmentId: string; at: Instant; finding: string; text: string }): Promise<boolean> {
  return (await tx.run(sql`
    insert into emergency_reading_review (reading_id, reviewed_by, appointment_id, reviewed_at, finding, text) values (${r.readingId}, ${r.reviewedBy}, ${r.appointmentId}, ${r.at}, ${r.finding}, ${r.text}) on conflict do nothing`)) === 1
}

/** An organisation and those below it. */
export async function organisationsBelow(tx: Tx, organisationId: string): Promise<string[]> {
  const found = await tx.many<{ id: string }>(sql`
    with recursive mine as (select ${organisationId}::uuid as id union select o.organisation_id from mine join organisations_public.organisation o on o.parent_id = mine.id) select id from mine`)
  return found.map(({ id }) => id)
}
