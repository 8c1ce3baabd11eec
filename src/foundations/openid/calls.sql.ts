import { sql, type Instant, type Tx } from '../../platform/index.ts'

/** One call of a relying party, without anything about a person. */
export interface Call {
  readonly callId: string
  readonly at: Instant
  readonly clientId: string
  readonly requestId: string
  readonly endpoint: string
  readonly status: number
  readonly error: string | null
  readonly milliseconds: number
  readonly purpose: string | null
  readonly fields: readonly string[]
  /** By which of its keys the party proved itself. */
  readonly keyId?: string | null
}

export const insertCall = (tx: Tx, row: Call) =>
  tx.last(sql`
    insert into openid_call (call_id, at, client_id, request_id, endpoint, status, error, milliseconds, purpose, fields, key_id)
    values (${row.callId}, ${row.at}, ${row.clientId}, ${row.requestId}, ${row.endpoint}, ${row.status}, ${row.error}, ${row.milliseconds}, ${row.purpose}, ${[...row.fields]}, ${row.keyId ?? null})`)

export const callsOf = (tx: Tx, clientId: string, onlyFailed: boolean, most: number) =>
  tx.many<Call>(sql`
    select call_id as "callId", at, client_id as "clientId", request_id as "requestId", endpoint, status, error, milliseconds, purpose, fields from openid_call
    where client_id = ${clientId} ${onlyFailed ? sql`and error is not null` : sql.empty} order by at desc limit ${most}`)

export interface Usage { readonly endpoint: string; readonly times: number; readonly failed: number; readonly slowest: number; readonly middle: number }

export const usageOf = (tx: Tx, clientId: string, since: Instant) =>
  tx.many<Usage>(sql`
    select endpoint, count(*) as times, count(error) as failed, max(milliseconds) as slowest, percentile_disc(0.5) within group (order by milliseconds) as middle
    from openid_call where client_id = ${clientId} and at >= ${since} group by endpoint order by count(*) desc`)

export const fieldsUsed = (tx: Tx, clientId: string, since: Instant) =>
  tx.many<{ purpose: string; field: string; times: number }>(sql`
    select purpose, f as field, count(*) as times from openid_call cross join unnest(fields) f where client_id = ${clientId} and at >= ${since} and purpose is not null group by 1, 2`)

export const failedProofs = async (tx: Tx, clientId: string, since: Instant): Promise<number> =>
  (await tx.one<{ n: number }>(sql`select count(*)::int as n from openid_call where client_id = ${clientId} and at >= ${since} and error = 'invalid_client'`)).n

export const keysLastUsed = (tx: Tx, clientId: string) => tx.many<{ keyId: string; at: Instant }>(sql`select key_id as "keyId", max(at) as at from openid_call where client_id = ${clientId} and key_id is not null group by key_id`)

export const dropOldCalls = (tx: Tx, before: Instant) => tx.run(sql`delete from openid_call where at < ${before}`)

export const callsKeptDays = 90
