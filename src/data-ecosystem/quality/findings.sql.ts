import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'

export interface Finding {
  readonly findingId: string
  readonly rule: string
  readonly category: string
  readonly severity: 'error' | 'warning'
  readonly subjectKind: 'person' | 'household' | 'line'
  readonly subjectId: string
  readonly fingerprint: string
  readonly area: string | null
  readonly hamlet: string | null
  readonly state: 'open' | 'assigned' | 'proposed' | 'fixed' | 'exempted'
  readonly openedAt: Instant
  readonly dueOn: PlainDate
  readonly closedAt: Instant | null
  readonly assignedTo: string | null
  readonly proposal: 'correction' | 'exemption' | null
  readonly proposedBy: string | null
  readonly proposalReason: string | null
  readonly proposalNote: string | null
  readonly version: number
  /** The sector list it was found on; nothing for what the register itself shows. */
  readonly listId: string | null
  readonly sensitive: boolean
}

const columns = sql`finding_id as "findingId", rule, category, severity, subject_kind as "subjectKind", subject_id as "subjectId", fingerprint, area, hamlet, state, opened_at as "openedAt", due_on as "dueOn",
  closed_at as "closedAt", assigned_to as "assignedTo", proposal, proposed_by as "proposedBy", proposal_reason as "proposalReason", proposal_note as "proposalNote", version, list_id as "listId", sensitive`
const standing = sql`state in ('open', 'assigned', 'proposed')`

export function selectFinding(tx: Tx, findingId: string): Promise<Finding | undefined> {
  return tx.maybe<Finding>(sql`select ${columns} from quality_finding where finding_id = ${findingId}`)
}

export interface Asked {
  readonly areas: readonly string[]
  readonly rule?: string | null
  readonly hamlet?: string | null
  /** Only what waits for the second pair of eyes. */
  readonly proposed?: boolean
  /** Only what has stood since before this moment. */
  readonly openedBefore?: Instant | null
  /** Only what should have been settled before this day. */
  readonly dueBefore?: PlainDate | null
  /** Delicate findings as well. */
  readonly sensitive: boolean
  readonly most: number
  readonly skip: number
}

export function selectWorklist(tx: Tx, asked: Asked): Promise<(Finding & { total: number })[]> {
  return tx.many(sql`
    select ${columns}, count(*) over () as total from quality_finding
    where ${standing} and area = any(${asked.areas}) and (${asked.rule ?? null}::text is null or rule = ${asked.rule ?? null}) and (${asked.hamlet ?? null}::text is null or hamlet = ${asked.hamlet ?? null})
      and (${asked.proposed ?? false} = false or (state = 'proposed' and proposal = 'exemption')) and (${asked.openedBefore ?? null}::timestamptz is null or opened_at < ${asked.openedBefore ?? null}::timestamptz)
      and (${asked.dueBefore ?? null}::date is null or due_on < ${asked.dueBefore ?? null}::date) and (not sensitive or ${asked.sensitive}::boolean)
    order by due_on, hamlet nulls last, finding_id limit ${asked.most} offset ${asked.skip}`)
}

export interface AskedNext {
  readonly after: Pick<Finding, 'findingId' | 'rule' | 'dueOn' | 'hamlet'>
  readonly areas: readonly string[]
  readonly as: 'work' | 'approve'
  readonly me: string | null
  readonly sensitive: boolean
}

/** The next case behind one in the order of `selectWorklist`; from the beginning again where none is behind it. */
export function selectNext(tx: Tx, { after, areas, as, me, sensitive }: AskedNext): Promise<{ findingId: string } | undefined> {
  const place = sql`(due_on, coalesce(hamlet, chr(1114111)), finding_id)`
  const mine = as === 'work'
    ? sql`rule = ${after.rule} and (state = 'open' or (state = 'assigned' and assigned_to = ${me}::uuid))`
    : sql`state = 'proposed' and proposal = 'exemption' and proposed_by is distinct from ${me}::uuid`
  return tx.maybe<{ findingId: string }>(sql`
    select finding_id as "findingId" from quality_finding
    where ${standing} and area = any(${areas}) and ${mine} and (not sensitive or ${sensitive}::boolean) and finding_id <> ${after.findingId}
    order by ${place} > (${after.dueOn}::date, coalesce(${after.hamlet}::text, chr(1114111)), ${after.findingId}::uuid) desc, due_on, hamlet nulls last, finding_id limit 1`)
}

export interface RuleCount {
  readonly rule: string
  readonly open: number
  readonly late: number
  readonly proposed: number
  readonly oldest: Instant | null
  readonly closedThisWeek: number
}

