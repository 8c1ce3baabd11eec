import { numberInWordsVi } from './number-words.ts'

/** A day of the calendar, 'YYYY-MM-DD', years 0001 to 9999. Plain text order is calendar order. */
export type PlainDate = string

/** A moment, UTC with milliseconds: '2026-11-22T01:02:03.004Z'. Plain text order is time order. */
export type Instant = string

export interface DateParts { readonly y: number; readonly m: number; readonly d: number }
/** The three boxes of a form, as typed. */
export interface TypedDate { readonly y: string | number; readonly m: string | number; readonly d: string | number }
export interface LocalTime { readonly date: PlainDate; readonly hour: number; readonly minute: number }

const DAY_MS = 86_400_000
/** Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975; no instant of this system is older. */
const VIETNAM_MS = 7 * 3_600_000
const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const

// ── the calendar ────────────────────────────────────────────────────────────

export function isLeapYear(y: number): boolean {
  return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
}

export function daysInMonth(y: number, m: number): number {
  if (m === 2) return isLeapYear(y) ? 29 : 28
  return m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31
}

/** True only for a day that exists: '2026-02-30' is none. */
export function isPlainDate(s: string): boolean
export function isPlainDate(s: unknown): s is PlainDate
export function isPlainDate(s: unknown): boolean {
  if (typeof s !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(s)) return false
  return exists(Number(s.slice(0, 4)), Number(s.slice(5, 7)), Number(s.slice(8, 10)))
}

/** The date of these numbers; RangeError when no such day exists. */
export function plainDate(y: number, m: number, d: number): PlainDate {
  if (!exists(y, m, d)) throw new RangeError('there is no such day in the calendar')
  return write(y, m, d)
}

export function partsOf(date: PlainDate): DateParts {
  if (!isPlainDate(date)) throw new RangeError('not a date of the form YYYY-MM-DD')
  return { y: Number(date.slice(0, 4)), m: Number(date.slice(5, 7)), d: Number(date.slice(8, 10)) }
}

export function addDays(date: PlainDate, n: number): PlainDate {
  whole(n)
  return fromDayNumber(dayNumber(date) + n)
}

/** The corresponding day n months on; the last day of that month where it has none (Bộ luật Dân sự 2015, Đ148). */
export function addMonths(date: PlainDate, n: number): PlainDate {
  whole(n)
  const { y, m, d } = partsOf(date)
  const months = y * 12 + (m - 1) + n
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return plainDate(year, month, Math.min(d, daysInMonth(year, month)))
}

/** As `addMonths`: 29/02 becomes 28/02 in a common year. */
export function addYears(date: PlainDate, n: number): PlainDate {
  return addMonths(date, n * 12)
}

