import { newId } from '../../kernel/ids.ts'
import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { CaseState, Cell, Finding } from './progress.ts'

export interface Campaign {
  readonly campaignId: string
  readonly kind: string
  readonly title: string
  /** Province or commune. */
  readonly area: string
  readonly organisationId: string | null
  readonly basis: string
  readonly sensitive: boolean
  readonly state: 'open' | 'closed'
  readonly openedAt: Instant
  readonly dueOn: PlainDate
  readonly firstDueOn: PlainDate
  readonly closedAt: Instant | null
  readonly closedReason: string | null
  readonly version: number
}

const campaignColumns = sql`g.campaign_id as "campaignId", g.kind, g.title, g.area, g.organisation_id as "organisationId", g.basis, g.sensitive, g.state, g.opened_at as "openedAt", g.due_on as "dueOn", g.first_due_on as "firstDueOn",
  g.closed_at as "closedAt", g.closed_reason as "closedReason", g.version`

/** False when a campaign of this id is there already: a form sent twice. */
export async function insertCampaign(tx: Tx, given: Pick<Campaign, 'campaignId' | 'kind' | 'title' | 'area' | 'organisationId' | 'basis' | 'sensitive' | 'dueOn'> & { openedBy: string | null; at: Instant }): Promise<boolean> {
  return (await tx.run(sql`
    insert into campaign (campaign_id, kind, title, area, organisation_id, basis, sensitive, opened_at, opened_by, due_on, first_due_on)
    values (${given.campaignId}, ${given.kind}, ${given.title}, ${given.area}, ${given.organisationId}, ${given.basis}, ${given.sensitive}, ${given.at}, ${given.openedBy}, ${given.dueOn}, ${given.dueOn}) on conflict (campaign_id) do nothing`)) === 1
}

export interface Unit {
  readonly area: string
  readonly dueOn: PlainDate
  readonly firstDueOn: PlainDate
  /** The person who answers for it; nobody where none is named. */
  readonly responsible: string | null
  readonly appointment: string | null
  readonly version: number
}

const unitColumns = sql`area, due_on as "dueOn", first_due_on as "firstDueOn", responsible, appointment, version`

export async function insertUnits(tx: Tx, campaignId: string, dueOn: PlainDate, units: readonly { area: string; responsible: string | null; appointment: string | null }[]): Promise<void> {
  await tx.run(sql`
    insert into campaign_unit (campaign_id, area, due_on, first_due_on, responsible, appointment)
    select ${campaignId}, u.area, ${dueOn}, ${dueOn}, u.responsible, u.appointment from jsonb_to_recordset(${sql.json(units)}::jsonb) as u (area text, responsible uuid, appointment uuid)`)
}

export function selectCampaign(tx: Tx, campaignId: string): Promise<Campaign | undefined> {
  return tx.maybe<Campaign>(sql`select ${campaignColumns} from campaign g where g.campaign_id = ${campaignId}`)
}

/** Campaigns with a unit among these, running ones first, the nearest deadline first. */
export function selectCampaigns(tx: Tx, areas: readonly string[]): Promise<Campaign[]> {
  return tx.many<Campaign>(sql`
    select ${campaignColumns} from campaign g where exists (select from campaign_unit u where u.campaign_id = g.campaign_id and u.area = any(${areas}))
    order by g.state desc, g.due_on, g.campaign_id limit 200`)
}

export function selectUnits(tx: Tx, campaignId: string, areas: readonly string[]): Promise<Unit[]> {
  return tx.many<Unit>(sql`select ${unitColumns} from campaign_unit where campaign_id = ${campaignId} and area = any(${areas}) order by area`)
}

/** The units of several campaigns. */
export function selectUnitsOf(tx: Tx, campaignIds: readonly string[], areas: readonly string[]): Promise<(Unit & { campaignId: string })[]> {
  return tx.many(sql`select campaign_id as "campaignId", ${unitColumns} from campaign_unit where campaign_id = any(${campaignIds}) and area = any(${areas})`)
}

