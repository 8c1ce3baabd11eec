import { sql, type Instant, type OutboxPlace, type PlainDate, type Tx } from '../../platform/index.ts'

export interface FeedEvent {
  readonly position: number
  readonly type: string
  readonly at: Instant
  readonly people: readonly string[]
  /** The legal act it came of; null for an event that came before acts were kept beside it. */
  readonly actId: string | null
}

/** One sequencer at a time in the whole database. */
export async function lockPlacing(tx: Tx): Promise<boolean> {
  return (await tx.one<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(46284) as locked`)).locked
}

export function findState(tx: Tx): Promise<(OutboxPlace & { cluster: string }) | undefined> {
  return tx.maybe(sql`select cluster, taken_in::text as "writtenIn", taken_position as position from feed_state`)
}

export async function keepState(tx: Tx, cluster: string, place: OutboxPlace): Promise<void> {
  await tx.run(sql`insert into feed_state (cluster, taken_in, taken_position) values (${cluster}, ${place.writtenIn}::xid8, ${place.position})
    on conflict (singleton) do update set cluster = excluded.cluster, taken_in = excluded.taken_in, taken_position = excluded.taken_position`)
}

/** Gives the next places, in the order given; events that have one keep it. */
export async function appendEvents(tx: Tx, events: readonly { id: string; type: string; at: Instant; people: readonly string[]; actId: string | null }[]): Promise<number> {
  return tx.run(sql`
    insert into feed_event (position, event_id, type, people, occurred_at, act_id)
    select (select coalesce(max(position), 0) from feed_event) + row_number() over (order by e.n), e.id, e.type, e.people, e.at, e.act_id
    from (select n, (j->>'id')::uuid as id, j->>'type' as type, array(select jsonb_array_elements_text(j->'people')::uuid) as people, (j->>'at')::timestamptz as at, (j->>'actId')::uuid as act_id
      from jsonb_array_elements(${sql.json(events)}::jsonb) with ordinality as x(j, n)) e
    where not exists (select from feed_event f where f.event_id = e.id)`)
}

export function selectEvents(tx: Tx, after: number, types: readonly string[] | null, limit: number): Promise<FeedEvent[]> {
  return tx.many<FeedEvent>(sql`select position, type, occurred_at as at, people, act_id as "actId" from feed_event where position > ${after} and (${types}::text[] is null or type = any(${types}::text[])) order by position limit ${limit}`)
}

export async function lastPosition(tx: Tx): Promise<number> {
  return (await tx.one<{ last: number }>(sql`select coalesce(max(position), 0) as last from feed_event`)).last
}

/** Of these people, those found in one of these areas today. Not logged: says nothing about them but where to look. */
export async function selectWithin(tx: Tx, people: readonly string[], areas: readonly string[]): Promise<string[]> {
  if (people.length === 0) return []
  return (await tx.many<{ id: string }>(sql`select person_id as id from population_public.current_person where person_id = any(${people}::uuid[]) and areas && ${areas}`)).map(({ id }) => id)
}

export interface Consumer {
  readonly consumerId: string
  readonly clientId: string
  readonly name: string
  readonly publicKey: object
  readonly purposeCode: string
  readonly purposeBasis: string
  readonly purposeText: string
  readonly types: readonly string[]
  readonly fields: readonly string[]
  readonly areas: readonly string[]
  readonly decision: string
  readonly from: PlainDate
  readonly to: PlainDate | null
}

const consumer = sql`consumer_id as "consumerId", client_id as "clientId", name, public_key as "publicKey", purpose_code as "purposeCode", purpose_basis as "purposeBasis", purpose_text as "purposeText",
  types, fields, areas, decision, valid_from as "from", valid_to as "to"`

export function findConsumer(tx: Tx, clientId: string, on: PlainDate): Promise<Consumer | undefined> {
  return tx.maybe<Consumer>(sql`select ${consumer} from feed_consumer where client_id = ${clientId} and valid_from <= ${on} and (valid_to is null or valid_to > ${on}) order by valid_from desc limit 1`)
}

/** False when this system has a right in force. */
export async function insertConsumer(tx: Tx, c: Consumer, at: Instant, by: object): Promise<boolean> {
  return (await tx.run(sql`
    insert into feed_consumer (consumer_id, client_id, name, public_key, purpose_code, purpose_basis, purpose_text, types, fields, areas, decision, valid_from, valid_to, recorded_at, recorded_by)
    values (${c.consumerId}, ${c.clientId}, ${c.name}, ${sql.json(c.publicKey)}, ${c.purposeCode}, ${c.purposeBasis}, ${c.purposeText}, ${c.types}, ${c.fields}, ${c.areas}, ${c.decision}, ${c.from}, ${c.to}, ${at}, ${sql.json(by)})
    on conflict (client_id) where valid_to is null do nothing`)) === 1
}

export async function endConsumer(tx: Tx, clientId: string, on: PlainDate): Promise<boolean> {
  return (await tx.run(sql`update feed_consumer set valid_to = greatest(valid_from, ${on}::date) where client_id = ${clientId} and (valid_to is null or valid_to > ${on}::date)`)) > 0
}

export interface Export {
  readonly exportId: string
  readonly recipient: string
  readonly purposeCode: string
  readonly purposeBasis: string
  readonly purposeText: string
  readonly decision: string
  readonly fields: readonly string[]
  readonly area: string
  readonly startedAt: Instant
}

export async function insertExport(tx: Tx, e: Export, by: object): Promise<void> {
  await tx.run(sql`insert into bulk_export (export_id, recipient, purpose_code, purpose_basis, purpose_text, decision, fields, area, started_at, started_by)
    values (${e.exportId}, ${e.recipient}, ${e.purposeCode}, ${e.purposeBasis}, ${e.purposeText}, ${e.decision}, ${e.fields}, ${e.area}, ${e.startedAt}, ${sql.json(by)})`)
}

export function findExport(tx: Tx, exportId: string): Promise<(Export & { ended: boolean }) | undefined> {
  return tx.maybe(sql`select e.export_id as "exportId", e.recipient, e.purpose_code as "purposeCode", e.purpose_basis as "purposeBasis", e.purpose_text as "purposeText", e.decision, e.fields, e.area, e.started_at as "startedAt",
    exists (select from bulk_export_end d where d.export_id = e.export_id) as ended from bulk_export e where e.export_id = ${exportId}`)
}

export async function insertExportEnd(tx: Tx, e: { exportId: string; at: Instant; people: number; bytes: number; sha256: string }): Promise<boolean> {
  return (await tx.run(sql`insert into bulk_export_end (export_id, finished_at, people, bytes, sha256) values (${e.exportId}, ${e.at}, ${e.people}, ${e.bytes}, ${e.sha256}) on conflict do nothing`)) === 1
}

/** The next people of an area by id: a walk that ends, however the register changes meanwhile. */
export async function selectPeopleOf(tx: Tx, area: string, after: string, limit: number): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`select person_id as id from population_public.current_person where areas @> ${[area]} and person_id > ${after} order by person_id limit ${limit}`)).map(({ id }) => id)
}

export async function countPeopleOf(tx: Tx, area: string): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*)::int as n from population_public.current_person where areas @> ${[area]}`)).n
}

/** Newest first: whose mark a leaked line may bear. */
export async function selectExportIds(tx: Tx, most: number): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`select export_id as id from bulk_export order by started_at desc limit ${most}`)).map(({ id }) => id)
}
