import { addDays, instantOf, instantOfLocal, epochOf, isPlainDate, localTimeOf, minutesOfClock, weekdayOf, formatDateVi } from './plain-date.ts'
import type { Instant, PlainDate } from './plain-date.ts'
import { refusals } from './refusal.ts'

/** An opening of the office, Vietnamese clock, 'HH:MM' to 'HH:MM'. */
export interface Hours { readonly from: string; readonly to: string }

/** What is known of the days of one kind of office between two dates, both included. */
export interface WorkCalendar {
  readonly from: PlainDate
  readonly to: PlainDate
  /** Seven flags, Monday first. */
  readonly weekMask: readonly boolean[]
  /** Hours of a working day, in order. */
  readonly hours: readonly Hours[]
  /** Where a weekday of the mask has other hours (police residence desks: Saturday morning); 1 Monday … 7 Sunday. */
  readonly weekdayHours?: Readonly<Record<number, readonly Hours[]>>
  readonly offDays: ReadonlySet<PlainDate>
  readonly makeUpDays: ReadonlySet<PlainDate>
  /** Rows not yet confirmed by a notice: deadlines that cross them may move. */
  readonly assumedDays?: ReadonlySet<PlainDate>
  /** Rows of data/calendar/receipt.csv; without one that holds, the whole day counts. */
  readonly cutoffs?: readonly Cutoff[]
  readonly source: string
}

export type DayKind = 'holiday' | 'compensation' | 'swapped-off' | 'make-up'
/** A row of data/calendar/holidays.csv. */
export interface CalendarRow { readonly date: string; readonly kind: string; readonly name?: string; readonly certainty?: string; readonly source?: string }
/** What arrives at this hour or later counts from the next working day; half-open, `to` null: still so. */
export interface Cutoff { readonly at: string; readonly from: PlainDate; readonly to: PlainDate | null }
export interface CalendarOptions {
  readonly cutoffs?: readonly Cutoff[]
  readonly from?: PlainDate
  readonly to?: PlainDate
  readonly weekMask?: readonly boolean[]
  readonly hours?: readonly Hours[]
  readonly weekdayHours?: Readonly<Record<number, readonly Hours[]>>
  readonly source?: string
}

/** Administrative hours; likely, with local variation: an office may carry its own. */
export const OFFICE_HOURS: readonly Hours[] = [{ from: '07:30', to: '11:30' }, { from: '13:30', to: '17:00' }]
export const MONDAY_TO_FRIDAY: readonly boolean[] = [true, true, true, true, true, false, false]

const { refuse } = refusals({
  'calendar.date-not-covered': {
    vi: 'Chưa có lịch nghỉ cho ngày {date} nên chưa tính được ngày hẹn.',
    en: 'The working calendar does not cover {date}.',
    next: 'Báo người quản lý bổ sung lịch nghỉ của năm {year}.',
    status: 409,
  },
})

/**
 * The calendar of a list of days. Without bounds it covers the whole years its rows fall in.
 * RangeError for rows it cannot read: a wrong calendar must not start.
 */
export function calendarFromRows(rows: readonly CalendarRow[], options: CalendarOptions = {}): WorkCalendar {
  const offDays = new Set<PlainDate>()
  const makeUpDays = new Set<PlainDate>()
  const assumedDays = new Set<PlainDate>()
  for (const row of rows) {
    if (!isPlainDate(row.date)) throw new RangeError(`calendar row '${row.date}' is not a date`)
    if (offDays.has(row.date) || makeUpDays.has(row.date)) throw new RangeError(`calendar day ${row.date} stands twice`)
    daysOfKind(row, offDays, makeUpDays).add(row.date)
    if (row.certainty?.startsWith('assumed')) assumedDays.add(row.date)
  }
  const dates = rows.map((row) => row.date).sort()
  const from = options.from ?? (dates[0] && `${dates[0].slice(0, 4)}-01-01`)
  const to = options.to ?? (dates[0] && `${dates.at(-1)!.slice(0, 4)}-12-31`)
  if (!from || !to || from > to) throw new RangeError('a calendar needs rows or bounds')
  return checked({
    from, to, offDays, makeUpDays, assumedDays,
    weekMask: options.weekMask ?? MONDAY_TO_FRIDAY,
    hours: options.hours ?? OFFICE_HOURS,
    ...(options.cutoffs ? { cutoffs: options.cutoffs } : {}),
    ...(options.weekdayHours ? { weekdayHours: options.weekdayHours } : {}),
    source: options.source ?? [...new Set(rows.map((row) => row.source ?? ''))].filter(Boolean).join('; '),
  })
}

function daysOfKind(row: CalendarRow, off: Set<PlainDate>, makeUp: Set<PlainDate>): Set<PlainDate> {
  if (row.kind === 'make-up') return makeUp
  if (row.kind === 'holiday' || row.kind === 'compensation' || row.kind === 'swapped-off') return off
  throw new RangeError(`calendar day ${row.date} is of unknown kind '${row.kind}'`)
}

function checked(calendar: WorkCalendar): WorkCalendar {
  if (calendar.weekMask.length !== 7 || !calendar.weekMask.includes(true)) throw new RangeError('a week has seven days and a working one')
  for (const hours of [calendar.hours, ...Object.values(calendar.weekdayHours ?? {})]) {
    const minutes = hours.flatMap((h) => [minutesOfClock(h.from), minutesOfClock(h.to)])
    if (minutes.length === 0 || minutes.some((m, i) => i > 0 && m <= minutes[i - 1]!)) throw new RangeError('office hours must follow one another')
  }
  for (const { at } of calendar.cutoffs ?? []) minutesOfClock(at)
  return calendar
}

