import { sql, type Instant, type Query, type Tx } from '../../platform/index.ts'
import type { Condition, Counted, Field, Indicator, Moment } from './definition.ts'
import type { Period } from './period.ts'

/** Where and of what: both the number and its list ask this same question. */
export interface Scope {
  /** Codes of the unit and of all units inside it. */
  readonly areas: readonly string[]
  readonly period: Period
  /** National code of one procedure; of a filing the code of its service. */
  readonly procedure?: string | undefined
  /** Name of the step a lane stands in now. */
  readonly step?: string | undefined
}

export interface Cell {
  readonly area: string
  readonly procedure: string
  readonly numerator: number
  readonly denominator: number
}

export interface ListRow {
  readonly id: string
  readonly dossierId: string
  readonly code: string
  readonly area: string
  readonly procedure: string
  /** Short name of the part; null for a whole filing. */
  readonly title: string | null
  readonly filingMode: string
  readonly submittedAt: Instant
  readonly dueAt: Instant | null
  readonly endedAt: Instant | null
  readonly standing: string | null
  readonly step: string | null
  readonly organisationId: string | null
  readonly orderAt: Instant
}

/**
 * Facts of every filing of an area as they stood at `asAt`; columns are named as the conditions name them.
 * The standing follows domain §7.2; `due_at` has already been moved by the first wait for the citizen.
 */
function factsOf(counts: Counted, { areas, period: { asAt } }: Scope): Query {
  if (counts === 'dossier') {
    return sql`
      select f.dossier_id as id, f.dossier_id, f.code, f.area, f.service_code as procedure, f.service_code as service, f.filing_mode, f.channel, f.submitted_at, null::timestamptz as due_at,
        case when f.ended_at < ${asAt} then f.ended_at end as ended_at, null as standing, null as step, null as lane_title, f.receiving_unit as organisation_id
      from dossier_public.dossier_fact f where f.area = any(${areas}) and f.submitted_at < ${asAt}`
  }
  if (counts === 'case') {
    return sql`
      select f.case_id as id, f.campaign_id as dossier_id, f.title || ', ' || f.row_no as code, f.area, f.kind as procedure, f.kind as service, 'none' as filing_mode, 'none' as channel, f.opened_at as submitted_at, f.due_at,
        case when f.ended_at < ${asAt} then f.ended_at end as ended_at, case when f.ended_at < ${asAt} then f.outcome end as outcome, null as step, null as lane_title, null::uuid as organisation_id,
        case
          when f.ended_at < ${asAt} then case when f.ended_at <= f.due_at and f.outcome <> 'unfinished' then 'on-time' else 'late' end
          when f.due_at < ${asAt} then 'late'
          else 'running'
        end as standing
      from campaigns_public.work f where f.area = any(${areas}) and f.opened_at < ${asAt}`
  }
  return sql`
    select f.lane_id as id, f.dossier_id, f.code, f.area, f.procedure_code as procedure, f.service_code as service, f.filing_mode, f.channel, f.submitted_at, f.due_at,
      case when f.ended_at < ${asAt} then f.ended_at end as ended_at, case when f.ended_at < ${asAt} then f.outcome end as outcome, s.name as step, f.organisation_id,
      s.lane_title, f.state_since, f.state_due,
      case
        when f.first_asked_at < ${asAt} and (f.first_answered_at is null or f.first_answered_at >= ${asAt}) or f.second_asked_at < ${asAt} and f.waits_for_citizen then 'citizen'
        when f.started_at is null or f.started_at >= ${asAt} then 'other-part'
        else 'officer'
      end as holder,
      case
        when f.started_at is null or f.started_at >= ${asAt} or f.due_at is null then 'not-counted'
        when f.ended_at < ${asAt} and f.outcome in ('withdrawn', 'stopped') and f.taken_at is null then 'not-counted'
        when f.second_asked_at < ${asAt} then 'late'
        when f.ended_at < ${asAt} then case when f.ended_at <= f.due_at then 'on-time' else 'late' end
        when f.first_asked_at < ${asAt} and (f.first_answered_at is null or f.first_answered_at >= ${asAt}) then case when f.first_asked_at <= f.due_at then 'on-time' else 'late' end
        when f.due_at < ${asAt} then 'late'
        else 'running'
      end as standing
    from dossier_public.lane_fact f left join dossier_public.step s on s.procedure_hash = f.procedure_hash and s.lane = f.lane and s.state = f.state
    where f.area = any(${areas}) and f.submitted_at < ${asAt}`
}

const moments: Readonly<Record<Moment, Query>> = { submittedAt: sql`submitted_at`, dueAt: sql`due_at`, endedAt: sql`ended_at` }
const columns: Readonly<Record<Field, Query>> = {
  filingMode: sql`filing_mode`, channel: sql`channel`, service: sql`service`, procedure: sql`procedure`, outcome: sql`outcome`, standing: sql`standing`, holder: sql`holder`,
}

