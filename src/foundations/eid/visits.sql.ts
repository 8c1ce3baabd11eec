import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import { hamletOf } from './cases.sql.ts'

export const visitOutcomes = ['met', 'activated', 'not-home', 'refused'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

export interface VisitPlanRow {
  readonly planId: string
  readonly area: string
  readonly hamlet: string | null
  readonly day: PlainDate
  readonly organisationId: string
  readonly plannedAt: Instant
}
const plan = sql`p.plan_id as "planId", p.area, p.hamlet, p.day, p.organisation_id as "organisationId", p.planned_at as "plannedAt"`

/** False when this plan was made before: the same press twice. */
export async function insertVisitPlan(tx: Tx, row: VisitPlanRow & { plannedBy: string }, accounts: readonly string[]): Promise<boolean> {
  const made = await tx.run(sql`
    insert into eid_visit_plan (plan_id, area, hamlet, day, organisation_id, planned_by, planned_at)
    values (${row.planId}, ${row.area}, ${row.hamlet}, ${row.day}, ${row.organisationId}, ${row.plannedBy}, ${row.plannedAt}) on conflict do nothing`)
  if (made === 1) await tx.run(sql`insert into eid_visit (plan_id, account_id, place) select ${row.planId}::uuid, a, n from unnest(${accounts}::uuid[]) with ordinality as each (a, n)`)
  return made === 1
}

export const visitPlanById = (tx: Tx, planId: string) => tx.maybe<VisitPlanRow>(sql`select ${plan} from eid_visit_plan p where plan_id = ${planId}`)

/** How a day went. Activated: what the accounts say today, whatever was marked. */
export interface VisitCounts { readonly doors: number; readonly met: number; readonly notHome: number; readonly refused: number; readonly unmarked: number; readonly activated: number }

export const visitPlansIn = (tx: Tx, areas: readonly string[]) =>
  tx.many<VisitPlanRow & VisitCounts>(sql`
    select ${plan}, count(*)::int as doors, count(*) filter (where v.outcome in ('met', 'activated'))::int as met, count(*) filter (where v.outcome = 'not-home')::int as "notHome",
      count(*) filter (where v.outcome = 'refused')::int as refused, count(*) filter (where v.outcome is null)::int as unmarked, count(*) filter (where a.activated_at is not null)::int as activated
    from eid_visit_plan p join eid_visit v using (plan_id) join eid_account a using (account_id)
    where p.area = any(${areas}) group by p.plan_id order by p.day desc, p.planned_at desc limit 60`)

export interface VisitRow {
  readonly accountId: string
  readonly personId: string
  readonly place: number
  readonly outcome: VisitOutcome | null
  readonly displayName: string
  readonly hamlet: string | null
  readonly detail: string | null
  readonly birthDate: string | null
  readonly hasPhone: boolean
  readonly activatedAt: Instant | null
}

export const visitsOf = (tx: Tx, planId: string) =>
  tx.many<VisitRow>(sql`
    select v.account_id as "accountId", a.person_id as "personId", v.place, v.outcome, a.display_name as "displayName", ${hamletOf} as hamlet, r.detail, p.birth_date as "birthDate", a.phone is not null as "hasPhone", a.activated_at as "activatedAt"
    from eid_visit v join eid_account a using (account_id)
      left join residence_public.open_residence r on r.person_id = a.person_id and r.rank = 1 left join population_public.current_person p on p.person_id = a.person_id
    where v.plan_id = ${planId} order by v.place`)

/** Of these accounts those that somebody will visit from that day on and has not yet. */
export const plannedAmong = async (tx: Tx, accounts: readonly string[], from: PlainDate): Promise<Set<string>> =>
  new Set((await tx.many<{ accountId: string }>(sql`
    select v.account_id as "accountId" from eid_visit v join eid_visit_plan p using (plan_id) where v.account_id = any(${accounts}::uuid[]) and v.outcome is null and p.day >= ${from}`)).map((row) => row.accountId))

/** Marks a door as whoever marks it saw it: what somebody else has marked otherwise meanwhile stays. */
export const markVisit = async (tx: Tx, mark: { planId: string; accountId: string; outcome: VisitOutcome | null; was: VisitOutcome | null; by: string; at: Instant }): Promise<boolean> =>
  (await tx.run(sql`
    update eid_visit set outcome = ${mark.outcome}, marked_by = ${mark.outcome === null ? null : mark.by}, marked_at = ${mark.outcome === null ? null : mark.at}
    where plan_id = ${mark.planId} and account_id = ${mark.accountId} and (outcome is not distinct from ${mark.was}::text or outcome is not distinct from ${mark.outcome}::text)`)) === 1
