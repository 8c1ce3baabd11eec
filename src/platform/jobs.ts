import { Refusal } from '../kernel/refusal.ts'
import { plusSeconds, systemClock, type Clock } from './clock.ts'
import type { Database } from './database.ts'
import { startLoop, type Loop } from './loop.ts'
import { claimJobs, finishJob, postponeJob, queueState, type ClaimedJob, type QueueState } from './outbox.sql.ts'
import { jobHandler } from './subscriptions.ts'
import { inTransaction } from './transaction.ts'

const leaseSeconds = 300
const maximumAttempts = 10

export interface WorkerOptions {
  readonly clock?: Clock
  readonly batch?: number
  readonly onFailure?: (job: ClaimedJob, error: unknown, dead: boolean) => void
}

/** Runs the jobs that are due now and returns how many were tried. Several processes may do this at once. */
export async function runDueJobs(database: Database, options: WorkerOptions = {}): Promise<number> {
  const clock = options.clock ?? systemClock
  const now = clock()
  const jobs = await database.transaction((tx) => claimJobs(tx, now, plusSeconds(now, leaseSeconds), options.batch ?? 10))
  for (const job of jobs) await runJob(database, job, clock, options)
  return jobs.length
}

/** Runs until no job is due: for tests and for tools that want to see the end of what they began. */
export async function drainJobs(database: Database, options: WorkerOptions = {}): Promise<number> {
  let total = 0
  for (let round = 0; round < 1_000; round++) {
    const tried = await runDueJobs(database, options)
    if (tried === 0) return total
    total += tried
  }
  throw new Error('jobs keep coming: drainJobs gave up after 1,000 rounds')
}

/** Polls the queue: at once while there is work, else every `idleMilliseconds`. */
export function startWorker(database: Database, options: WorkerOptions & { idleMilliseconds?: number } = {}): Loop {
  return startLoop(async () => (await runDueJobs(database, options)) > 0, options.idleMilliseconds ?? 250)
}

/** How long the queue is and how old its oldest due job, for doctor and metrics. */
export function readQueueState(database: Database, clock: Clock = systemClock): Promise<QueueState> {
  return database.transaction((tx) => queueState(tx, clock()))
}

async function runJob(database: Database, job: ClaimedJob, clock: Clock, options: WorkerOptions): Promise<void> {
  const handler = jobHandler(job.name)
  try {
    if (!handler) throw new Error(`no handler for job ${job.name}`)
    const occasion = { actor: { kind: 'system', name: job.name } as const, purpose: { code: 'job', basis: 'NĐ 278/2025/NĐ-CP' }, now: clock() }
    await inTransaction(database, occasion, async (ctx) => {
      await handler(ctx, job.payload as never)
      if (!(await finishJob(ctx.tx, job))) throw new Error('job was taken over by another worker')
    })
  } catch (error) {
    const dead = job.attempts >= maximumAttempts
    const runAt = dead ? null : plusSeconds(clock(), Math.min(3_600, 2 ** job.attempts))
    const failure = error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'unknown'
    await database.transaction((tx) => postponeJob(tx, job, runAt, failure))
    options.onFailure?.(job, error, dead)
  }
}
