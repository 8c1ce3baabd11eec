import { sql, type Instant, type Tx } from '../../platform/index.ts'

export type PartyEventKind = 'consent-withdrawn' | 'consent-shortened' | 'client-decided' | 'verification'

/** One thing a relying party is told of, and how the telling went. */
export interface PartyEvent {
  readonly eventId: string
  readonly clientId: string
  readonly kind: PartyEventKind
  readonly told: Readonly<Record<string, unknown>>
  readonly madeAt: Instant
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  readonly nextAt: Instant | null
  readonly lastAt: Instant | null
  readonly lastStatus: number | null
  readonly lastError: string | null
}

const columns = sql`event_id as "eventId", client_id as "clientId", kind, told, made_at as "madeAt", state, attempts, next_at as "nextAt", last_at as "lastAt", last_status as "lastStatus", last_error as "lastError"`

/** False when this was written down before: an event worked off twice is told once. */
export const insertPartyEvent = async (tx: Tx, row: Pick<PartyEvent, 'eventId' | 'clientId' | 'kind' | 'told' | 'madeAt'> & { source: string }): Promise<boolean> =>
  (await tx.run(sql`
    insert into openid_party_event (event_id, client_id, kind, source, told, made_at, next_at)
    values (${row.eventId}, ${row.clientId}, ${row.kind}, ${row.source}, ${sql.json(row.told)}, ${row.madeAt}, ${row.madeAt}) on conflict do nothing`)) === 1

export const partyEventsOf = (tx: Tx, clientId: string, most: number) => tx.many<PartyEvent>(sql`select ${columns} from openid_party_event where client_id = ${clientId} order by made_at desc, event_id desc limit ${most}`)

/** The event of this very attempt, for one sender at a time: nothing where another process holds it, or it was delivered, or tried again meanwhile. */
export const takeAttempt = (tx: Tx, eventId: string, attempt: number) =>
  tx.maybe<PartyEvent>(sql`select ${columns} from openid_party_event where event_id = ${eventId} and state = 'waiting' and attempts = ${attempt} for update skip locked`)

export const attempted = (tx: Tx, eventId: string, went: { state: PartyEvent['state']; at: Instant; status: number | null; error: string | null; nextAt: Instant | null }) =>
  tx.run(sql`
    update openid_party_event set state = ${went.state}, attempts = attempts + 1, last_at = ${went.at}, last_status = ${went.status}, last_error = ${went.error}, next_at = ${went.nextAt} where event_id = ${eventId}`)

/** Once more from the beginning, by hand: what is waiting is not disturbed. */
export const startAgain = async (tx: Tx, clientId: string, eventId: string, at: Instant): Promise<boolean> =>
  (await tx.run(sql`update openid_party_event set state = 'waiting', attempts = 0, next_at = ${at} where event_id = ${eventId} and client_id = ${clientId} and state <> 'waiting'`)) === 1

export const testsSince = async (tx: Tx, clientId: string, since: Instant): Promise<number> =>
  (await tx.one<{ n: number }>(sql`select count(*)::int as n from openid_party_event where client_id = ${clientId} and kind = 'verification' and made_at >= ${since}`)).n

export const dropOldPartyEvents = (tx: Tx, before: Instant) => tx.run(sql`delete from openid_party_event where made_at < ${before}`)