export function selectUnit(tx: Tx, campaignId: string, area: string): Promise<Unit | undefined> {
  return tx.maybe<Unit>(sql`select ${unitColumns} from campaign_unit where campaign_id = ${campaignId} and area = ${area}`)
}

/** The counts every figure is a sum of, straight from the rows. */
export function selectCells(tx: Tx, campaignIds: readonly string[], areas: readonly string[]): Promise<(Cell & { campaignId: string })[]> {
  return tx.many(sql`
    select campaign_id as "campaignId", area, hamlet, site, finding, state, case when state = 'done' then outcome end as outcome, count(*)::int as n
    from campaign_case where campaign_id = any(${campaignIds}) and area = any(${areas}) group by 1, 2, 3, 4, 5, 6, 7`)
}

/** How many cases were done on each day, by the day they were closed. */
export function selectDays(tx: Tx, campaignId: string, areas: readonly string[], since: PlainDate): Promise<{ day: PlainDate; n: number }[]> {
  return tx.many(sql`
    select closed_on as day, count(*)::int as n from campaign_case where campaign_id = ${campaignId} and area = any(${areas}) and state = 'done' and closed_on >= ${since} group by 1 order by 1`)
}

export interface Case {
  readonly campaignId: string
  readonly caseId: string
  readonly listId: string
  readonly rowNo: number
  readonly area: string
  readonly hamlet: string | null
  readonly site: string | null
  readonly personId: string | null
  readonly finding: Finding
  readonly state: CaseState
  readonly takenBy: string | null
  readonly outcome: string | null
  readonly note: string | null
  readonly proposedBy: string | null
  readonly correctionCase: string | null
  readonly closedOn: PlainDate | null
  readonly version: number
}

const caseColumns = sql`c.campaign_id as "campaignId", c.case_id as "caseId", c.list_id as "listId", c.row_no as "rowNo", c.area, c.hamlet, c.site, c.person_id as "personId", c.finding, c.state, c.taken_by as "takenBy", c.outcome, c.note,
  c.proposed_by as "proposedBy", c.correction_case as "correctionCase", c.closed_on as "closedOn", c.version`

export function selectCase(tx: Tx, campaignId: string, caseId: string): Promise<Case | undefined> {
  return tx.maybe<Case>(sql`select ${caseColumns} from campaign_case c where c.campaign_id = ${campaignId} and c.case_id = ${caseId}`)
}

/** What a number counts: the list behind it is asked by the same words. */
export interface CaseFilter {
  readonly areas: readonly string[]
  /** Empty: those whose line says none. */
  readonly hamlet?: string | null
  readonly site?: string | null
  readonly finding?: Finding | null
  /** 'left' is everything that waits for people. */
  readonly state?: CaseState | 'left' | null
  readonly outcome?: string | null
  readonly closedOn?: PlainDate | null
}

function whereOf(campaignId: string, asked: CaseFilter) {
  const states = asked.state === 'left' ? ['open', 'taken', 'proposed'] : asked.state ? [asked.state] : null
  return sql`c.campaign_id = ${campaignId} and c.area = any(${asked.areas}) and (${asked.hamlet ?? null}::text is null or coalesce(c.hamlet, '') = ${asked.hamlet ?? null}) and (${asked.site ?? null}::text is null or c.site = ${asked.site ?? null})
    and (${asked.finding ?? null}::text is null or c.finding = ${asked.finding ?? null}) and (${states}::text[] is null or c.state = any(${states})) and (${asked.outcome ?? null}::text is null or (c.state in ('done', 'proposed') and c.outcome = ${asked.outcome ?? null}))
    and (${asked.closedOn ?? null}::date is null or (c.state = 'done' and c.closed_on = ${asked.closedOn ?? null}))`
}

