import { readActs, type RecordedAct } from '../../foundations/acts/index.ts'
import { readNames } from '../../foundations/population/index.ts'
import { allow, isAllowed, type Ctx, plusSeconds, type Instant, type PlainDate } from '../../platform/index.ts'
import { qualityRules, ruleOf } from './catalogue.ts'
import { selectCounts, selectEvents, selectFinding, selectGroup, selectHamlets, selectHouseholds, selectLastPass, selectWorklist, type Finding, type FindingEvent, type RuleCount } from './findings.sql.ts'
import { selectListOf } from './list.sql.ts'
import { ownCommunes } from './own-areas.ts'
import { refuseUnless } from './refusals.ts'
import { readUnitScores, unitAsked, type Unit } from './read-scores.ts'
import type { Rule } from './rule.ts'

export interface CleaningOverview {
  /** Rules with something open or closed this week, errors and the most pressing first. */
  readonly rules: readonly (RuleCount & { readonly of: Rule })[]
  /** Those of delicate lists, apart, for posts with the sensitive right; null for everybody else. */
  readonly restricted: readonly (RuleCount & { readonly of: Rule })[] | null
  readonly hamlets: readonly string[]
  /** The unit's scores of the last pass. */
  readonly scores: Unit
  readonly scoredOn: PlainDate | null
  readonly lastPass: Instant | null
}

/** P-13: what is left in the officer's communes, by rule. Counts alone: nobody's data, nothing logged. */
export async function readCleaning(ctx: Ctx, hamlet: string | null = null): Promise<CleaningOverview> {
  const areas = ownCommunes(ctx, 'quality.figures')
  const [counts, hamlets, scores, lastPass] = await Promise.all([selectCounts(ctx.tx, areas, ctx.today, hamlet, mayDelicate(ctx)), selectHamlets(ctx.tx, areas), readUnitScores(ctx), selectLastPass(ctx.tx)])
  const rules = qualityRules().flatMap((of) => counts.filter((each) => each.rule === of.id && (each.open > 0 || each.closedThisWeek > 0)).map((each) => ({ ...each, of })))
  const weight = (each: { of: Rule; open: number }): number => (each.open === 0 ? 2 : each.of.severity === 'error' ? 0 : 1)
  const sorted = rules.sort((a, b) => weight(a) - weight(b) || b.late - a.late || b.open - a.open)
  return { rules: sorted.filter((each) => !each.of.sensitive), restricted: mayDelicate(ctx) ? sorted.filter((each) => each.of.sensitive) : null, hamlets, scores: scores.unit, scoredOn: scores.day, lastPass }
}

export const mayDelicate = (ctx: Ctx): boolean => isAllowed(ctx.actor, 'quality.sensitive', { area: ctx.actor.kind === 'officer' ? ctx.actor.areas[0] ?? null : null }, ctx.today)

export interface Listed extends Finding {
  readonly of: Rule
  /** Name of the person, file number and dwelling of the household, or list and line where nobody was found. */
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

/** How long a finding has stood: at least so many days, or longer than its term. */
export type Age = 7 | 30 | 90 | 'late'

export interface AskedList {
  readonly rule?: string | null
  readonly hamlet?: string | null
  /** A commune of the officer's province. */
  readonly area?: string | null
  readonly age?: Age | null
  readonly proposed?: boolean
  readonly page?: number
  readonly most?: number
}

/** One list of work: by rule, commune, hamlet and age, or what waits for approval. Logged with everybody it names. */
export async function readWorklist(ctx: Ctx, asked: AskedList): Promise<Worklist> {
  const { communes: areas } = unitAsked(ctx, asked.area ?? null, asked.proposed ? 'quality.approve' : 'quality.work')
  const rule = asked.rule ? ruleOf(asked.rule) : null
  if (rule?.sensitive) allow(ctx, 'quality.sensitive', { area: areas[0] ?? null })
  const age = asked.age ?? null
  const most = asked.most ?? listLength
  const page = Math.max(1, asked.page ?? 1)
  const found = await selectWorklist(ctx.tx, { areas, rule: rule?.id ?? null, hamlet: asked.hamlet ?? null, proposed: asked.proposed ?? false, openedBefore: typeof age === 'number' ? plusSeconds(ctx.now, -age * 86_400) : null, dueBefore: age === 'late' ? ctx.today : null, sensitive: mayDelicate(ctx), most, skip: (page - 1) * most })
  const titles = await titlesOf(ctx, found)
  const total = found[0]?.total ?? 0
  return { rule, items: found.map((each) => ({ ...each, of: ruleOf(each.rule), title: titleOf(each, titles) })), total, page, pages: Math.max(1, Math.ceil(total / most)) }
}

const titleOf = (each: Finding, titles: ReadonlyMap<string, string>): string => (each.subjectKind === 'line' ? `${titles.get(each.subjectId) ?? ''}, dòng ${each.fingerprint}` : titles.get(each.subjectId) ?? '')

async function titlesOf(ctx: Ctx, findings: readonly Finding[]): Promise<Map<string, string>> {
  const of = (kind: Finding['subjectKind']): string[] => [...new Set(findings.filter((each) => each.subjectKind === kind).map((each) => each.subjectId))]
  const names = await readNames(ctx, of('person'))
  const homes = of('household').length > 0 ? await selectHouseholds(ctx.tx, of('household')) : []
  if (homes.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: [...new Set(homes.flatMap((home) => home.people))], fields: ['household'] })
  const lists = new Map<string, string>()
  for (const listId of new Set(findings.flatMap((each) => (each.subjectKind === 'line' ? [each.subjectId] : [])))) lists.set(listId, (await selectListOf(ctx.tx, listId))?.title ?? '')
  return new Map([...names, ...lists, ...homes.map((home) => [home.householdId, `${home.fileNumber}, ${home.detail}`] as const)])
}

