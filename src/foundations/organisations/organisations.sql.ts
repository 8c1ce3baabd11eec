import type { PlainDate } from '../../kernel/plain-date.ts'
import { sql, type Actor, type Instant, type Tx } from '../../platform/index.ts'
import type { Appointment, Organisation, Post } from './organisation.ts'

type Row<T> = { -readonly [K in keyof T]: T[K] }

const organisationFields = sql`o.organisation_id as "id", o.unit_code as "unitCode", o.name, o.short_name as "shortName", o.kind, o.area_code as "areaCode",
  o.parent_id as "parentId", o.address, o.phone, o.valid_from as "from", o.valid_to as "to"`
const postFields = sql`p.post_id as "id", p.organisation_id as "organisationId", p.title, p.role, p.areas, p.sole, p.valid_from as "from", p.valid_to as "to"`
const inForce = (alias: 'o' | 'p' | 'a', on: PlainDate) => sql`${sql.ident(`${alias}.valid_from`)} <= ${on} and (${sql.ident(`${alias}.valid_to`)} is null or ${sql.ident(`${alias}.valid_to`)} > ${on})`
const overlaps = (alias: 'o' | 'a', from: PlainDate, to: PlainDate | null) =>
  sql`daterange(${sql.ident(`${alias}.valid_from`)}, ${sql.ident(`${alias}.valid_to`)}) && daterange(${from}::date, ${to}::date)`

/** Who wrote a row, without what only the session knows. */
const byWhom = (actor: Actor) => sql.json(actor.kind === 'officer' ? { kind: actor.kind, personId: actor.personId, appointmentId: actor.appointmentId } : actor)

export function selectOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  return tx.maybe<Row<Organisation>>(sql`select ${organisationFields} from organisation o where o.organisation_id = ${id}`)
}

/** The body of that kind for the nearest of these units, nearest first. */
export function selectOrganisationFor(tx: Tx, areaCodes: readonly string[], kind: string, on: PlainDate): Promise<Organisation | undefined> {
  return tx.maybe<Row<Organisation>>(sql`
    select ${organisationFields} from organisation o
    where o.kind = ${kind} and o.area_code = any(${areaCodes}::text[]) and ${inForce('o', on)}
    order by array_position(${areaCodes}::text[], o.area_code), o.unit_code limit 1`)
}

export function selectOrganisations(tx: Tx, areaCodes: readonly string[] | null, kind: string | null, on: PlainDate): Promise<Organisation[]> {
  return tx.many<Row<Organisation>>(sql`
    select ${organisationFields} from organisation o
    where (${areaCodes}::text[] is null or o.area_code = any(${areaCodes}::text[])) and (${kind}::text is null or o.kind = ${kind}) and ${inForce('o', on)}
    order by o.unit_code`)
}

/** What stands in the way of a new organisation in that time: the same identifier, or the one body of its kind. */
export function selectRivals(tx: Tx, organisation: Organisation): Promise<{ unitCode: string; kind: string; areaCode: string }[]> {
  const { unitCode, kind, areaCode, from, to } = organisation
  return tx.many(sql`
    select o.unit_code as "unitCode", o.kind, o.area_code as "areaCode" from organisation o
    where (o.unit_code = ${unitCode} or (o.kind = ${kind} and o.area_code = ${areaCode})) and ${overlaps('o', from, to)}`)
}

export async function insertOrganisation(tx: Tx, o: Organisation, at: Instant, actor: Actor): Promise<void> {
  await tx.run(sql`
    insert into organisation (organisation_id, unit_code, name, short_name, kind, area_code, parent_id, address, phone, valid_from, valid_to, recorded_at, recorded_by)
    values (${o.id}, ${o.unitCode}, ${o.name}, ${o.shortName}, ${o.kind}, ${o.areaCode}, ${o.parentId}, ${o.address}, ${o.phone}, ${o.from}, ${o.to}, ${at}, ${byWhom(actor)}::jsonb)`)
}

export async function updateOrganisationEnd(tx: Tx, id: string, on: PlainDate): Promise<void> {
  await tx.run(sql`update organisation set valid_to = ${on} where organisation_id = ${id}`)
  await tx.run(sql`update post set valid_to = ${on} where organisation_id = ${id} and (valid_to is null or valid_to > ${on}) and valid_from < ${on}`)
}

export function selectPost(tx: Tx, id: string): Promise<Post | undefined> {
  return tx.maybe<Row<Post>>(sql`select ${postFields} from post p where p.post_id = ${id}`)
}

/** The same, held until the end of the transaction: two appointments to one post are decided one after the other. */
export function lockPost(tx: Tx, id: string): Promise<Post | undefined> {
  return tx.maybe<Row<Post>>(sql`select ${postFields} from post p where p.post_id = ${id} for no key update`)
}

