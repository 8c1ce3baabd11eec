import type { Ctx, Instant } from '../../platform/index.ts'
import { indicators } from './catalogue.ts'
import type { Counted, Indicator } from './definition.ts'
import { firstCaseAt, firstFilingAt, measure, stepsOf, type Cell, type Scope, type StepRow } from './indicators.sql.ts'
import { periodBefore, type Period } from './period.ts'
import { indicatorOf } from './catalogue.ts'
import { scopeOf, type Asked } from './scope.ts'

/** A count, or the two halves of a rate. */
export interface Measured {
  readonly numerator: number
  /** Null for a plain count. Zero: there is nothing to divide by, so there is no rate. */
  readonly denominator: number | null
}

export interface Figure {
  readonly indicator: Indicator
  /** Null where no filing, or no campaign, had come yet: a gap, never a zero. */
  readonly value: Measured | null
  /** The same stretch of the month before; null where there is none. */
  readonly before: Measured | null
  readonly byArea: ReadonlyMap<string, Measured>
  readonly byProcedure: ReadonlyMap<string, Measured>
}

export interface Figures {
  readonly period: Period
  readonly asAt: Instant
  readonly figures: readonly Figure[]
}

/** Every figure of an area and month with its parts; the sum of the parts is the figure, because both come from the same rows. */
export async function readFigures(ctx: Ctx, asked: Asked): Promise<Figures> {
  const scope = scopeOf(ctx, asked)
  const before = { ...scope, period: periodBefore(scope.period, ctx.now) }
  const [filing, work] = [await firstFilingAt(ctx.tx), await firstCaseAt(ctx.tx)]
  const now = await cellsOf(ctx, scope)
  const then = await cellsOf(ctx, before)
  const figures = indicators().map((indicator): Figure => {
    const first = indicator.counts === 'case' ? work : filing
    const covers = (period: Period): boolean => first !== null && first < period.to
    return {
      indicator,
      value: covers(scope.period) ? sum(indicator, now.get(indicator.id)!) : null,
      before: covers(before.period) ? sum(indicator, then.get(indicator.id)!) : null,
      byArea: grouped(indicator, now.get(indicator.id)!, (cell) => cell.area), byProcedure: grouped(indicator, now.get(indicator.id)!, (cell) => cell.procedure),
    }
  })
  return { period: scope.period, asAt: scope.period.asAt, figures }
}

/** Where work stands now, step by step: those past their step's own time first. The list of each is that of the given indicator. */
export async function stepsOfIndicator(ctx: Ctx, id: string, asked: Asked): Promise<StepRow[]> {
  return stepsOf(ctx.tx, indicatorOf(id), scopeOf(ctx, asked))
}

/** A rate in percent, null where there is nothing to divide by. */
export function percentOf({ numerator, denominator }: Measured): number | null {
  if (denominator === null || denominator === 0) return null
  return (100 * numerator) / denominator
}

/** Fewer than this many and a rate says more about chance than about work: no rank (ux.md §3.16). */
export const SMALLEST_RANKED = 30

export interface Ranked {
  readonly area: string
  readonly measured: Measured
  /** Null: too few to be ranked. Equal rates share a rank. */
  readonly rank: number | null
}

/** Units by their rate, best first; small ones come after, by name of code, without a rank. */
export function rank(figure: Pick<Figure, 'byArea'>): Ranked[] {
  const all = [...figure.byArea].map(([area, measured]) => ({ area, measured, rate: percentOf(measured) }))
  const large = all.filter((each) => each.rate !== null && each.measured.denominator! >= SMALLEST_RANKED).sort((a, b) => b.rate! - a.rate! || (a.area < b.area ? -1 : 1))
  const small = all.filter((each) => !large.includes(each)).sort((a, b) => (a.area < b.area ? -1 : 1))
  return [
    ...large.map(({ area, measured, rate }) => ({ area, measured, rank: 1 + large.filter((other) => other.rate! > rate!).length })),
    ...small.map(({ area, measured }) => ({ area, measured, rank: null })),
  ]
}

async function cellsOf(ctx: Ctx, scope: Scope): Promise<Map<string, Cell[]>> {
  const all = new Map<string, Cell[]>()
  for (const counts of ['dossier', 'lane', 'case'] satisfies Counted[]) {
    const some = indicators().filter((each) => each.counts === counts)
    if (some.length > 0) for (const [id, cells] of await measure(ctx.tx, counts, some, scope)) all.set(id, cells)
  }
  return all
}

function grouped(indicator: Indicator, cells: readonly Cell[], key: (cell: Cell) => string): Map<string, Measured> {
  return new Map([...Map.groupBy(cells, key)].map(([name, some]) => [name, sum(indicator, some)]))
}

function sum(indicator: Indicator, cells: readonly Cell[]): Measured {
  const total = (of: 'numerator' | 'denominator'): number => cells.reduce((all, cell) => all + cell[of], 0)
  return { numerator: total('numerator'), denominator: indicator.denominator ? total('denominator') : null }
}
