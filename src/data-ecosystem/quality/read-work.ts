import { readNames } from '../../foundations/population/index.ts'
import { allow, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { qualityRules, ruleOf } from './catalogue.ts'
import { selectCounts, selectEvents, selectFinding, selectGroup, selectHamlets, selectHouseholds, selectLastPass, selectScores, selectWorklist, type Finding, type FindingEvent, type RuleCount } from './findings.sql.ts'
import { ownCommunes } from './own-areas.ts'
import { refuseUnless } from './refusals.ts'
import type { Dimension, Rule } from './rule.ts'

export interface CleaningOverview {
  /** Rules with something open or closed this week, errors and the most pressing first. */
  readonly rules: readonly (RuleCount & { readonly of: Rule })[]
  readonly hamlets: readonly string[]
  readonly scores: readonly Score[]
  readonly scoredOn: PlainDate | null
  readonly lastPass: Instant | null
}

export interface Score {
  readonly dimension: Dimension
  /** Satisfied of judged, in percent with one decimal: the mean of the rules of this dimension (domain §8.1). */
  readonly percent: number
}

/** P-13: what is left in the officer's communes, by rule. Counts alone: nobody's data, nothing logged. */
export async function readCleaning(ctx: Ctx, hamlet: string | null = null): Promise<CleaningOverview> {
  const areas = ownCommunes(ctx, 'quality.figures')
  const [counts, hamlets, scores, lastPass] = await Promise.all([selectCounts(ctx.tx, areas, ctx.today, hamlet), selectHamlets(ctx.tx, areas), selectScores(ctx.tx, areas), selectLastPass(ctx.tx)])
  const rules = qualityRules().flatMap((of) => counts.filter((each) => each.rule === of.id && (each.open > 0 || each.closedThisWeek > 0)).map((each) => ({ ...each, of })))
  const weight = (each: { of: Rule; open: number }): number => (each.open === 0 ? 2 : each.of.severity === 'error' ? 0 : 1)
  return { rules: rules.sort((a, b) => weight(a) - weight(b) || b.late - a.late || b.open - a.open), hamlets, scores: scoresOf(scores), scoredOn: scores[0]?.day ?? null, lastPass }
}

function scoresOf(rows: readonly { rule: string; judged: number; found: number }[]): Score[] {
  return (['accurate', 'complete', 'clean', 'live'] as const).flatMap((dimension) => {
    const own = rows.filter((row) => row.judged > 0 && qualityRules().find((each) => each.id === row.rule)?.dimension === dimension)
    if (own.length === 0) return []
    return [{ dimension, percent: Math.floor((own.reduce((sum, row) => sum + (row.judged - row.found) / row.judged, 0) / own.length) * 1_000) / 10 }]
  })
}

export interface Listed extends Finding {
  readonly of: Rule
  /** Name of the person, or file number and dwelling of the household. */
  readonly title: string
}

export interface Worklist {
  readonly rule: Rule | null
  readonly items: readonly Listed[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

export const listLength = 25

/** One list of work: by rule, by hamlet, or what waits for approval. Logged with everybody it names. */
export async function readWorklist(ctx: Ctx, asked: { readonly rule?: string | null; readonly hamlet?: string | null; readonly proposed?: boolean; readonly page?: number; readonly most?: number }): Promise<Worklist> {
  const areas = ownCommunes(ctx, asked.proposed ? 'quality.approve' : 'quality.work')
  const rule = asked.rule ? ruleOf(asked.rule) : null
  const most = asked.most ?? listLength
  const page = Math.max(1, asked.page ?? 1)
  const found = await selectWorklist(ctx.tx, { areas, rule: rule?.id ?? null, hamlet: asked.hamlet ?? null, proposed: asked.proposed ?? false, most, skip: (page - 1) * most })
  const titles = await titlesOf(ctx, found)
  const total = found[0]?.total ?? 0
  return { rule, items: found.map((each) => ({ ...each, of: ruleOf(each.rule), title: titles.get(each.subjectId) ?? '' })), total, page, pages: Math.max(1, Math.ceil(total / most)) }
}

async function titlesOf(ctx: Ctx, findings: readonly Finding[]): Promise<Map<string, string>> {
  const of = (kind: Finding['subjectKind']): string[] => [...new Set(findings.filter((each) => each.subjectKind === kind).map((each) => each.subjectId))]
  const names = await readNames(ctx, of('person'))
  const homes = of('household').length > 0 ? await selectHouseholds(ctx.tx, of('household')) : []
  if (homes.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: [...new Set(homes.flatMap((home) => home.people))], fields: ['household'] })
  return new Map([...names, ...homes.map((home) => [home.householdId, `${home.fileNumber}, ${home.detail}`] as const)])
}

export interface OpenedFinding {
  readonly finding: Finding
  readonly rule: Rule
  /** The other relative, or those who share the number or the name. */
  readonly others: readonly string[]
  readonly events: readonly FindingEvent[]
}

/** P-14: one case. What is wrong is read, and logged, by the screen from the registers themselves. */
export async function readFinding(ctx: Ctx, findingId: string): Promise<OpenedFinding> {
  const finding = await findingFor(ctx, findingId, 'quality.work')
  const rule = ruleOf(finding.rule)
  ctx.logRead({ kind: 'open', register: 'population', subjects: finding.subjectKind === 'person' ? [finding.subjectId] : [], fields: ['quality'] })
  const others = rule.scope.kind === 'kin' ? [finding.fingerprint] : rule.scope.kind === 'group' ? await selectGroup(ctx.tx, finding) : []
  return { finding, rule, others, events: await selectEvents(ctx.tx, findingId) }
}

/** The finding, for whoever may do this in its commune; refuses an unknown one. */
export async function findingFor(ctx: Ctx, findingId: string, action: string): Promise<Finding> {
  const finding = await selectFinding(ctx.tx, findingId)
  allow(ctx, action, { area: finding?.area ?? (ctx.actor.kind === 'officer' ? ctx.actor.areas[0] : null) ?? null })
  refuseUnless(finding, 'quality.finding-unknown')
  return finding
}
