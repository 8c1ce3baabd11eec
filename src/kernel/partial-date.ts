import { daysInMonth, formatDateVi, isPlainDate, plainDate } from './plain-date.ts'
import type { PlainDate } from './plain-date.ts'

/** A date known to the year, the month or the day: 'YYYY', 'YYYY-MM', 'YYYY-MM-DD'. Old birth dates are often only a year. */
export type PartialDate = string
export type Precision = 'year' | 'month' | 'day'

export function isPartialDate(s: string): boolean
export function isPartialDate(s: unknown): s is PartialDate
export function isPartialDate(s: unknown): boolean {
  if (typeof s !== 'string') return false
  if (/^\d{4}$/.test(s)) return s !== '0000'
  if (/^\d{4}-\d\d$/.test(s)) return isPlainDate(`${s}-01`)
  return isPlainDate(s)
}

/** RangeError when such a date cannot exist, or a day is given without its month. */
export function partialDate(y: number, m?: number, d?: number): PartialDate {
  if (d !== undefined && m === undefined) throw new RangeError('a day needs its month')
  return plainDate(y, m ?? 1, d ?? 1).slice(0, m === undefined ? 4 : d === undefined ? 7 : 10)
}

export function precisionOf(date: PartialDate): Precision {
  if (!isPartialDate(date)) throw new RangeError('not a date of the form YYYY, YYYY-MM or YYYY-MM-DD')
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day'
}

export function yearOf(date: PartialDate): number {
  precisionOf(date)
  return Number(date.slice(0, 4))
}

/** The first day it can mean. */
export function earliest(date: PartialDate): PlainDate {
  return date + { year: '-01-01', month: '-01', day: '' }[precisionOf(date)]
}

/** The last day it can mean. */
export function latest(date: PartialDate): PlainDate {
  const precision = precisionOf(date)
  if (precision === 'day') return date
  if (precision === 'year') return `${date}-12-31`
  return `${date}-${daysInMonth(yearOf(date), Number(date.slice(5)))}`
}

/** Could both be written of one and the same day? */
export function couldEqual(a: PartialDate, b: PartialDate): boolean {
  return earliest(a) <= latest(b) && earliest(b) <= latest(a)
}

/** Order for lists: by the first possible day, the vaguer date first. Zero only for the same text. */
export function compare(a: PartialDate, b: PartialDate): number {
  const [x, y] = [earliest(a), earliest(b)]
  if (x !== y) return x < y ? -1 : 1
  return Math.sign(a.length - b.length)
}

/** '1948' · '03/1948' · '15/03/1948' */
export function formatPartialVi(date: PartialDate): string {
  const precision = precisionOf(date)
  if (precision === 'day') return formatDateVi(date)
  return precision === 'month' ? `${date.slice(5)}/${date.slice(0, 4)}` : date
}

/** The three boxes of a form, day and month may stay empty ("không nhớ ngày"); null when no such date exists. */
export function parsePartialVi(typed: { readonly y: string; readonly m?: string; readonly d?: string }): PartialDate | null {
  const box = (text: string | undefined): string => (text ?? '').normalize('NFKC').trim()
  const [y, m, d] = [box(typed.y), box(typed.m), box(typed.d)]
  if (!/^\d{4}$/.test(y) || !/^\d{0,2}$/.test(m) || !/^\d{0,2}$/.test(d) || (d !== '' && m === '')) return null
  const date = [y, m, d].filter((part) => part !== '').map((part) => part.padStart(2, '0')).join('-')
  return isPartialDate(date) ? date : null
}