/** Refuses 'calendar.date-not-covered' rather than guess. */
export function isWorkingDay(cal: WorkCalendar, date: PlainDate): boolean {
  if (date < cal.from || date > cal.to) {
    refuse('calendar.date-not-covered', { vars: { date: formatDateVi(date), year: date.slice(0, 4) }, data: { date } })
  }
  if (cal.makeUpDays.has(date)) return true
  return cal.weekMask[weekdayOf(date) - 1]! && !cal.offDays.has(date)
}

/** That day when it is worked, else the next one that is (Bộ luật Dân sự 2015 Đ148). */
export function workingDayFrom(cal: WorkCalendar, date: PlainDate): PlainDate {
  let day = date
  while (!isWorkingDay(cal, day)) day = addDays(day, 1)
  return day
}

/** The n-th working day after the day of receipt, which is not counted (Bộ luật Dân sự 2015 Đ147). n = 0: `workingDayFrom`. */
export function addWorkingDays(cal: WorkCalendar, receivedOn: PlainDate, n: number): PlainDate {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('a whole number of working days, not negative, is needed')
  if (n === 0) return workingDayFrom(cal, receivedOn)
  isWorkingDay(cal, receivedOn)
  let day = receivedOn
  for (let left = n; left > 0; left--) day = workingDayFrom(cal, addDays(day, 1))
  return day
}

/** n calendar days after the day of receipt, moved on to a working day when it ends on another (Đ147, Đ148). */
export function addCalendarDays(cal: WorkCalendar, receivedOn: PlainDate, n: number): PlainDate {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('a whole number of days, not negative, is needed')
  return workingDayFrom(cal, addDays(receivedOn, n))
}

/** The day a filing counts as received: a filing from the cutoff on, or on a day off, counts as of the next working day. By default the calendar's own; '24:00' switches it off. */
export function receivedDay(cal: WorkCalendar, received: Instant, given?: string): PlainDate {
  const { date, hour, minute } = localTimeOf(received)
  const cutoff = given ?? cutoffOn(cal, date)
  if (!isWorkingDay(cal, date)) return workingDayFrom(cal, date)
  return hour * 60 + minute < minutesOfClock(cutoff) ? date : workingDayFrom(cal, addDays(date, 1))
}

/** The hour of that day from which on things count as received later. */
export function cutoffOn(cal: WorkCalendar, on: PlainDate): string {
  return cal.cutoffs?.find(({ from, to }) => from <= on && (to === null || on < to))?.at ?? '24:00'
}

/** The promised day of something received at that moment with n working days. */
export function dueOn(cal: WorkCalendar, receivedAt: Instant, n: number, options: { readonly cutoff?: string } = {}): PlainDate {
  return addWorkingDays(cal, receivedDay(cal, receivedAt, options.cutoff), n)
}

/** Working days after `a` up to and including `b`; negative when b is earlier. The inverse of `addWorkingDays`. */
export function workingDaysBetween(cal: WorkCalendar, a: PlainDate, b: PlainDate): number {
  if (b < a) return -workingDaysBetween(cal, b, a) || 0
  isWorkingDay(cal, a)
  let count = 0
  for (let day = a; day < b;) {
    day = addDays(day, 1)
    if (isWorkingDay(cal, day)) count++
  }
  return count
}

/** Assumed days after `a` up to and including `b`: while there are any, the deadline may still move. */
export function assumedDaysBetween(cal: WorkCalendar, a: PlainDate, b: PlainDate): PlainDate[] {
  return [...(cal.assumedDays ?? [])].filter((day) => a < day && day <= b).sort()
}

// ── hours ───────────────────────────────────────────────────────────────────

/** Openings of one day as pairs of milliseconds; none on a day off. A made-up Saturday has the hours of a usual day. */
function openings(cal: WorkCalendar, date: PlainDate): readonly [number, number][] {
  if (!isWorkingDay(cal, date)) return []
  const own = cal.makeUpDays.has(date) ? undefined : cal.weekdayHours?.[weekdayOf(date)]
  return (own ?? cal.hours).map((h) => [epochOf(instantOfLocal(date, h.from)), epochOf(instantOfLocal(date, h.to))])
}

/** The moment when that many office hours (fractions allowed) have passed; a term may end at closing time. 0 hours: the moment itself. */
export function addWorkingHours(cal: WorkCalendar, from: Instant, hours: number): Instant {
  if (!Number.isFinite(hours) || hours < 0) throw new RangeError('a number of hours, not negative, is needed')
  let left = Math.round(hours * 3_600_000)
  let now = epochOf(from)
  let date = localTimeOf(from).date
  if (left === 0) return instantOf(now)
  for (;;) {
    for (const [open, close] of openings(cal, date)) {
      now = Math.max(now, open)
      if (now >= close) continue
      if (left <= close - now) return instantOf(now + left)
      left -= close - now
      now = close
    }
    date = addDays(date, 1)
  }
}

/** Office time from a to b in milliseconds; negative when b is earlier. */
export function workingTimeBetween(cal: WorkCalendar, a: Instant, b: Instant): number {
  const [start, end] = [epochOf(a), epochOf(b)]
  if (end < start) return -workingTimeBetween(cal, b, a) || 0
  const last = localTimeOf(b).date
  let total = 0
  for (let date = localTimeOf(a).date; date <= last; date = addDays(date, 1)) {
    for (const [open, close] of openings(cal, date)) total += Math.max(0, Math.min(close, end) - Math.max(open, start))
  }
  return total
}