export function selectCases(tx: Tx, campaignId: string, asked: CaseFilter, page: { most: number; skip: number }): Promise<(Case & { total: number })[]> {
  return tx.many(sql`
    select ${caseColumns}, count(*) over ()::int as total from campaign_case c where ${whereOf(campaignId, asked)}
    order by c.area, c.site nulls last, c.hamlet nulls last, c.row_no, c.case_id limit ${page.most} offset ${page.skip}`)
}

export interface CampaignEvent {
  readonly at: Instant
  readonly kind: 'opened' | 'list-attached' | 'filled' | 'named' | 'extended' | 'taken' | 'proposed' | 'returned' | 'done' | 'day-planned' | 'day-cancelled' | 'closed'
  readonly area: string | null
  readonly actorPerson: string | null
  readonly detail: string | null
  readonly note: string | null
}

export interface NewEvent extends Omit<CampaignEvent, 'area' | 'detail' | 'note'> {
  readonly campaignId: string
  readonly actorKind: string
  readonly appointment: string | null
  readonly caseId?: string | null
  readonly area?: string | null
  readonly detail?: string | null
  readonly note?: string | null
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.run(sql`
    insert into campaign_event (campaign_id, event_id, at, kind, case_id, area, actor_kind, actor_person, appointment, detail, note)
    values (${event.campaignId}, ${newId()}, ${event.at}, ${event.kind}, ${event.caseId ?? null}, ${event.area ?? null}, ${event.actorKind}, ${event.actorPerson}, ${event.appointment}, ${event.detail ?? null}, ${event.note ?? null})`)
}

/** The steps of one case, or those of the campaign itself. */
export function selectEvents(tx: Tx, campaignId: string, caseId: string | null): Promise<CampaignEvent[]> {
  return tx.many<CampaignEvent>(sql`
    select at, kind, area, actor_person as "actorPerson", detail, note from campaign_event
    where campaign_id = ${campaignId} and case_id is not distinct from ${caseId}::uuid order by at, event_id limit 200`)
}

export interface Step {
  readonly campaignId: string
  readonly caseId: string
  readonly version: number
  readonly from: readonly CaseState[]
  readonly state: 'open' | 'taken' | 'proposed' | 'done'
  readonly takenBy: string | null
  readonly outcome: string | null
  readonly note: string | null
  readonly proposedBy: string | null
  readonly proposedAt: Instant | null
  readonly correctionCase: string | null
  readonly at: Instant
  readonly today: PlainDate
}

/** One step of a case; false when somebody else was first or the campaign has been closed meanwhile. */
export async function takeStep(tx: Tx, step: Step): Promise<boolean> {
  const closes = step.state === 'done'
  return (await tx.run(sql`
    update campaign_case set state = ${step.state}, taken_by = ${step.takenBy}, outcome = ${step.outcome}, note = ${step.note}, proposed_by = ${step.proposedBy}, proposed_at = ${step.proposedAt}, correction_case = ${step.correctionCase},
      closed_at = ${closes ? step.at : null}, closed_on = ${closes ? step.today : null}, version = version + 1
    where campaign_id = ${step.campaignId} and case_id = ${step.caseId} and version = ${step.version} and state = any(${step.from})
      and exists (select from campaign g where g.campaign_id = ${step.campaignId} and g.state = 'open')`)) === 1
}

export interface Line {
  readonly caseId: string
  readonly rowNo: number
  readonly area: string
  readonly hamlet: string | null
  readonly site: string | null
  readonly personId: string | null
  readonly finding: Finding
  readonly settled: boolean
}

