import type { Instant, PlainDate } from '../../platform/index.ts'
import { lanesOf, type Lane, type Limit, type Service, type State } from '../catalogue/index.ts'
import { clockStatus, laneDue, limitOf, loadCalendar, promiseWords, type ClockStatus, type Due, type Pause } from '../clock/index.ts'
import { resolve, type Filing } from '../forms/index.ts'

/** The due day of a whole lane that began then, by the clock of the procedure text it runs on. */
export function dueOfLane(service: Service, filing: Filing, lane: Lane, startedAt: Instant, pauses: readonly Pause[] = []): Due {
  return laneDue(limitOf(lane.clock, resolve(service, filing).values).limit, startedAt, loadCalendar(), pauses)
}

/** By when a state must be left: an officer's own budget, or the citizen's time to answer. */
export function dueOfState(state: State, at: Instant): Instant | null {
  const limit: Limit | undefined = state.kind === 'step' || state.kind === 'citizen' ? state.within.limit : undefined
  return limit ? laneDue(limit, at, loadCalendar()).dueAt : null
}

/** The day a lane is promised for if it is filed now: a lane that waits for another counts from that one's end. */
export function expectedDue(service: Service, filing: Filing, lane: Lane, filedAt: Instant): PlainDate {
  const start = lane.steps[lane.start]
  const before = start?.kind === 'wait' ? lanesOf(service).filter((other) => start.lanes.includes(other.id)) : []
  const begins = before.map((other) => dueOfLane(service, filing, other, filedAt).dueAt!).sort().at(-1) ?? filedAt
  return dueOfLane(service, filing, lane, begins).dueOn!
}

/** Where a clock stands, in the two languages of the pages. */
export interface ClockWords { readonly vi: string; readonly en: string }

export function clockOf(service: Service, filing: Filing, lane: Lane, startedAt: Instant | null, pauses: readonly Pause[], now: Instant, endedAt: Instant | null): { status: ClockStatus; words: ClockWords; due: Due } | null {
  if (startedAt === null) return null
  const due = dueOfLane(service, filing, lane, startedAt, pauses)
  const status = clockStatus(due, loadCalendar(), now, endedAt)
  return { status, due, words: endedAt ? { vi: status.words, en: status.en } : { vi: promiseWords(due, status, now), en: promiseWords(due, status, now, 'en') } }
}
