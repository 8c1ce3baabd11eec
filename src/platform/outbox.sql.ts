import { newId } from '../kernel/ids.ts'
import type { EnqueuedJob, Instant, PublishedEvent } from './context.ts'
import type { Tx } from './database.ts'
import { sql } from './sql.ts'
import type { StoredEvent } from './subscriptions.ts'

/** Writes events into the outbox of this transaction, at its end, and returns them with their ids. */
export function insertEvents(tx: Tx, events: readonly PublishedEvent[], now: Instant): StoredEvent[] {
  const stored = events.map((event) => ({ id: newId(), ...event }))
  tx.last(sql`
    insert into outbox (event_id, type, subject_id, payload, occurred_at)
    select (e->>'id')::uuid, e->>'type', (e->>'subject')::uuid, e->'payload', ${now}::timestamptz
    from jsonb_array_elements(${sql.json(stored)}::jsonb) e`)
  return stored
}

/** Puts jobs into the queue at the end of this transaction; a job with a unique key that already waits is not put in twice. */
export function insertJobs(tx: Tx, jobs: readonly EnqueuedJob[]): void {
  const rows = jobs.map((job) => ({ id: newId(), ...job }))
  tx.last(sql`
    insert into job (job_id, name, payload, run_at, unique_key)
    select (j->>'id')::uuid, j->>'name', j->'payload', (j->>'runAt')::timestamptz, j->>'uniqueKey'
    from jsonb_array_elements(${sql.json(rows)}::jsonb) j
    on conflict (unique_key) where unique_key is not null and state = 'waiting' do nothing`)
}

export interface ClaimedJob {
  job_id: string
  name: string
  payload: object
  attempts: number
}

/** Takes up to `limit` due jobs for this worker; a job whose worker died is due again when its lease ends. */
export function claimJobs(tx: Tx, now: Instant, leaseUntil: Instant, limit: number): Promise<ClaimedJob[]> {
  return tx.many<ClaimedJob>(sql`
    update job set state = 'running', leased_until = ${leaseUntil}, attempts = attempts + 1
    where job_id in (
      select job_id from job
      where (state = 'waiting' and run_at <= ${now}) or (state = 'running' and leased_until < ${now})
      order by run_at, job_id limit ${limit} for update skip locked)
    returning job_id, name, payload, attempts`)
}

/** Ends a job inside the transaction of its effects; false when another worker has taken it over. */
export async function finishJob(tx: Tx, job: ClaimedJob): Promise<boolean> {
  return (await tx.run(sql`delete from job where job_id = ${job.job_id} and state = 'running' and attempts = ${job.attempts}`)) === 1
}

/** Puts a failed job back for later, or aside for a person to look at when `runAt` is null. */
export async function postponeJob(tx: Tx, job: ClaimedJob, runAt: Instant | null, failure: string): Promise<void> {
  await tx.run(sql`
    update job set state = ${runAt === null ? 'dead' : 'waiting'}, run_at = coalesce(${runAt}::timestamptz, run_at), leased_until = null, last_failure = ${failure}
    where job_id = ${job.job_id} and attempts = ${job.attempts}`)
}

export interface QueueState {
  waiting: number
  dead: number
  oldest_due_seconds: number
}

export function queueState(tx: Tx, now: Instant): Promise<QueueState> {
  return tx.one<QueueState>(sql`
    select count(*) filter (where state in ('waiting', 'running')) as waiting,
           count(*) filter (where state = 'dead') as dead,
           coalesce(extract(epoch from ${now}::timestamptz - min(run_at) filter (where state = 'waiting' and run_at <= ${now})), 0)::float8 as oldest_due_seconds
    from job`)
}

/** An event of the outbox with its place in the order of transactions. */
export interface OutboxEvent {
  readonly id: string
  readonly type: string
  readonly subject: string | null
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: Instant
  readonly writtenIn: string
  readonly position: number
}

export interface OutboxPlace {
  readonly writtenIn: string
  readonly position: number
}

/** The cluster that numbers transactions now: after a restore into another one, places mean nothing. */
export async function transactionCluster(tx: Tx): Promise<string> {
  return (await tx.one<{ cluster: string }>(sql`select system_identifier::text as cluster from pg_control_system()`)).cluster
}

/**
 * Events of these types after that place, in the order of transactions, only of transactions below which all have ended: nothing committed
 * later can come before what is given out. With no place: everything that has ended, also what another cluster numbered.
 */
export function outboxAfter(tx: Tx, place: OutboxPlace | null, types: readonly string[], limit: number): Promise<OutboxEvent[]> {
  const after = place === null
    ? sql`(written_in < pg_snapshot_xmin(pg_current_snapshot()) or written_in >= pg_snapshot_xmax(pg_current_snapshot()))`
    : sql`(written_in, position) > (${place.writtenIn}::xid8, ${place.position}) and written_in < pg_snapshot_xmin(pg_current_snapshot())`
  return tx.many<OutboxEvent>(sql`
    select event_id as id, type, subject_id as subject, payload, occurred_at as at, written_in::text as "writtenIn", position from outbox
    where ${after} and type = any(${types}) order by ${place === null ? sql`position` : sql`written_in, position`} limit ${limit}`)
}

/** How far transactions have ended: the place behind which nothing more will come. */
export async function endedBelow(tx: Tx): Promise<string> {
  return (await tx.one<{ xmin: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`)).xmin
}
