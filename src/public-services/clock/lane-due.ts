import { evaluate, type Values } from '../../kernel/expression.ts'
import { daysBetween, instantOfLocal, localTimeOf, type Instant, type PlainDate } from '../../kernel/plain-date.ts'
import { addCalendarDays, addWorkingDays, addWorkingHours, assumedDaysBetween, receivedDay, workingDaysBetween, workingTimeBetween, type WorkCalendar } from '../../kernel/working-days.ts'
import type { ClockRule, Limit } from '../catalogue/index.ts'

/** A stretch in which the citizen is asked for something. `to` null: not answered yet. */
export interface Pause { readonly from: Instant; readonly to: Instant | null }

export interface Due {
  /** Closing time of the due day, or the very moment of a limit in hours. Null while the clock stands still. */
  readonly dueAt: Instant | null
  readonly dueOn: PlainDate | null
  /** The day that counts as the day of receipt; it is not counted itself (Bộ luật Dân sự 2015 đ.147). */
  readonly countsFrom: PlainDate
  readonly stoppedSince: Instant | null
  /** What is left on a stopped clock: working days, or hours of a limit in hours. */
  readonly left: number | null
  /** Days off that no notice has confirmed yet: while there are any, the promise may move. */
  readonly assumed: readonly PlainDate[]
}

/** The row of a clock that holds for these values; the first one counts. Throws when none does (the catalogue check forbids it). */
export function limitOf(clock: readonly ClockRule[], values: Values): ClockRule {
  const rule = clock.find((each) => !each.when || evaluate(each.when, values))
  if (!rule) throw new RangeError('no time limit holds for this case')
  return rule
}

/**
 * When something received at that moment is due. The first request to the citizen stops the clock once, and what was left
 * of the limit begins again when the answer is received; a second request stops nothing. Refuses (calendar.date-not-covered)
 * a day the calendar does not know.
 */
export function laneDue(limit: Limit, receivedAt: Instant, calendar: WorkCalendar, pauses: readonly Pause[] = []): Due {
  const countsFrom = countedDay(limit, receivedAt, calendar)
  const first = [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))[0]
  const plain = dueWithoutPause(limit, receivedAt, countsFrom, calendar)
  if (!first || first.from > plain.at) return running(plain, countsFrom, calendar)
  const left = leftAt(limit, receivedAt, countsFrom, plain.on, first.from, calendar)
  if (first.to === null) return { dueAt: null, dueOn: null, countsFrom, stoppedSince: first.from, left, assumed: [] }
  return running(resumed(limit, first.to, left, calendar), countsFrom, calendar)
}

interface Point { readonly at: Instant; readonly on: PlainDate }

/** With a cut-off the desk's receipt counts, on a working day. Without one it is the day itself, a Sunday too: it is not counted, the next one is (đ.147). */
function countedDay(limit: Limit, at: Instant, calendar: WorkCalendar): PlainDate {
  return limit.cutoff === undefined ? localTimeOf(at).date : receivedDay(calendar, at, limit.cutoff)
}

function dueWithoutPause(limit: Limit, receivedAt: Instant, countsFrom: PlainDate, calendar: WorkCalendar): Point {
  switch (limit.unit) {
    case 'working-hour': return moment(addWorkingHours(calendar, receivedAt, limit.amount))
    case 'working-day': return closing(addWorkingDays(calendar, countsFrom, limit.amount), calendar)
    case 'day': return closing(addCalendarDays(calendar, countsFrom, limit.amount), calendar)
    case 'same-working-day': return closing(countsFrom, calendar)
  }
}

/** A request made before the day that counts (a weekend) has used up nothing. */
function leftAt(limit: Limit, receivedAt: Instant, countsFrom: PlainDate, dueOn: PlainDate, stoppedAt: Instant, calendar: WorkCalendar): number {
  const asked = localTimeOf(stoppedAt).date
  const stoppedOn = asked > countsFrom ? asked : countsFrom
  switch (limit.unit) {
    case 'working-hour': return Math.max(0, limit.amount - workingTimeBetween(calendar, receivedAt, stoppedAt) / 3_600_000)
    case 'working-day': return Math.max(0, workingDaysBetween(calendar, stoppedOn, dueOn))
    case 'day': return Math.max(0, daysBetween(stoppedOn, dueOn))
    case 'same-working-day': return 0
  }
}

/** The answer is received like a filing. */
function resumed(limit: Limit, answeredAt: Instant, left: number, calendar: WorkCalendar): Point {
  if (limit.unit === 'working-hour') return moment(addWorkingHours(calendar, answeredAt, left))
  const from = countedDay(limit, answeredAt, calendar)
  return closing(limit.unit === 'day' ? addCalendarDays(calendar, from, left) : addWorkingDays(calendar, from, left), calendar)
}

const moment = (at: Instant): Point => ({ at, on: localTimeOf(at).date })
const closing = (on: PlainDate, calendar: WorkCalendar): Point => ({ at: instantOfLocal(on, closingTime(calendar)), on })
/** Limits in days end with the ordinary working day. */
const closingTime = (calendar: WorkCalendar): string => calendar.hours.at(-1)!.to

function running(point: Point, countsFrom: PlainDate, calendar: WorkCalendar): Due {
  return { dueAt: point.at, dueOn: point.on, countsFrom, stoppedSince: null, left: null, assumed: assumedDaysBetween(calendar, countsFrom, point.on) }
}
