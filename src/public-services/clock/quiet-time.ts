import { addDays, epochOf, instantOf, instantOfLocal, localTimeOf, weekdayOf, type Instant, type PlainDate } from '../../kernel/plain-date.ts'
import { isWorkingDay } from '../../kernel/working-days.ts'
import type { OfficeCalendar } from './calendar.ts'
import type { Pause } from './lane-due.ts'

/** A stretch of the timeline in which the clock does not count, with the reason in words. */
export interface QuietTime {
  readonly from: Instant
  readonly to: Instant
  readonly reasons: readonly string[]
  /** '08/5 21:14 - 11/5 07:30 không tính giờ (ngoài giờ, thứ Bảy, Chủ nhật)' */
  readonly words: string
}

/**
 * The closed times between two moments: nights, weekends and holidays, joined where they touch, and the wait for the
 * citizen. The midday break is left out: nobody asks about it. `nights: false` drops a plain night between two working days.
 */
export function quietTimes(from: Instant, to: Instant, calendar: OfficeCalendar, options: { readonly nights?: boolean; readonly pauses?: readonly Pause[] } = {}): QuietTime[] {
  const closed = closedBetween(epochOf(from), epochOf(to), calendar).filter((gap) => options.nights !== false || gap.reasons.length > 1)
  const waits = (options.pauses ?? []).slice(0, 1).map((pause) => waitWithin(pause, epochOf(from), epochOf(to))).filter((wait) => wait.start < wait.end)
  const apart = closed.filter((gap) => !waits.some((wait) => wait.start <= gap.start && gap.end <= wait.end))
  return [...apart, ...waits].sort((a, b) => a.start - b.start)
    .map(({ start, end, reasons }) => ({ from: instantOf(start), to: instantOf(end), reasons, words: `${short(start)} - ${short(end)} không tính giờ (${reasons.join(', ')})` }))
}

interface Gap { readonly start: number; readonly end: number; readonly reasons: readonly string[] }

/** The part of the wait for the citizen that lies in the stretch; an unanswered one lasts to its end. */
function waitWithin(pause: Pause, from: number, to: number): Gap {
  return { start: Math.max(epochOf(pause.from), from), end: Math.min(pause.to === null ? to : epochOf(pause.to), to), reasons: ['chờ ông/bà gửi phần cần thêm'] }
}

function closedBetween(from: number, to: number, calendar: OfficeCalendar): Gap[] {
  const gaps: Gap[] = []
  let start: number | undefined
  let reasons: string[] = []
  const close = (at: number) => { if (start !== undefined && at > start) gaps.push({ start, end: at, reasons: ['ngoài giờ', ...new Set(reasons)] }); start = undefined; reasons = [] }
  const last = localTimeOf(instantOf(to)).date
  let opened = from
  for (let date = localTimeOf(instantOf(from)).date; date <= last; date = addDays(date, 1)) {
    const day = openDay(date, calendar)
    if (!day) { reasons.push(reasonOf(date, calendar)); start ??= opened; continue }
    if (start === undefined && day.open > opened) start = opened
    if (start !== undefined) close(Math.min(Math.max(day.open, start), to))
    opened = Math.max(day.close, from)
  }
  if (start === undefined && opened < to) start = opened
  close(to)
  return gaps
}

function openDay(date: PlainDate, calendar: OfficeCalendar): { open: number; close: number } | undefined {
  if (!isWorkingDay(calendar, date)) return undefined
  const hours = (calendar.makeUpDays.has(date) ? undefined : calendar.weekdayHours?.[weekdayOf(date)]) ?? calendar.hours
  return { open: epochOf(instantOfLocal(date, hours[0]!.from)), close: epochOf(instantOfLocal(date, hours.at(-1)!.to)) }
}

function reasonOf(date: PlainDate, calendar: OfficeCalendar): string {
  if (calendar.offDays.has(date)) return `nghỉ ${calendar.names.get(date) ?? 'lễ'}`
  return weekdayOf(date) === 6 ? 'thứ Bảy' : weekdayOf(date) === 7 ? 'Chủ nhật' : 'ngày nghỉ'
}

/** '08/5 21:14' */
function short(at: number): string {
  const { date, hour, minute } = localTimeOf(instantOf(at))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.slice(8)}/${Number(date.slice(5, 7))} ${two(hour)}:${two(minute)}`
}