export function selectCounts(tx: Tx, areas: readonly string[], today: PlainDate, hamlet: string | null, sensitive: boolean): Promise<RuleCount[]> {
  return tx.many<RuleCount>(sql`
    select rule, count(*) filter (where ${standing}) as open, count(*) filter (where ${standing} and due_on < ${today}::date) as late, count(*) filter (where state = 'proposed') as proposed,
      min(opened_at) filter (where ${standing}) as oldest, count(*) filter (where state in ('fixed', 'exempted') and closed_at >= ${today}::date - 7) as "closedThisWeek"
    from quality_finding where area = any(${areas}) and (${hamlet}::text is null or hamlet = ${hamlet}) and (not sensitive or ${sensitive}::boolean) group by rule`)
}

export async function selectHamlets(tx: Tx, areas: readonly string[]): Promise<string[]> {
  return (await tx.many<{ hamlet: string }>(sql`select distinct hamlet from quality_finding where ${standing} and area = any(${areas}) and hamlet is not null order by 1`)).map((row) => row.hamlet)
}

/** Others of the same group: who shares the number, or bears the same name and day. */
export async function selectGroup(tx: Tx, finding: Finding): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`select subject_id as id from quality_finding where rule = ${finding.rule} and fingerprint = ${finding.fingerprint} and fingerprint <> '' and subject_id <> ${finding.subjectId} and ${standing}`)).map((row) => row.id)
}

export interface FindingEvent {
  readonly at: Instant
  readonly kind: 'opened' | 'reopened' | 'assigned' | 'proposed' | 'returned' | 'fixed' | 'exempted'
  readonly actorPerson: string | null
  readonly reason: string | null
  readonly note: string | null
  /** The legal act by which it came about. */
  readonly actId: string | null
  /** Taken by a full pass. */
  readonly byPass: boolean
}

export function selectEvents(tx: Tx, findingId: string): Promise<FindingEvent[]> {
  return tx.many<FindingEvent>(sql`select at, kind, actor_person as "actorPerson", reason, note, act_id as "actId", pass_id is not null as "byPass" from quality_finding_event where finding_id = ${findingId} order by at, event_id`)
}

export interface Step {
  readonly findingId: string
  readonly version: number
  readonly from: readonly Finding['state'][]
  readonly state: Finding['state']
  readonly assignedTo?: string | null
  readonly proposal?: Finding['proposal']
  readonly proposedBy?: string | null
  readonly proposalReason?: string | null
  readonly proposalNote?: string | null
  readonly correctionCase?: string | null
  /** A new term; without it the old one stands. */
  readonly dueOn?: PlainDate
  readonly kind: FindingEvent['kind']
  readonly actorKind: string
  readonly actorPerson: string | null
  readonly appointment: string | null
  readonly reason: string | null
  readonly note: string | null
  readonly at: Instant
}

/** One step in the life of a finding, with its line of history; false when somebody else was first. */
export async function takeStep(tx: Tx, step: Step): Promise<boolean> {
  const done = await tx.maybe<{ id: string }>(sql`
    with moved as (
      update quality_finding set state = ${step.state}, assigned_to = ${step.assignedTo ?? null}, proposal = ${step.proposal ?? null}, proposed_by = ${step.proposedBy ?? null}, proposal_reason = ${step.proposalReason ?? null},
        proposal_note = ${step.proposalNote ?? null}, correction_case = ${step.correctionCase ?? null}, closed_at = case when ${step.state}::text in ('fixed', 'exempted') then ${step.at}::timestamptz end,
        due_on = coalesce(${step.dueOn ?? null}::date, due_on), version = version + 1
      where finding_id = ${step.findingId} and version = ${step.version} and state = any(${step.from}) returning finding_id)
    insert into quality_finding_event (event_id, finding_id, at, kind, actor_kind, actor_person, appointment, reason, note)
    select gen_random_uuid(), finding_id, ${step.at}, ${step.kind}, ${step.actorKind}, ${step.actorPerson}, ${step.appointment}, ${step.reason}, ${step.note} from moved returning finding_id as id`)
  return done !== undefined
}

export function selectOfCorrection(tx: Tx, caseId: string): Promise<Finding | undefined> {
  return tx.maybe<Finding>(sql`select ${columns} from quality_finding where correction_case = ${caseId} and state = 'proposed'`)
}

/** File number and dwelling of households, for lists of the police of the place; the caller logs. */
export function selectHouseholds(tx: Tx, ids: readonly string[]): Promise<{ householdId: string; fileNumber: string; detail: string; people: string[] }[]> {
  return tx.many(sql`
    select h.household_id as "householdId", h.file_number as "fileNumber", h.detail, array(select m.person_id from residence_public.open_member m where m.household_id = h.household_id) as people
    from residence_public.open_household h where h.household_id = any(${ids}::uuid[])`)
}

export async function selectLastPass(tx: Tx): Promise<Instant | null> {
  return (await tx.one<{ at: Instant | null }>(sql`select max(taken_at) as at from quality_pass`)).at
}
