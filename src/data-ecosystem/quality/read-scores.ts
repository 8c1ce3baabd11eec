import { readNames } from '../../foundations/population/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { qualityRules } from './catalogue.ts'
import { ownCommunes } from './own-areas.ts'
import { refuse } from './refusals.ts'
import type { Dimension, Rule } from './rule.ts'
import { birthInTime, gradeOf, scoreMethodOn, timelinessOn, type Grade, type ScoreMethod, type Timeliness } from './score-method.ts'
import { lastMeasured, selectLateBirths, selectMeasures, selectParts, selectTrend, type Measure } from './scores.sql.ts'

export const dimensions: readonly Dimension[] = ['accurate', 'complete', 'clean', 'live']

export interface UnitScore extends Measure {
  readonly grade: Grade
}
export interface Unit {
  /** Five digits: a commune; two: a province. */
  readonly area: string
  readonly scores: readonly UnitScore[]
}
export interface UnitScores {
  /** The day they are of; nothing has been counted yet where there is none. */
  readonly day: PlainDate | null
  readonly unit: Unit
  /** For a province: its communes, the lowest first. Empty for a commune. */
  readonly communes: readonly Unit[]
}

/** The unit of the officer's post: his commune, or his province. */
function ownUnit(ctx: Ctx): string {
  return (ctx.actor.kind === 'officer' ? ctx.actor.areas[0] : undefined) ?? refuse('quality.area-unknown')
}

/** D-14: the scores of the officer's unit on the last day they were counted, and of the communes of a province. Figures alone: nobody's data. */
export async function readUnitScores(ctx: Ctx): Promise<UnitScores> {
  const communes = ownCommunes(ctx, 'quality.figures')
  const own = ownUnit(ctx)
  const day = await lastMeasured(ctx.tx)
  if (day === null) return { day, unit: { area: own, scores: [] }, communes: [] }
  const method = scoreMethodOn(day)
  const rows = await selectMeasures(ctx.tx, [own, ...communes], day)
  const unitOf = (area: string): Unit => ({ area, scores: dimensions.flatMap((dimension) => rows.filter((row) => row.area === area && row.dimension === dimension).map((row) => ({ ...row, grade: gradeOf(row.percent, method) }))) })
  const mean = ({ scores }: Unit): number => scores.reduce((sum, each) => sum + each.percent, 0) / Math.max(1, scores.length)
  return { day, unit: unitOf(own), communes: own.length === 2 ? communes.map(unitOf).filter((unit) => unit.scores.length > 0).toSorted((a, b) => mean(a) - mean(b) || (a.area < b.area ? -1 : 1)) : [] }
}

export interface ScorePart {
  /** The rule; nothing for events of life that are to be recorded in time. */
  readonly rule: Rule | null
  readonly judged: number
  readonly found: number
  readonly percent: number
  readonly weight: number
}
export interface OpenedScore {
  readonly day: PlainDate
  readonly area: string
  readonly dimension: Dimension
  readonly score: UnitScore | null
  /** The rules it is made of, the worst first. */
  readonly parts: readonly ScorePart[]
  readonly trend: readonly { readonly day: PlainDate; readonly percent: number }[]
  readonly method: ScoreMethod
  readonly timeliness: Timeliness
}

const days = 30

/** One score: the rules it is made of with their counts, how it is counted, and the days before. Refuses a unit that is not the officer's. */
export async function readScore(ctx: Ctx, asked: { readonly dimension: Dimension; readonly area?: string | null }): Promise<OpenedScore | null> {
  const { area, communes } = unitAsked(ctx, asked.area ?? null, 'quality.figures')
  const day = await lastMeasured(ctx.tx)
  if (day === null) return null
  const method = scoreMethodOn(day)
  const [measures, rows, trend] = [await selectMeasures(ctx.tx, [area], day), await selectParts(ctx.tx, communes, day), await selectTrend(ctx.tx, area, asked.dimension, days)]
  const parts = rows.flatMap((row): ScorePart[] => {
    const rule = qualityRules().find((each) => each.id === row.rule) ?? null
    const dimension = rule?.dimension ?? (row.rule === birthInTime ? 'live' : null)
    if (dimension !== asked.dimension || row.judged === 0) return []
    return [{ rule, judged: row.judged, found: row.found, percent: Math.floor((1_000 * (row.judged - Math.min(row.found, row.judged))) / row.judged) / 10, weight: method.weights[rule?.severity ?? 'warning'] }]
  })
  const measure = measures.find((each) => each.dimension === asked.dimension)
  return { day, area, dimension: asked.dimension, score: measure ? { ...measure, grade: gradeOf(measure.percent, method) } : null, parts: parts.toSorted((a, b) => a.percent - b.percent || b.found - a.found), trend, method, timeliness: timelinessOn(day) }
}

/** The unit a figure or list is asked for: the officer's own, or a commune inside it. */
export function unitAsked(ctx: Ctx, area: string | null, action: string): { area: string; communes: readonly string[] } {
  const communes = ownCommunes(ctx, action)
  if (area === null || area === ownUnit(ctx)) return { area: ownUnit(ctx), communes }
  return communes.includes(area) ? { area, communes: [area] } : refuse('quality.not-own-area')
}

export interface LateBirth {
  readonly personId: string
  readonly name: string
  readonly bornOn: PlainDate
  readonly registeredOn: PlainDate
}

/** Children behind the number of births registered late. Logged with everybody it names. */
export async function readLateBirths(ctx: Ctx, area: string | null): Promise<LateBirth[]> {
  const { communes } = unitAsked(ctx, area, 'quality.work')
  const day = (await lastMeasured(ctx.tx)) ?? ctx.today
  const rows = await selectLateBirths(ctx.tx, communes, day, timelinessOn(day), 200)
  const names = await readNames(ctx, rows.map((row) => row.personId))
  ctx.logRead({ kind: 'list', register: 'civil-status', subjects: rows.map((row) => row.personId), fields: ['birthRecord'] })
  return rows.map((row) => ({ ...row, name: names.get(row.personId) ?? '' }))
}