export function selectPosts(tx: Tx, organisationId: string, on: PlainDate): Promise<Post[]> {
  return tx.many<Row<Post>>(sql`select ${postFields} from post p where p.organisation_id = ${organisationId} and ${inForce('p', on)} order by p.title, p.post_id`)
}

export async function insertPost(tx: Tx, p: Post, at: Instant, actor: Actor): Promise<void> {
  await tx.run(sql`
    insert into post (post_id, organisation_id, title, role, areas, sole, valid_from, valid_to, recorded_at, recorded_by)
    values (${p.id}, ${p.organisationId}, ${p.title}, ${p.role}, ${p.areas}, ${p.sole}, ${p.from}, ${p.to}, ${at}, ${byWhom(actor)}::jsonb)`)
}

/** Who holds the post at some time between the two days. */
export function selectHolders(tx: Tx, postId: string, from: PlainDate, to: PlainDate | null): Promise<{ personId: string }[]> {
  return tx.many(sql`select a.person_id as "personId" from appointment a where a.post_id = ${postId} and ${overlaps('a', from, to)}`)
}

export async function insertAppointment(tx: Tx, a: Appointment, at: Instant, actor: Actor): Promise<void> {
  await tx.run(sql`
    insert into appointment (appointment_id, post_id, sole, person_id, sensitive, decision_number, valid_from, valid_to, recorded_at, recorded_by)
    values (${a.appointmentId}, ${a.post.id}, ${a.post.sole}, ${a.personId}, ${a.sensitive}, ${a.decisionNumber}, ${a.from}, ${a.to}, ${at}, ${byWhom(actor)}::jsonb)`)
}

export async function updateAppointmentEnd(tx: Tx, id: string, on: PlainDate, decisionNumber: string, at: Instant, actor: Actor): Promise<void> {
  await tx.run(sql`
    update appointment set valid_to = ${on}, end_decision_number = ${decisionNumber}, ended_at = ${at}, ended_by = ${byWhom(actor)}::jsonb
    where appointment_id = ${id}`)
}

const appointments = sql`
  select a.appointment_id as "appointmentId", a.person_id as "personId", p.organisation_id as "organisationId", p.role, p.areas, a.sensitive,
    a.decision_number as "decisionNumber", a.valid_from as "from", a.valid_to as "to",
    (select to_jsonb(x) from (select ${postFields}) x) as post, (select to_jsonb(y) from (select ${organisationFields}) y) as organisation
  from appointment a join post p using (post_id) join organisation o using (organisation_id)`

export function selectAppointment(tx: Tx, id: string): Promise<Appointment | undefined> {
  return tx.maybe<Row<Appointment>>(sql`${appointments} where a.appointment_id = ${id}`)
}

export function selectAppointmentsOf(tx: Tx, personId: string, on: PlainDate): Promise<Appointment[]> {
  return tx.many<Row<Appointment>>(sql`${appointments} where a.person_id = ${personId} and ${inForce('a', on)} and ${inForce('p', on)} and ${inForce('o', on)} order by a.valid_from, a.appointment_id`)
}

export function selectOfficersOf(tx: Tx, organisationId: string, on: PlainDate): Promise<Appointment[]> {
  return tx.many<Row<Appointment>>(sql`${appointments} where p.organisation_id = ${organisationId} and ${inForce('a', on)} and ${inForce('p', on)} order by p.title, a.valid_from, a.appointment_id`)
}

/** Who holds a post of one of these roles in a body of one of these units. */
export function selectOfficersIn(tx: Tx, areaCodes: readonly string[], roles: readonly string[], on: PlainDate): Promise<Appointment[]> {
  return tx.many<Row<Appointment>>(sql`${appointments} where o.area_code = any(${areaCodes}::text[]) and p.role = any(${roles}::text[]) and ${inForce('a', on)} and ${inForce('p', on)} and ${inForce('o', on)} order by o.area_code, p.role, p.title, a.appointment_id`)
}

export function selectHoldersOf(tx: Tx, roles: readonly string[], on: PlainDate): Promise<Appointment[]> {
  return tx.many<Row<Appointment>>(sql`${appointments} where p.role = any(${roles}::text[]) and ${inForce('a', on)} and ${inForce('p', on)} and ${inForce('o', on)} order by a.appointment_id limit 1000`)
}

/** Appointments to posts of an organisation that would outlast that day. */
export function selectLastingAppointments(tx: Tx, organisationId: string, on: PlainDate): Promise<Appointment[]> {
  return tx.many<Row<Appointment>>(sql`${appointments} where p.organisation_id = ${organisationId} and (a.valid_to is null or a.valid_to > ${on}) order by a.appointment_id`)
}