/** A legal act that brought a fault or mended it. */
export interface NamedAct {
  /** Words for it: `actWords`. */
  readonly type: string
  readonly occurredOn: PlainDate
  readonly dossierId: string | null
  /** About whom or what the finding is; of an act about somebody else no paper is shown. */
  readonly own: boolean
  readonly article: string
  readonly documents: NonNullable<RecordedAct['basis']['documents']>
}

export interface OpenedFinding {
  readonly finding: Finding
  readonly rule: Rule
  /** The other relative, or those who share the number or the name. */
  readonly others: readonly string[]
  readonly events: readonly FindingEvent[]
  /** By the id that an event names. */
  readonly acts: ReadonlyMap<string, NamedAct>
  /** The sector list it was found on, and its line (0: no line names this person); null for what the register itself shows. */
  readonly list: { readonly title: string; readonly rowNo: number; readonly judgedAt: Instant } | null
}

/** P-14: one case. What is wrong is read, and logged, by the screen from the registers themselves. */
export async function readFinding(ctx: Ctx, findingId: string): Promise<OpenedFinding> {
  const finding = await findingFor(ctx, findingId, 'quality.work')
  const rule = ruleOf(finding.rule)
  ctx.logRead({ kind: 'open', register: 'population', subjects: finding.subjectKind === 'person' ? [finding.subjectId] : [], fields: ['quality'] })
  const others = rule.scope.kind === 'kin' ? [finding.fingerprint] : rule.scope.kind === 'group' ? await selectGroup(ctx.tx, finding) : []
  const list = finding.listId ? await selectListOf(ctx.tx, finding.listId) : undefined
  const events = await selectEvents(ctx.tx, findingId)
  return { finding, rule, others, events, acts: await actsOf(ctx, finding, events), list: list ? { title: list.title, judgedAt: list.judgedAt, rowNo: Number(finding.fingerprint.split(':').at(-1)) } : null }
}

async function actsOf(ctx: Ctx, { subjectId }: Finding, events: readonly FindingEvent[]): Promise<Map<string, NamedAct>> {
  const acts = await readActs(ctx.tx, events.flatMap(({ actId }) => actId ?? []))
  return new Map(acts.map((act) => {
    const own = act.subjectId === subjectId
    return [act.actId, { type: act.type, occurredOn: act.occurredOn, dossierId: act.dossierId, own, article: act.basis.article, documents: own ? act.basis.documents ?? [] : [] }]
  }))
}

/** The finding, for whoever may do this in its commune; refuses an unknown one. */
export async function findingFor(ctx: Ctx, findingId: string, action: string): Promise<Finding> {
  const finding = await selectFinding(ctx.tx, findingId)
  allow(ctx, action, { area: finding?.area ?? (ctx.actor.kind === 'officer' ? ctx.actor.areas[0] : null) ?? null })
  refuseUnless(finding, 'quality.finding-unknown')
  if (finding.sensitive) allow(ctx, 'quality.sensitive', { area: finding.area })
  return finding
}
