import type { Condition } from '../../kernel/expression.ts'
import { legal, type LegalSource } from './vocabulary.ts'

/** A stretch of official time. `same-working-day`: done the day it is received, the next working day if received at `cutoff` or later. */
export interface Limit {
  readonly unit: 'working-hour' | 'working-day' | 'day' | 'same-working-day'
  readonly amount: number
  /** `15:00`: received at this time or later counts from the next working day. */
  readonly cutoff?: string
}

export const hours = (amount: number): Limit => ({ unit: 'working-hour', amount })
export const workingDays = (amount: number): Limit => ({ unit: 'working-day', amount })
/** Calendar days, as the law counts them for a citizen's own time. */
export const days = (amount: number): Limit => ({ unit: 'day', amount })
export const sameWorkingDay = (cutoff = '15:00'): Limit => ({ unit: 'same-working-day', amount: 1, cutoff })
/** Receipt at `cutoff` or later is counted as receipt on the next working day (a common rule, domain: likely). */
export const after = (cutoff: string, limit: Limit): Limit => ({ ...limit, cutoff })

/** One row of a procedure's clock: the limit that holds when the condition does. The first row that holds counts. */
export interface ClockRule {
  readonly limit: Limit
  readonly when?: Condition
  readonly basis: LegalSource
}
export const within = (limit: Limit, basis: LegalSource = internalBudget, when?: Condition): ClockRule => ({ limit, basis, ...(when ? { when } : {}) })

/** A share of the legal limit that an office gives to one of its own steps: set by the office, no law behind it. */
export const internalBudget: LegalSource = legal('Thời gian nội bộ của cơ quan', undefined, 'guess', 'Chia nội bộ, chưa đối chiếu văn bản; tổng không vượt thời hạn luật định')

/**
 * Working hours a limit surely leaves, in the worst lawful case (a day is at least 7 hours of desk time;
 * a same-day limit may start one minute before its cut-off, so only the hours from there to 17:00 are sure).
 */
export function sureWorkingHours(limit: Limit): number {
  if (limit.unit === 'working-hour') return limit.amount
  if (limit.unit === 'working-day') return limit.amount * HOURS_IN_A_DAY
  if (limit.unit === 'day') return limit.amount * HOURS_IN_A_DAY * 5 / 7
  const [hour, minute] = (limit.cutoff ?? '15:00').split(':').map(Number)
  return CLOSING_HOUR - (hour ?? 15) - (minute ?? 0) / 60
}

const HOURS_IN_A_DAY = 7.5
const CLOSING_HOUR = 17
