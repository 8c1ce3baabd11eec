import { addMonths, daysInMonth, instantOfLocal, localTimeOf, partsOf, plainDate, type PlainDate } from '../../kernel/plain-date.ts'
import type { Instant } from '../../platform/index.ts'

/** A month as counted: half-open, in Việt Nam's days. */
export interface Period {
  /** '2026-11' */
  readonly month: string
  readonly from: Instant
  /** First moment after it. */
  readonly to: Instant
  /** The moment it is looked at from: its end, or now while it runs. */
  readonly asAt: Instant
  /** False while it still runs. */
  readonly complete: boolean
}

/** The month seen from now; a month to come is undefined. */
export function periodOf(month: string, now: Instant): Period | undefined {
  const first = firstDay(month)
  if (!first) return undefined
  const [from, to] = [instantOfLocal(first, '00:00'), instantOfLocal(addMonths(first, 1), '00:00')]
  if (from > now) return undefined
  return { month, from, to, asAt: to < now ? to : now, complete: to <= now }
}

/** The month before, cut at the same day and time while this one still runs: like is compared with like. */
export function periodBefore(period: Period, now: Instant): Period {
  const before = addMonths(firstDay(period.month)!, -1)
  const whole = periodOf(before.slice(0, 7), now)!
  if (period.complete) return whole
  const { date, hour, minute } = localTimeOf(period.asAt)
  const day = Math.min(partsOf(date).d, daysInMonth(partsOf(before).y, partsOf(before).m))
  const cut = instantOfLocal(plainDate(partsOf(before).y, partsOf(before).m, day), `${two(hour)}:${two(minute)}`)
  return { ...whole, to: cut, asAt: cut, complete: true }
}

/** The months up to now, newest first. */
export function monthsBack(today: PlainDate, count: number): string[] {
  const first = `${today.slice(0, 7)}-01`
  return Array.from({ length: count }, (_, back) => addMonths(first, -back).slice(0, 7))
}

function firstDay(month: string): PlainDate | undefined {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return /^\d{4}-\d{2}$/.test(month) && number >= 1 && number <= 12 && year >= 2000 ? `${month}-01` : undefined
}

const two = (n: number): string => String(n).padStart(2, '0')
