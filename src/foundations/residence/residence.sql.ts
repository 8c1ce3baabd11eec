import { sql, type Tx } from '../../platform/index.ts'
import { inHamlet, pageOf, type WorklistPart } from './worklists.sql.ts'

const open = sql`superseded_at is null and valid_to is null`

export interface StoredHousehold {
  readonly householdId: string
  readonly fileNumber: string
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
  readonly since: string
  readonly recordedAt: string
  readonly members: readonly { readonly personId: string; readonly relationToHead: string; readonly since: string; readonly standing: string }[]
}

const members = sql`(select coalesce(json_agg(json_build_object('personId', m.person_id, 'relationToHead', m.relation_to_head, 'since', m.valid_from, 'standing', m.standing) order by m.relation_to_head, m.valid_from, m.row_id), '[]')
  from household_member m where m.household_id = h.household_id and m.kind = 'permanent' and m.superseded_at is null and m.valid_to is null) as members`
const householdColumns = sql`h.household_id as "householdId", h.file_number as "fileNumber", h.area, h.province, h.detail, h.old_text as "oldText", h.valid_from as since, h.recorded_at as "recordedAt", ${members}`

export function selectHousehold(tx: Tx, householdId: string): Promise<StoredHousehold | undefined> {
  return tx.maybe<StoredHousehold>(sql`select ${householdColumns} from household h where h.household_id = ${householdId} and h.superseded_at is null and h.valid_to is null`)
}

export function selectHouseholdOfPerson(tx: Tx, personId: string): Promise<StoredHousehold | undefined> {
  return tx.maybe<StoredHousehold>(sql`select ${householdColumns} from household h where h.superseded_at is null and h.valid_to is null
    and h.household_id = (select m.household_id from household_member m where m.person_id = ${personId} and m.kind = 'permanent' and m.superseded_at is null and m.valid_to is null
      order by m.standing = 'confirmed' desc, m.valid_from desc limit 1)`)
}

export function selectArea(tx: Tx, householdId: string): Promise<{ area: string } | undefined> {
  return tx.maybe(sql`select area from household where household_id = ${householdId} and ${open}`)
}

/** Commune of a household, also of one that has ended. */
export function selectLastArea(tx: Tx, householdId: string): Promise<{ area: string } | undefined> {
  return tx.maybe(sql`select area from household where household_id = ${householdId} order by superseded_at is null desc, valid_from desc limit 1`)
}

export interface StoredResidence {
  readonly kind: 'permanent' | 'temporary' | 'current'
  readonly householdId: string | null
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
  readonly until: string | null
  readonly since: string
  readonly recordedAt: string
  readonly standing: 'confirmed' | 'claimed' | 'disputed'
}

const residenceColumns = sql`kind, household_id as "householdId", area, province, detail, old_text as "oldText", until, valid_from as since, recorded_at as "recordedAt", standing`

export function selectResidences(tx: Tx, personId: string): Promise<StoredResidence[]> {
  return tx.many<StoredResidence>(sql`select ${residenceColumns} from residence_period where person_id = ${personId} and ${open} order by standing, kind`)
}

/** Where the person was registered on one day, as known at one moment. */
export function selectResidencesAsOf(tx: Tx, personId: string, on: string, known: string): Promise<StoredResidence[]> {
  return tx.many<StoredResidence>(sql`select ${residenceColumns} from residence_period where person_id = ${personId}
    and valid_from <= ${on} and (valid_to is null or valid_to > ${on}) and recorded_at <= ${known} and (superseded_at is null or superseded_at > ${known}) order by standing, kind`)
}

export interface OpenMembership {
  readonly householdId: string
  readonly personId: string
  readonly kind: 'permanent' | 'temporary'
  readonly relationToHead: string
  readonly standing: string
}

const memberColumns = sql`m.household_id as "householdId", m.person_id as "personId", m.kind, m.relation_to_head as "relationToHead", m.standing`
const openMember = sql`m.superseded_at is null and m.valid_to is null`

