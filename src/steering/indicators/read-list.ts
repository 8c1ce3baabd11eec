import { isId } from '../../kernel/ids.ts'
import { epochOf, isInstant, localTimeOf } from '../../kernel/plain-date.ts'
import { workingDaysBetween } from '../../kernel/working-days.ts'
import type { Ctx, Instant } from '../../platform/index.ts'
import { loadCalendar } from '../../public-services/clock/index.ts'
import { indicatorOf } from './catalogue.ts'
import type { Indicator } from './definition.ts'
import { listOf, measure, type ListRow } from './indicators.sql.ts'
import type { Period } from './period.ts'
import { scopeOf, type Asked } from './scope.ts'

export interface Listed extends ListRow {
  /** Working days after the promise, for what is late; 0 within its day. */
  readonly lateDays: number | null
}

export interface Listing {
  readonly indicator: Indicator
  readonly period: Period
  readonly rows: readonly Listed[]
  /** What the number says; the list has exactly so many rows over all its pages. */
  readonly total: number
  /** Of a rate: what it is divided by. */
  readonly outOf: number | null
  /** Names the next page; null on the last one. */
  readonly next: string | null
}

/** The list behind a number: the same definition over the same facts. Codes, dates and steps, nobody's data. */
export async function readList(ctx: Ctx, id: string, asked: Asked, page: { after?: string | undefined; limit?: number } = {}): Promise<Listing> {
  const scope = scopeOf(ctx, asked)
  const indicator = indicatorOf(id)
  const limit = page.limit ?? 50
  const rows = await listOf(ctx.tx, indicator, scope, { after: cursorOf(page.after), limit: limit + 1 })
  const cells = (await measure(ctx.tx, indicator.counts, [indicator], scope)).get(id)!
  const shown = rows.slice(0, limit)
  return {
    indicator, period: scope.period, rows: shown.map((row) => ({ ...row, lateDays: lateDaysOf(row, scope.period.asAt) })),
    total: cells.reduce((all, cell) => all + cell.numerator, 0), outOf: indicator.denominator ? cells.reduce((all, cell) => all + cell.denominator, 0) : null,
    next: rows.length > limit ? `${shown.at(-1)!.orderAt}_${shown.at(-1)!.id}` : null,
  }
}

function cursorOf(text: string | undefined): { at: Instant; id: string } | undefined {
  const [at, id] = (text ?? '').split('_')
  return at !== undefined && id !== undefined && isInstant(at) && isId(id) ? { at, id } : undefined
}

function lateDaysOf(row: ListRow, asAt: Instant): number | null {
  const end = row.endedAt ?? asAt
  if (row.standing !== 'late' || row.dueAt === null || epochOf(end) <= epochOf(row.dueAt)) return null
  return Math.max(0, workingDaysBetween(loadCalendar(), localTimeOf(row.dueAt).date, localTimeOf(end).date))
}
