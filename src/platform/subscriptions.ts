import type { Ctx, EnqueuedJob, Instant } from './context.ts'

export interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly payload: object
  readonly subject: string | null
}

type JobHandler = (ctx: Ctx, payload: never) => Promise<void>

const handlers = new Map<string, JobHandler>()
interface Subscriber {
  readonly job: string
  readonly concerns: (payload: object) => boolean
}

const subscribers = new Map<string, Subscriber[]>()

/** Declares what a job does. Its effects and its completion commit together, so a crash repeats nothing. */
export function defineJob<P extends object>(name: string, handler: (ctx: Ctx, payload: P) => Promise<void>): void {
  if (handlers.has(name)) throw new Error(`job ${name} is defined twice`)
  handlers.set(name, handler as JobHandler)
}

/**
 * Subscribes a named handler to an event type: each event that `concerns` it becomes one job per subscriber, in the event's own transaction.
 * Only `app/wire.ts` calls this.
 */
export function onEvent<P extends object>(type: string, subscriber: string, handler: (ctx: Ctx, payload: P, event: StoredEvent) => Promise<void>, concerns: (payload: P) => boolean = () => true): void {
  const job = `${type} → ${subscriber}`
  defineJob<StoredEvent>(job, (ctx, event) => handler(ctx, event.payload as P, event))
  subscribers.set(type, [...(subscribers.get(type) ?? []), { job, concerns: concerns as (payload: object) => boolean }])
}

export function jobsFor(event: StoredEvent, now: Instant): EnqueuedJob[] {
  return (subscribers.get(event.type) ?? []).filter((each) => each.concerns(event.payload)).map(({ job }) => ({ name: job, payload: event, runAt: now, uniqueKey: null }))
}

export function jobHandler(name: string): JobHandler | undefined {
  return handlers.get(name)
}