/** Everybody in the households a person belongs to, to see whether leaving would empty one or take its head away. */
export function selectOpenMemberships(tx: Tx, personId: string): Promise<OpenMembership[]> {
  return tx.many<OpenMembership>(sql`select ${memberColumns} from household_member m where ${openMember}
    and m.household_id in (select o.household_id from household_member o where o.person_id = ${personId} and o.superseded_at is null and o.valid_to is null) order by m.row_id`)
}

export function selectMembersOf(tx: Tx, householdId: string): Promise<OpenMembership[]> {
  return tx.many<OpenMembership>(sql`select ${memberColumns} from household_member m where m.household_id = ${householdId} and ${openMember} order by m.relation_to_head, m.row_id`)
}

/** Holds the households until the transaction ends, in one order, so that two changes of one wait for each other. */
export async function lockHouseholds(tx: Tx, householdIds: readonly string[]): Promise<void> {
  if (householdIds.length > 0) await tx.many(sql`select household_id from household where household_id = any(${householdIds}::uuid[]) and ${open} order by household_id for update`)
}

export async function selectHasOpenRows(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.one<{ has: boolean }>(sql`select exists (select from residence_period where person_id = ${personId} and ${open}) or exists (select from household_member where person_id = ${personId} and ${open})
    or exists (select from absence_declaration where person_id = ${personId} and ${open}) as has`)).has
}

export interface StoredAbsence {
  readonly ground: 'measures' | 'correction' | 'army-age' | 'other'
  readonly from: string
  readonly until: string | null
  readonly destinationArea: string | null
  readonly destinationText: string
  readonly slipNumber: string
}

export function selectAbsence(tx: Tx, personId: string): Promise<StoredAbsence | undefined> {
  return tx.maybe<StoredAbsence>(sql`select ground, valid_from as "from", until, destination_area as "destinationArea", destination_text as "destinationText", slip_number as "slipNumber"
    from absence_declaration where person_id = ${personId} and ${open}`)
}

export interface StoredVacancy {
  readonly householdId: string
  readonly fileNumber: string
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
  readonly formerHead: string
  readonly cause: 'deceased' | 'missing' | 'nationality-lost' | 'left'
  readonly since: string
  readonly members: readonly { readonly personId: string; readonly relationToHead: string }[]
}

/** Households of a commune that wait for a head, those that wait longest first. */
export function selectVacancies(tx: Tx, area: string, part: WorklistPart): Promise<StoredVacancy[]> {
  return tx.many<StoredVacancy>(sql`select h.household_id as "householdId", h.file_number as "fileNumber", h.area, h.province, h.detail, h.old_text as "oldText", v.former_head as "formerHead", v.cause, v.valid_from as since,
      (select coalesce(json_agg(json_build_object('personId', m.person_id, 'relationToHead', m.relation_to_head) order by m.relation_to_head, m.row_id), '[]') from household_member m
        where m.household_id = h.household_id and ${openMember} and m.standing = 'confirmed' and m.kind = 'permanent') as members
    from head_vacancy v join household h on h.household_id = v.household_id and h.superseded_at is null and h.valid_to is null
    where v.superseded_at is null and v.valid_to is null and h.area = ${area}${inHamlet(sql`h.detail`, part.hamlet)} order by v.valid_from, v.row_id ${pageOf(part)}`)
}

/** Temporary registrations of a commune that end on that day or before. */
export function selectTemporaryEnding(tx: Tx, area: string, by: string, part: WorklistPart): Promise<{ personId: string; householdId: string | null; area: string; province: string; detail: string; oldText: string | null; since: string; until: string }[]> {
  return tx.many(sql`select person_id as "personId", household_id as "householdId", area, province, detail, old_text as "oldText", valid_from as since, until from residence_period
    where area = ${area} and kind = 'temporary' and ${open} and standing = 'confirmed' and until <= ${by}${inHamlet(sql`detail`, part.hamlet)} order by until, row_id ${pageOf(part)}`)
}

export async function nextNoticeNumber(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select nextval('residence_notice_sequence') as n`)).n
}

export async function nextFileNumber(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select nextval('household_file_sequence') as n`)).n
}
