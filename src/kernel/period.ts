import { addDays, isPlainDate } from './plain-date.ts'
import type { PlainDate } from './plain-date.ts'

/** Days from `from` up to, not including, `to`; null is open. Never empty. */
export interface Period { readonly from: PlainDate | null; readonly to: PlainDate | null }

/** RangeError for dates that do not exist and for a period that would hold no day. */
export function period(from: PlainDate | null, to: PlainDate | null): Period {
  for (const bound of [from, to]) {
    if (bound !== null && !isPlainDate(bound)) throw new RangeError('a bound of the period is not a date')
  }
  if (!holdsDays(from, to)) throw new RangeError('the period ends before it holds a day')
  return { from, to }
}

/** From a first to a last day, both included, as papers write it. */
export function periodOfDays(first: PlainDate, last: PlainDate | null): Period {
  return period(first, last === null ? null : addDays(last, 1))
}

export function contains(p: Period, date: PlainDate): boolean {
  return (p.from === null || p.from <= date) && (p.to === null || date < p.to)
}

export function overlaps(a: Period, b: Period): boolean {
  return intersect(a, b) !== null
}

/** One ends exactly where the other begins. */
export function adjacent(a: Period, b: Period): boolean {
  return (a.to !== null && a.to === b.from) || (b.to !== null && b.to === a.from)
}

export function intersect(a: Period, b: Period): Period | null {
  const from = laterStart(a.from, b.from)
  const to = earlierEnd(a.to, b.to)
  return holdsDays(from, to) ? { from, to } : null
}

function holdsDays(from: PlainDate | null, to: PlainDate | null): boolean {
  return from === null || to === null || from < to
}

function laterStart(a: PlainDate | null, b: PlainDate | null): PlainDate | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

function earlierEnd(a: PlainDate | null, b: PlainDate | null): PlainDate | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
