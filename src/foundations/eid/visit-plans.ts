import { isId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type Ctx, type OfficerActor, type PlainDate } from '../../platform/index.ts'
import { accountsAtStage, type CampaignRow } from './cases.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { eidRule } from './rules.ts'
import { insertVisitPlan, markVisit, plannedAmong, visitOutcomes, visitPlanById, visitPlansIn, visitsOf, type VisitCounts, type VisitOutcome, type VisitPlanRow, type VisitRow } from './visits.sql.ts'

export { visitOutcomes, type VisitCounts, type VisitOutcome, type VisitPlanRow, type VisitRow }

/** What a team can see in one day. */
export const mostDoors = 60
/** Everybody of a commune who waits: the order of the houses is found among all of them. */
const mostFound = 50_000

/**
 * P-12: a day from house to house among those whose e-ID is approved and not active, house by house within a hamlet. Who stands in another
 * plan of that day or later and was not seen yet is left out. Refuses a day that is over, and a place where nobody waits.
 */
export async function planVisits(ctx: Ctx, input: { planId: string; day: PlainDate; hamlet: string | null; doors: number }): Promise<{ doors: number }> {
  const me = officerOf(ctx)
  const area = me.areas[0] ?? refuse('eid.case-unknown')
  allow(ctx, 'eid.campaign', { area })
  refuseUnless(input.day >= ctx.today, 'eid.visit-day-over', { field: 'day' })
  const since = plusSeconds(ctx.now, -eidRule('used-within-days', ctx.today).value * 86_400)
  const waiting = await accountsAtStage(ctx.tx, 'residence', [area], 'not-activated', since, input.hamlet, mostFound)
  const planned = await plannedAmong(ctx.tx, waiting.map((row) => row.accountId), ctx.today)
  const chosen = waiting.filter((row) => !planned.has(row.accountId)).toSorted(byHouse).slice(0, Math.min(Math.max(1, input.doors), mostDoors))
  refuseUnless(chosen.length > 0, 'eid.visits-nobody', { field: 'hamlet' })
  await insertVisitPlan(ctx.tx, { planId: input.planId, area, hamlet: input.hamlet, day: input.day, organisationId: me.organisationId, plannedAt: ctx.now, plannedBy: me.personId }, chosen.map((row) => row.accountId))
  return { doors: chosen.length }
}

const collator = new Intl.Collator('vi', { numeric: true })
const byHouse = (a: CampaignRow, b: CampaignRow): number => collator.compare(a.hamlet ?? '\uffff', b.hamlet ?? '\uffff') || collator.compare(a.detail ?? '', b.detail ?? '') || collator.compare(a.displayName, b.displayName)

/** The days of the officer's communes, newest first, with how they went. Numbers alone. */
export async function visitPlans(ctx: Ctx): Promise<(VisitPlanRow & VisitCounts)[]> {
  const me = officerOf(ctx)
  for (const area of me.areas) allow(ctx, 'eid.campaign', { area })
  return visitPlansIn(ctx.tx, me.areas)
}

/** One day with its doors. Logged as a list of the people behind them. */
export async function visitPlan(ctx: Ctx, planId: string): Promise<{ plan: VisitPlanRow; doors: VisitRow[] }> {
  const plan = await planOf(ctx, planId)
  const doors = await visitsOf(ctx.tx, planId)
  ctx.logRead({ kind: 'list', register: 'eid', subjects: doors.map((row) => row.personId), fields: ['account', 'fullName', 'birthDate', 'residence'] })
  return { plan, doors }
}

export interface VisitMark { readonly accountId: string; readonly outcome: VisitOutcome | null; /** What stood there when the page was opened. */ readonly was: VisitOutcome | null }

/** What was found at the doors, all at once as it stands on the sheet; sent again it changes nothing. Returns the doors that somebody else has marked otherwise meanwhile: they stay as they are. */
export async function markVisits(ctx: Ctx, input: { planId: string; marks: readonly VisitMark[] }): Promise<{ clashes: string[] }> {
  const me = officerOf(ctx)
  const plan = await planOf(ctx, input.planId)
  refuseUnless(plan.day <= ctx.today, 'eid.visit-day-not-yet')
  const clashes: string[] = []
  for (const mark of input.marks) {
    if (mark.outcome === mark.was) continue
    if (!(await markVisit(ctx.tx, { planId: plan.planId, ...mark, by: me.personId, at: ctx.now }))) clashes.push(mark.accountId)
  }
  return { clashes }
}

async function planOf(ctx: Ctx, planId: string): Promise<VisitPlanRow> {
  officerOf(ctx)
  const plan = isId(planId) ? await visitPlanById(ctx.tx, planId) : undefined
  if (!plan) return refuse('eid.case-unknown')
  allow(ctx, 'eid.campaign', { area: plan.area })
  return plan
}

function officerOf(ctx: Ctx): OfficerActor {
  if (ctx.actor.kind === 'officer') return ctx.actor
  allow(ctx, 'eid.campaign')
  return refuse('eid.case-unknown')
}
