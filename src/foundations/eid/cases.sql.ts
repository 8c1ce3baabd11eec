import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { CaseState, EidCase } from './cases.ts'

const columns = sql`case_id as "caseId", kind, level, person_id as "personId", account_id as "accountId", entity_id as "entityId", representative_id as "representativeId", channel, intake_unit as "intakeUnit",
  intake_area as "intakeArea", residence_unit as "residenceUnit", residence_area as "residenceArea", taken_by as "takenBy", received_at as "receivedAt", due_on as "dueOn", basis, evidence, state, decided_by as "decidedBy",
  decided_at as "decidedAt", reason, version, (select display_name from eid_account a where a.account_id = eid_case.account_id) as "displayName"`

/** False when a request of this person or organisation is open, or this very one was written before. */
export async function insertCase(tx: Tx, row: EidCase): Promise<boolean> {
  return (await tx.run(sql`
    insert into eid_case (case_id, kind, level, person_id, account_id, entity_id, representative_id, channel, intake_unit, intake_area, residence_unit, residence_area, taken_by, received_at, due_on, basis, evidence, state)
    values (${row.caseId}, ${row.kind}, ${row.level}, ${row.personId}, ${row.accountId}, ${row.entityId}, ${row.representativeId}, ${row.channel}, ${row.intakeUnit}, ${row.intakeArea}, ${row.residenceUnit}, ${row.residenceArea},
      ${row.takenBy}, ${row.receivedAt}, ${row.dueOn}, ${row.basis}, ${sql.json(row.evidence)}, ${row.state})
    on conflict do nothing`)) === 1
}

export const caseById = (tx: Tx, caseId: string) => tx.maybe<EidCase>(sql`select ${columns} from eid_case where case_id = ${caseId}`)
export const openCaseOf = (tx: Tx, personId: string) => tx.maybe<EidCase>(sql`select ${columns} from eid_case where person_id = ${personId} and entity_id is null and state in ('registered', 'under-review')`)

/** What a desk has to look at: taken there, or asked for from home by somebody who lives there. Oldest promise first. */
export const casesFor = (tx: Tx, areas: readonly string[], states: readonly CaseState[]) =>
  tx.many<EidCase>(sql`
    select ${columns} from eid_case where state = any(${states}) and (intake_area = any(${areas}) or (intake_area is null and residence_area = any(${areas}))) order by due_on, received_at limit 200`)

/** Moves a case when nobody else has moved it meanwhile. */
export async function moveCase(tx: Tx, before: EidCase, to: CaseState, decided: { by: string; at: Instant; reason: string | null } | null): Promise<boolean> {
  return (await tx.run(sql`
    update eid_case set state = ${to}, version = version + 1, decided_by = coalesce(${decided?.by ?? null}, decided_by), decided_at = coalesce(${decided?.at ?? null}, decided_at), reason = coalesce(${decided?.reason ?? null}, reason)
    where case_id = ${before.caseId} and version = ${before.version} and state in ('registered', 'under-review')`)) === 1
}

export type OrganisationState = 'registered' | 'active' | 'locked' | 'rejected' | 'cancelled'
export interface OrganisationAccount { readonly entityId: string; readonly state: OrganisationState; readonly version: number }
export async function insertOrganisationAccount(tx: Tx, row: { entityId: string; intakeUnit: string | null; area: string; at: Instant }): Promise<void> {
  await tx.run(sql`insert into eid_organisation (entity_id, state, intake_unit, area, intake_at) values (${row.entityId}, 'registered', ${row.intakeUnit}, ${row.area}, ${row.at}) on conflict do nothing`)
}
export const organisationAccount = (tx: Tx, entityId: string) => tx.maybe<OrganisationAccount>(sql`select entity_id as "entityId", state, version from eid_organisation where entity_id = ${entityId}`)
export const moveOrganisationAccount = (tx: Tx, entityId: string, to: OrganisationState, at: Instant) =>
  tx.run(sql`update eid_organisation set state = ${to}, version = version + 1, approved_at = case when ${to} = 'active' then coalesce(approved_at, ${at}) else approved_at end where entity_id = ${entityId}`)

