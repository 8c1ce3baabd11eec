import { newId } from '../kernel/ids.ts'
import { Refusal, refusals } from '../kernel/refusal.ts'
import { dayInVietnam, systemClock } from './clock.ts'
import type { Actor, Ctx, EnqueuedJob, Instant, PublishedEvent, Purpose, ReadEntry } from './context.ts'
import type { Database, Tx } from './database.ts'
import { insertEvents, insertJobs } from './outbox.sql.ts'
import { jobsFor } from './subscriptions.ts'
import { definePort } from './ports.ts'

/** Who reads, why and when: everything of an access-log row that is the same for all reads of one transaction. */
export interface ReadFrame {
  readonly actor: Actor
  readonly onBehalfOf: string | null
  readonly purpose: Purpose
  readonly at: Instant
  readonly requestId: string
  /** 'refused' when the act was refused after the data had been read. */
  readonly outcome: 'done' | 'refused'
}

/** Writes the collected reads into the access log. Filled by the trail module. */
export const writeReads = definePort<(tx: Tx, frame: ReadFrame, reads: readonly ReadEntry[]) => Promise<void>>('platform.writeReads')

const { refuse } = refusals({
  'platform.log-unavailable': {
    status: 503,
    vi: 'Sổ ghi lượt xem dữ liệu đang không ghi được, nên chưa thể mở dữ liệu.',
    en: 'The access log cannot be written, so no data can be shown.',
    next: 'Thử lại sau ít phút. Phần đã khai vẫn được giữ.',
  },
})

export interface Occasion {
  readonly actor: Actor
  readonly purpose: Purpose
  readonly onBehalfOf?: string | null
  readonly requestId?: string
  readonly now?: Instant
  /**
   * Finds out in the open transaction who acts (a session, a relying party), replacing actor, onBehalfOf and purpose:
   * whoever lost the right a moment ago does not slip through.
   */
  readonly identify?: (tx: Tx) => Promise<Pick<Occasion, 'actor' | 'onBehalfOf' | 'purpose'>>
}

/**
 * Runs one use case in one transaction. Reads, events and jobs collected in `ctx` commit with the act.
 * On a refusal or a fault the act is rolled back and the reads are logged all the same, in a transaction of
 * their own, before anything is answered: a refused request must not become a silent oracle.
 */
export async function inTransaction<T>(database: Database, occasion: Occasion, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const now = occasion.now ?? systemClock()
  const requestId = occasion.requestId ?? newId()
  const reads: ReadEntry[] = []
  let who: Pick<Occasion, 'actor' | 'onBehalfOf' | 'purpose'> = occasion
  const frame = (outcome: ReadFrame['outcome']): ReadFrame => ({
    actor: who.actor, onBehalfOf: who.onBehalfOf ?? null, purpose: who.purpose, at: now, requestId, outcome,
  })
  let worked = false
  try {
    return await database.transaction(async (tx) => {
      const events: PublishedEvent[] = []
      const jobs: EnqueuedJob[] = []
      if (occasion.identify) who = await occasion.identify(tx)
      const result = await work({
        tx, actor: who.actor, onBehalfOf: who.onBehalfOf ?? null, purpose: who.purpose, now, today: dayInVietnam(now), requestId,
        logRead: (entry) => reads.push(entry),
        publish: (type, payload, options) => events.push({ type, payload, subject: options?.subject ?? null }),
        enqueue: (name, payload, options) => jobs.push({ name, payload, runAt: options?.runAt ?? now, uniqueKey: options?.uniqueKey ?? null }),
      })
      worked = true
      if (events.length > 0) jobs.push(...insertEvents(tx, events, now).flatMap((event) => jobsFor(event, now)))
      if (jobs.length > 0) insertJobs(tx, jobs)
      if (reads.length > 0) await writeReads.call(tx, frame('done'), reads)
      return result
    })
  } catch (error) {
    if (reads.length > 0) {
      await database
        .transaction((tx) => writeReads.call(tx, frame(error instanceof Refusal || !worked ? 'refused' : 'done'), reads))
        .catch(() => refuse('platform.log-unavailable'))
    }
    throw error
  }
}