/** Lines become cases; a case nobody has touched follows a newer matching, all others stay as people left them. */
export async function upsertCases(tx: Tx, campaignId: string, listId: string, lines: readonly Line[], at: Instant, today: PlainDate): Promise<void> {
  await tx.run(sql`
    insert into campaign_case as c (campaign_id, case_id, list_id, row_no, area, hamlet, site, person_id, finding, state, opened_at, closed_at, closed_on)
    select ${campaignId}, l."caseId", ${listId}, l."rowNo", l.area, l.hamlet, l.site, l."personId", l.finding, case when l.settled then 'settled' else 'open' end, ${at},
      case when l.settled then ${at}::timestamptz end, case when l.settled then ${today}::date end
    from jsonb_to_recordset(${sql.json(lines)}::jsonb) as l ("caseId" uuid, "rowNo" int, area text, hamlet text, site text, "personId" uuid, finding text, settled boolean)
    on conflict (campaign_id, list_id, row_no) do update set area = excluded.area, hamlet = excluded.hamlet, site = excluded.site, person_id = excluded.person_id, finding = excluded.finding, state = excluded.state,
      closed_at = case when c.state = excluded.state then c.closed_at else excluded.closed_at end, closed_on = case when c.state = excluded.state then c.closed_on else excluded.closed_on end, version = c.version + 1
    where c.state in ('open', 'settled') and (c.area, c.hamlet, c.site, c.person_id, c.finding, c.state) is distinct from (excluded.area, excluded.hamlet, excluded.site, excluded.person_id, excluded.finding, excluded.state)`)
}

export interface AttachedList {
  readonly listId: string
  /** Nothing while the list waits for its matching. */
  readonly runId: string | null
  readonly attachedAt: Instant
  readonly filledAt: Instant | null
}

/** Attaches a list, or follows a newer matching of one that is attached. */
export async function upsertList(tx: Tx, campaignId: string, listId: string, runId: string | null, at: Instant): Promise<void> {
  await tx.run(sql`
    insert into campaign_list (campaign_id, list_id, run_id, attached_at) values (${campaignId}, ${listId}, ${runId}, ${at})
    on conflict (campaign_id, list_id) do update set run_id = excluded.run_id, attached_at = excluded.attached_at, filled_at = null`)
}

export function selectLists(tx: Tx, campaignId: string): Promise<AttachedList[]> {
  return tx.many<AttachedList>(sql`select list_id as "listId", run_id as "runId", attached_at as "attachedAt", filled_at as "filledAt" from campaign_list where campaign_id = ${campaignId} order by attached_at, list_id`)
}

/** Open campaigns that follow a list and have another matching of it, or none. */
export async function selectFollowers(tx: Tx, listId: string, runId: string): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`select l.campaign_id as id from campaign_list l join campaign g on g.campaign_id = l.campaign_id where l.list_id = ${listId} and l.run_id is distinct from ${runId}::uuid and g.state = 'open' order by 1`)).map((row) => row.id)
}

/** Open campaigns whose cases came from this matching. */
export async function selectWorkedFrom(tx: Tx, listId: string, runId: string): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`select l.campaign_id as id from campaign_list l join campaign g on g.campaign_id = l.campaign_id where l.list_id = ${listId} and l.run_id = ${runId} and g.state = 'open' order by 1`)).map((row) => row.id)
}

/** True while this matching is still the one the campaign follows. */
export async function isFollowing(tx: Tx, campaignId: string, listId: string, runId: string): Promise<boolean> {
  return (await tx.maybe(sql`select 1 as one from campaign_list where campaign_id = ${campaignId} and list_id = ${listId} and run_id = ${runId} for update`)) !== undefined
}

export async function markFilled(tx: Tx, campaignId: string, listId: string, at: Instant): Promise<void> {
  await tx.run(sql`update campaign_list set filled_at = ${at} where campaign_id = ${campaignId} and list_id = ${listId}`)
}

/** The deadline of one unit moves on; false when it changed meanwhile or is not earlier. The campaign's own follows the latest of its units. */
export async function extendUnit(tx: Tx, campaignId: string, area: string, dueOn: PlainDate, version: number): Promise<boolean> {
  const moved = await tx.run(sql`update campaign_unit set due_on = ${dueOn}, version = version + 1 where campaign_id = ${campaignId} and area = ${area} and version = ${version} and due_on < ${dueOn}`)
  if (moved === 1) await tx.run(sql`update campaign set due_on = ${dueOn}, version = version + 1 where campaign_id = ${campaignId} and state = 'open' and due_on < ${dueOn}`)
  return moved === 1
}