/** Days from a to b; negative when b is earlier. */
export function daysBetween(a: PlainDate, b: PlainDate): number {
  return dayNumber(b) - dayNumber(a)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: PlainDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const offset = (dayNumber(date) + 3) % 7 // day 0, 01/01/1970, was a Thursday
  return (((offset + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

/**
 * Completed years of age. Someone born on 29/02 completes a year on 28/02 of a common year, as `addYears` counts.
 * Negative when `on` lies before the birth: dirty records are measured, not hidden.
 */
export function ageOn(birth: PlainDate, on: PlainDate): number {
  const years = partsOf(on).y - partsOf(birth).y
  return addYears(birth, years) <= on ? years : years - 1
}

// ── in Vietnamese ───────────────────────────────────────────────────────────

/** '15/01/2003' */
export function formatDateVi(date: PlainDate): string {
  const { y, m, d } = partsOf(date)
  return `${two(d)}/${two(m)}/${String(y).padStart(4, '0')}`
}

/** 'thứ Tư 13/5'; with `referenceYear`, the year is added when it is another one: 'thứ Tư 13/1/2027'. */
export function formatDayVi(date: PlainDate, referenceYear?: number): string {
  const { y, m, d } = partsOf(date)
  const year = referenceYear === undefined || referenceYear === y ? '' : `/${y}`
  return `${WEEKDAYS[weekdayOf(date) - 1]!} ${d}/${m}${year}`
}

const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** 'Wed 25/11' on pages in English: the day and month stand as everywhere else in the country. */
export function formatDayEn(date: PlainDate, referenceYear?: number): string {
  return formatDayVi(date, referenceYear).replace(WEEKDAYS[weekdayOf(date) - 1]!, WEEKDAYS_EN[weekdayOf(date) - 1]!)
}

/** As certificates spell it: 'Ngày mười lăm tháng một năm hai nghìn không trăm linh ba'; the fourth month is 'tháng tư'. */
export function dateInWordsVi(date: PlainDate, options: { readonly zero?: 'linh' | 'lẻ' } = {}): string {
  const { y, m, d } = partsOf(date)
  const month = m === 4 ? 'tư' : numberInWordsVi(m)
  return `Ngày ${numberInWordsVi(d)} tháng ${month} năm ${numberInWordsVi(y, options)}`
}

/**
 * A date as people type it: '15/1/2003', '15.01.2003', '15 tháng 1 năm 2003', '15012003', '2003-01-15', or three boxes.
 * Day before month, year in four digits; null when it is not exactly one day that exists.
 */
export function parseDateVi(typed: string | TypedDate): PlainDate | null {
  if (typeof typed !== 'string') return fromTyped(String(typed.y), String(typed.m), String(typed.d))
  if (typed.length > 100) return null
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return fromTyped(iso[1]!, iso[2]!, iso[3]!)
  const vi = /^(?:ngày\s+)?(\d{1,2})(?:\s*[/.,-]\s*|\s+(?:tháng\s+)?)(\d{1,2})(?:\s*[/.,-]\s*|\s+(?:năm\s+)?)(\d{4})$/.exec(text)
    ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text)
  return vi ? fromTyped(vi[3]!, vi[2]!, vi[1]!) : null
}

// ── moments ─────────────────────────────────────────────────────────────────

/** True for the canonical form only, and only for moments that exist. */
export function isInstant(s: string): boolean
export function isInstant(s: unknown): s is Instant
export function isInstant(s: unknown): boolean {
  return typeof s === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(s) && readInstant(s) !== null
}

/** Milliseconds since 1970-01-01T00:00Z. Reads any ISO 8601 moment with 'Z' or an offset; RangeError otherwise. */
export function epochOf(instant: Instant): number {
  const epoch = readInstant(instant)
  if (epoch === null) throw new RangeError('not an ISO 8601 moment with Z or an offset')
  return epoch
}

/** The canonical instant of a number of milliseconds since 1970-01-01T00:00Z. */
export function instantOf(epochMs: number): Instant {
  whole(epochMs)
  const day = Math.floor(epochMs / DAY_MS)
  let rest = epochMs - day * DAY_MS
  const ms = rest % 1000
  rest = Math.floor(rest / 1000)
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`
  return `${fromDayNumber(day)}T${clock}.${String(ms).padStart(3, '0')}Z`
}

export function addMilliseconds(instant: Instant, ms: number): Instant {
  return instantOf(epochOf(instant) + ms)
}

export function addMinutes(instant: Instant, minutes: number): Instant {
  return addMilliseconds(instant, minutes * 60_000)
}

/** The day it is in Việt Nam at that moment. */
export function todayAt(instant: Instant): PlainDate {
  return fromDayNumber(Math.floor((epochOf(instant) + VIETNAM_MS) / DAY_MS))
}

/** Date and 24-hour clock in Việt Nam at that moment. */
export function localTimeOf(instant: Instant): LocalTime {
  const local = epochOf(instant) + VIETNAM_MS
  const day = Math.floor(local / DAY_MS)
  const minutes = Math.floor((local - day * DAY_MS) / 60_000)
  return { date: fromDayNumber(day), hour: Math.floor(minutes / 60), minute: minutes % 60 }
}

/** The moment when clocks in Việt Nam show 'HH:MM' on that date; '24:00' is the end of the day. */
export function instantOfLocal(date: PlainDate, time: string): Instant {
  return instantOf(dayNumber(date) * DAY_MS + minutesOfClock(time) * 60_000 - VIETNAM_MS)
}

/** 'HH:MM' → minutes after midnight, 0 to 1440; RangeError for any other text. */
export function minutesOfClock(time: string): number {
  const match = /^(\d\d):(\d\d)$/.exec(time)
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : -1
  if (!match || Number(match[2]) > 59 || minutes > 1440) throw new RangeError('not a time of the form HH:MM')
  return minutes
}

/** '15:30 13/05/2026', Vietnamese clock. */
export function formatInstantVi(instant: Instant): string {
  const { date, hour, minute } = localTimeOf(instant)
  return `${two(hour)}:${two(minute)} ${formatDateVi(date)}`
}

// ── inside ──────────────────────────────────────────────────────────────────

/** Days since 01/01/1970 in the proleptic Gregorian calendar. */
function dayNumber(date: PlainDate): number {
  const { y, m, d } = partsOf(date)
  return dayNumberOf(y, m, d)
}

/** Years are counted from 1 March, so that the leap day is the last day of its year. */
function dayNumberOf(y: number, m: number, d: number): number {
  const year = m > 2 ? y : y - 1
  const dayOfYear = Math.floor((153 * ((m + 9) % 12) + 2) / 5) + d - 1
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468
}

function fromDayNumber(n: number): PlainDate {
  const shifted = n + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const m = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const y = yearOfEra + era * 400 + (m <= 2 ? 1 : 0)
  return plainDate(y, m, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1)
}

function readInstant(text: unknown): number | null {
  if (typeof text !== 'string') return null
  const p = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/.exec(text)
  if (!p || !isPlainDate(p[1]!)) return null
  const ms = Math.floor(Number(`0.${p[5] ?? '0'}`) * 1000 + 1e-6)
  const clock = Number(p[2]) * 3_600_000 + Number(p[3]) * 60_000 + Number(p[4]) * 1000 + ms
  const offset = p[6] ? (Number(p[7]) * 60 + Number(p[8])) * 60_000 * (p[6] === '-' ? -1 : 1) : 0
  return dayNumber(p[1]!) * DAY_MS + clock - offset
}

function fromTyped(y: string, m: string, d: string): PlainDate | null {
  const [year, month, day] = [y, m, d].map((box) => box.normalize('NFKC').trim())
  if (!/^\d{4}$/.test(year!) || !/^\d{1,2}$/.test(month!) || !/^\d{1,2}$/.test(day!)) return null
  return exists(Number(year), Number(month), Number(day)) ? write(Number(year), Number(month), Number(day)) : null
}

function exists(y: number, m: number, d: number): boolean {
  return Number.isInteger(y) && Number.isInteger(m) && Number.isInteger(d)
    && y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m)
}

function write(y: number, m: number, d: number): PlainDate {
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

function whole(n: number): void {
  if (!Number.isSafeInteger(n)) throw new RangeError('a whole number is needed')
}