export interface OrganisationFileRow extends OrganisationAccount { readonly area: string; readonly intakeUnit: string | null; readonly intakeAt: Instant; readonly approvedAt: Instant | null; readonly lastUsedAt: Instant | null }
const organisation = sql`entity_id as "entityId", state, version, area, intake_unit as "intakeUnit", intake_at as "intakeAt", approved_at as "approvedAt", last_used_at as "lastUsedAt"`
export const organisationFile = (tx: Tx, entityId: string) => tx.maybe<OrganisationFileRow>(sql`select ${organisation} from eid_organisation where entity_id = ${entityId}`)
/** Closed ones stand in the list and in no count. */
const organisationStages: Readonly<Record<OrganisationStage, (since: Instant) => ReturnType<typeof sql>>> = {
  intake: () => sql`state <> 'cancelled'`,
  approved: () => sql`state in ('active', 'locked')`,
  used: (since) => sql`state in ('active', 'locked') and last_used_at >= ${since}`,
}
export type OrganisationStage = 'intake' | 'approved' | 'used'
export const organisationsIn = (tx: Tx, areas: readonly string[], stage: OrganisationStage | null, usedSince: Instant) =>
  tx.many<OrganisationFileRow>(sql`select ${organisation} from eid_organisation where area = any(${areas}) and ${stage === null ? sql`true` : organisationStages[stage](usedSince)} order by intake_at desc limit 500`)
/** Each from its own moment, never together with people. An organisation has no activation of its own: once approved it is used through its representative. */
export const countOrganisations = (tx: Tx, areas: readonly string[], usedSince: Instant) =>
  tx.one<Readonly<Record<OrganisationStage, number>>>(sql`
    select count(*) filter (where ${organisationStages.intake(usedSince)})::int as intake, count(*) filter (where ${organisationStages.approved(usedSince)})::int as approved, count(*) filter (where ${organisationStages.used(usedSince)})::int as used
    from eid_organisation where area = any(${areas})`)
export const touchOrganisation = (tx: Tx, entityId: string, at: Instant) => tx.run(sql`update eid_organisation set last_used_at = ${at} where entity_id = ${entityId}`)
/** Moves it when nobody else has moved it meanwhile. */
export const moveOrganisationWhen = async (tx: Tx, { entityId }: OrganisationAccount, version: number, to: OrganisationState): Promise<boolean> =>
  (await tx.run(sql`update eid_organisation set state = ${to}, version = version + 1 where entity_id = ${entityId} and version = ${version}`)) === 1

export interface OrganisationEvent { readonly at: Instant; readonly from: OrganisationState | null; readonly to: OrganisationState; readonly reason: string | null; readonly document: string | null }
export async function insertOrganisationEvent(tx: Tx, row: OrganisationEvent & { eventId: string; entityId: string; actor: object }): Promise<void> {
  await tx.run(sql`insert into eid_organisation_event (event_id, entity_id, at, from_state, to_state, actor, reason, document) values (${row.eventId}, ${row.entityId}, ${row.at}, ${row.from}, ${row.to}, ${sql.json(row.actor)}, ${row.reason}, ${row.document})`)
}
export const organisationEvents = (tx: Tx, entityId: string) =>
  tx.many<OrganisationEvent>(sql`select at, from_state as "from", to_state as "to", reason, document from eid_organisation_event where entity_id = ${entityId} order by at desc, event_id desc limit 100`)

/** The four counts, each from its own moment; never added to one another. Rejected requests count as intake and as nothing else. */
export interface Counts { readonly intake: number; readonly approved: number; readonly activated: number; readonly used: number }

const inPlace = (by: 'residence' | 'intake', areas: readonly string[]) => (by === 'residence' ? sql`residence_area = any(${areas})` : sql`intake_area = any(${areas})`)

export const countAccounts = (tx: Tx, by: 'residence' | 'intake', areas: readonly string[], usedSince: Instant) =>
  tx.maybe<Counts & { elsewhere: number }>(sql`
    select count(*)::int as intake, count(*) filter (where approved_at is not null)::int as approved, count(*) filter (where activated_at is not null)::int as activated,
      count(*) filter (where last_used_at >= ${usedSince})::int as used, count(*) filter (where intake_area is distinct from residence_area and intake_area is not null)::int as elsewhere
    from eid_account where ${inPlace(by, areas)} and state <> 'cancelled'`)

/** Living people of an age who live there today: the denominator. */
export const countEligible = async (tx: Tx, areas: readonly string[], bornBefore: PlainDate): Promise<number> =>
  (await tx.maybe<{ n: number }>(sql`
    select count(distinct r.person_id)::int as n from residence_public.open_residence r join population_public.current_person p using (person_id)
    where r.area = any(${areas}) and r.rank = 1 and r.standing = 'confirmed' and p.life_status = 'living' and p.birth_date <= ${bornBefore}::text`))?.n ?? 0

export type Stage = 'intake' | 'approved' | 'not-activated' | 'activated' | 'used'
const stages: Readonly<Record<Stage, (since: Instant) => ReturnType<typeof sql>>> = {
  'intake': () => sql`true`,
  'approved': () => sql`approved_at is not null`,
  'not-activated': () => sql`approved_at is not null and activated_at is null and state in ('approved', 'activation-pending')`,
  'activated': () => sql`activated_at is not null`,
  'used': (since) => sql`last_used_at >= ${since}`,
}