/** The deadline of the campaign and of every unit that is due earlier. */
export async function extendAll(tx: Tx, campaignId: string, dueOn: PlainDate, version: number): Promise<boolean> {
  const moved = await tx.run(sql`update campaign set due_on = ${dueOn}, version = version + 1 where campaign_id = ${campaignId} and version = ${version} and state = 'open' and due_on < ${dueOn}`)
  if (moved === 1) await tx.run(sql`update campaign_unit set due_on = ${dueOn}, version = version + 1 where campaign_id = ${campaignId} and due_on < ${dueOn}`)
  return moved === 1
}

export async function nameUnit(tx: Tx, campaignId: string, area: string, who: { personId: string; appointmentId: string }, version: number): Promise<boolean> {
  return (await tx.run(sql`update campaign_unit set responsible = ${who.personId}, appointment = ${who.appointmentId}, version = version + 1 where campaign_id = ${campaignId} and area = ${area} and version = ${version}`)) === 1
}

export async function closeRow(tx: Tx, campaignId: string, version: number, reason: string, at: Instant): Promise<boolean> {
  return (await tx.run(sql`update campaign set state = 'closed', closed_at = ${at}, closed_reason = ${reason}, version = version + 1 where campaign_id = ${campaignId} and version = ${version} and state = 'open'`)) === 1
}

/** Of these people, those of the age who hold no card that is valid on the day. For counting: not logged. */
export async function selectWithoutCard(tx: Tx, people: readonly string[], bornUntil: PlainDate, today: PlainDate): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`
    select p.person_id as id from population_public.current_person p
    where p.person_id = any(${people}) and p.life_status = 'living' and p.birth_date <= ${bornUntil}::text
      and not exists (select from population_public.current_identity_card c where c.person_id = p.person_id and c.standing = 'confirmed' and c.status = 'valid' and (c.unlimited or c.expires_on is null or c.expires_on > ${today}))`)).map((row) => row.id)
}

export interface SchoolDay {
  readonly dayId: string
  readonly area: string
  readonly site: string
  readonly onDay: PlainDate
  readonly place: string
  readonly desks: number
}

/** False when that school has that day already. */
export async function insertDay(tx: Tx, campaignId: string, day: SchoolDay, by: string | null, at: Instant): Promise<boolean> {
  return (await tx.run(sql`
    insert into campaign_day (campaign_id, day_id, area, site, on_day, place, desks, planned_by, planned_at)
    values (${campaignId}, ${day.dayId}, ${day.area}, ${day.site}, ${day.onDay}, ${day.place}, ${day.desks}, ${by}, ${at}) on conflict do nothing`)) === 1
}

export function selectSchoolDays(tx: Tx, campaignId: string, areas: readonly string[]): Promise<SchoolDay[]> {
  return tx.many<SchoolDay>(sql`
    select day_id as "dayId", area, site, on_day as "onDay", place, desks from campaign_day
    where campaign_id = ${campaignId} and area = any(${areas}) and cancelled_at is null order by on_day, site, day_id`)
}

export async function cancelDayRow(tx: Tx, campaignId: string, dayId: string, at: Instant): Promise<boolean> {
  return (await tx.run(sql`update campaign_day set cancelled_at = ${at} where campaign_id = ${campaignId} and day_id = ${dayId} and cancelled_at is null`)) === 1
}

/** Linked people of the cases of one school that still wait for somebody. */
export function selectAtSite(tx: Tx, campaignId: string, areas: readonly string[], site: string | null): Promise<{ caseId: string; area: string; site: string; personId: string | null; rowNo: number; listId: string; state: CaseState }[]> {
  return tx.many(sql`
    select case_id as "caseId", area, site, person_id as "personId", row_no as "rowNo", list_id as "listId", state from campaign_case
    where campaign_id = ${campaignId} and area = any(${areas}) and site is not null and (${site}::text is null or site = ${site}) and state <> 'settled' order by site, row_no, case_id limit 5000`)
}
