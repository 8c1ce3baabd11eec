import { sql, type Tx } from '../../platform/index.ts'

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

/** The person's open household with how many others belong to it, to see whether a head would leave people behind. */
export function selectHeadship(tx: Tx, personId: string): Promise<{ householdId: string; others: number } | undefined> {
  return tx.maybe(sql`select m.household_id as "householdId",
      (select count(*) from household_member o where o.household_id = m.household_id and o.person_id <> m.person_id and o.kind = 'permanent' and o.superseded_at is null and o.valid_to is null and o.standing = 'confirmed') as others
    from household_member m where m.person_id = ${personId} and m.kind = 'permanent' and m.relation_to_head = '01' and m.superseded_at is null and m.valid_to is null and m.standing = 'confirmed'`)
}

export async function nextNoticeNumber(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select nextval('residence_notice_sequence') as n`)).n
}

export async function nextFileNumber(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select nextval('household_file_sequence') as n`)).n
}