export interface CampaignRow {
  readonly accountId: string
  readonly personId: string
  readonly displayName: string
  readonly level: 1 | 2
  readonly hamlet: string | null
  readonly detail: string | null
  readonly birthDate: string | null
  readonly hasPhone: boolean
  readonly intakeAt: Instant
  readonly approvedAt: Instant | null
  readonly elsewhere: boolean
}

export const hamletOf = sql`substring(r.detail from '(?:Ấp|Thôn|Xóm|Bản|Buôn|Làng|Khóm|Khu phố|Tổ dân phố|Tổ) [^,]+')`

/** The people behind one number of the funnel, where they live; by hamlet where the address names one. */
export const accountsAtStage = (tx: Tx, by: 'residence' | 'intake', areas: readonly string[], stage: Stage, usedSince: Instant, hamlet: string | null, limit: number) =>
  tx.many<CampaignRow>(sql`
    select a.account_id as "accountId", a.person_id as "personId", a.display_name as "displayName", a.level, ${hamletOf} as hamlet, r.detail, p.birth_date as "birthDate", a.phone is not null as "hasPhone",
      a.intake_at as "intakeAt", a.approved_at as "approvedAt", a.intake_area is not null and a.intake_area is distinct from a.residence_area as elsewhere
    from (select * from eid_account where ${inPlace(by, areas)} and state <> 'cancelled' and ${stages[stage](usedSince)}) a
      left join residence_public.open_residence r on r.person_id = a.person_id and r.rank = 1
      left join population_public.current_person p on p.person_id = a.person_id
    where ${hamlet === null ? sql`true` : sql`${hamletOf} = ${hamlet}`}
    order by hamlet nulls last, a.display_name limit ${limit}`)

/** How many wait for activation in each hamlet. */
export const notActivatedByHamlet = (tx: Tx, areas: readonly string[]) =>
  tx.many<{ hamlet: string | null; n: number }>(sql`
    select ${hamletOf} as hamlet, count(*)::int as n from eid_account a left join residence_public.open_residence r on r.person_id = a.person_id and r.rank = 1
    where a.residence_area = any(${areas}) and a.approved_at is not null and a.activated_at is null and a.state in ('approved', 'activation-pending') group by 1 order by n desc, 1 nulls last`)

export interface LockRow {
  readonly lockId: string
  readonly ground: string
  readonly requestedBy: string
  readonly document: string | null
  readonly reason: string
  readonly lockedAt: Instant
  readonly unlockedAt: Instant | null
  readonly unlockReason: string | null
}
export async function insertLock(tx: Tx, row: { lockId: string; accountId: string; ground: string; requestedBy: string; document: string | null; reason: string; decidedBy: object; at: Instant }): Promise<void> {
  await tx.run(sql`insert into eid_lock (lock_id, account_id, ground, requested_by, document, reason, decided_by, locked_at) values (${row.lockId}, ${row.accountId}, ${row.ground}, ${row.requestedBy}, ${row.document}, ${row.reason}, ${sql.json(row.decidedBy)}, ${row.at})`)
}
export const endLock = (tx: Tx, accountId: string, by: object, reason: string, at: Instant) =>
  tx.run(sql`update eid_lock set unlocked_at = ${at}, unlocked_by = ${sql.json(by)}, unlock_reason = ${reason} where account_id = ${accountId} and unlocked_at is null`)
const lock = sql`lock_id as "lockId", ground, requested_by as "requestedBy", document, reason, locked_at as "lockedAt", unlocked_at as "unlockedAt", unlock_reason as "unlockReason"`
export const locksOf = (tx: Tx, accountId: string) => tx.many<LockRow>(sql`select ${lock} from eid_lock where account_id = ${accountId} order by locked_at desc limit 50`)
export const openLock = (tx: Tx, accountId: string) => tx.maybe<LockRow>(sql`select ${lock} from eid_lock where account_id = ${accountId} and unlocked_at is null`)

/** Of these people, the living of that age for whom no account stands. */
export const peopleWithoutAccount = (tx: Tx, people: readonly string[], bornUntil: string) =>
  tx.many<{ personId: string }>(sql`
    select p.person_id as "personId" from population_public.current_person p
    where p.person_id = any(${people}) and p.life_status = 'living' and p.birth_date <= ${bornUntil}::text
      and not exists (select from eid_account a where a.person_id = p.person_id and a.state not in ('rejected', 'cancelled'))`)