/** The condition over the facts; unknown (null) counts as no. */
function whereOf(condition: Condition, period: Period): Query {
  switch (condition.op) {
    case 'in-period': return sql`coalesce(${moments[condition.moment]} >= ${period.from} and ${moments[condition.moment]} < ${period.to}, false)`
    case 'open': return sql`(ended_at is null)`
    case 'is': return sql`coalesce(${columns[condition.field]} = any(${condition.among}), false)`
    case 'not': return sql`(not ${whereOf(condition.of, period)})`
    case 'all': return condition.of.length === 0 ? sql`true` : sql`(${sql.join(condition.of.map((each) => whereOf(each, period)), ' and ')})`
    case 'any': return condition.of.length === 0 ? sql`false` : sql`(${sql.join(condition.of.map((each) => whereOf(each, period)), ' or ')})`
  }
}

/** What the numerator counts: for a rate only inside its denominator, so that no rate passes 100 % by mistake of a definition. */
function counted(given: Indicator, period: Period): Query {
  const numerator = whereOf(given.numerator, period)
  return given.denominator ? sql`(${whereOf(given.denominator, period)} and ${numerator})` : numerator
}

function narrowed(scope: Scope): Query {
  const procedure = scope.procedure === undefined ? sql.empty : sql`and procedure = ${scope.procedure}`
  const step = scope.step === undefined ? sql.empty : sql`and step = ${scope.step}`
  return sql`where true ${procedure} ${step}`
}

/** Figures that count the same thing, in one reading, by unit and procedure. */
export async function measure(tx: Tx, counts: Counted, indicators: readonly Indicator[], scope: Scope): Promise<Map<string, Cell[]>> {
  const figures = indicators.map((each, i) => sql`
    count(*) filter (where ${counted(each, scope.period)})::int as ${sql.ident(`n${i}`)}, count(*) filter (where ${each.denominator ? whereOf(each.denominator, scope.period) : sql`false`})::int as ${sql.ident(`d${i}`)}`)
  const rows = await tx.many<Record<string, unknown>>(sql`
    select area, procedure, ${sql.join(figures)} from (${factsOf(counts, scope)}) as facts ${narrowed(scope)} group by area, procedure order by area, procedure`)
  return new Map(indicators.map((each, i) => [each.id, rows.map((row) => ({ area: String(row['area']), procedure: String(row['procedure']), numerator: Number(row[`n${i}`]), denominator: Number(row[`d${i}`]) }))]))
}

/** A page of the list behind a number, oldest promise or newest filing first; `after` is the last row of the page before. */
export function listOf(tx: Tx, given: Indicator, scope: Scope, page: { after?: { at: Instant; id: string } | undefined; limit: number }): Promise<ListRow[]> {
  const lane = given.counts !== 'dossier'
  const order = lane ? sql`coalesce(due_at, submitted_at)` : sql`submitted_at`
  const later = !page.after ? sql.empty : lane ? sql`and (${order}, id) > (${page.after.at}, ${page.after.id})` : sql`and (${order}, id) < (${page.after.at}, ${page.after.id})`
  return tx.many<ListRow>(sql`
    select id, dossier_id as "dossierId", code, area, procedure, lane_title as title, filing_mode as "filingMode", submitted_at as "submittedAt", due_at as "dueAt", ended_at as "endedAt", standing, step,
      organisation_id as "organisationId", ${order} as "orderAt"
    from (${factsOf(given.counts, scope)}) as facts ${narrowed(scope)} and ${counted(given, scope.period)} ${later}
    order by ${lane ? sql`${order}, id` : sql`${order} desc, id desc`} limit ${page.limit}`)
}

export interface StepRow {
  readonly procedure: string
  readonly title: string
  readonly step: string
  readonly waiting: number
  /** Past the step's own time. */
  readonly late: number
  readonly oldestSince: Instant
}

/** The lanes of one indicator by the step they stand in: where work piles up. */
export const stepsOf = (tx: Tx, given: Indicator, scope: Scope) =>
  tx.many<StepRow>(sql`
    select procedure, min(lane_title) as title, step, count(*)::int as waiting, count(*) filter (where state_due < ${scope.period.asAt})::int as late, min(state_since) as "oldestSince"
    from (${factsOf('lane', scope)}) as facts ${narrowed(scope)} and ${counted(given, scope.period)} and step is not null
    group by procedure, step order by late desc, waiting desc, step`)

/** When the first case of a campaign came. */
export const firstCaseAt = async (tx: Tx): Promise<Instant | null> => (await tx.one<{ at: Instant | null }>(sql`select min(opened_at) as at from campaigns_public.work`)).at

/** When the first filing came: before it there is no figure, only a gap. */
export const firstFilingAt = async (tx: Tx): Promise<Instant | null> => (await tx.one<{ at: Instant | null }>(sql`select min(submitted_at) as at from dossier_public.dossier_fact`)).at
