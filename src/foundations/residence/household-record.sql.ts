import { sql, type Tx } from '../../platform/index.ts'
import { versionOf, type Touch } from './household-version.ts'

/** One row of a household or of its membership, whether or not it is still what we know. */
interface Dated extends Touch {
  readonly from: string
  readonly to: string | null
  readonly standing: 'confirmed' | 'claimed' | 'disputed'
}
export interface HomeRow extends Dated {
  readonly fileNumber: string
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
}
export interface MemberRow extends Dated {
  readonly personId: string
  readonly kind: 'permanent' | 'temporary'
  readonly relationToHead: string
}
export interface StoredRecord {
  readonly homes: readonly HomeRow[]
  readonly members: readonly MemberRow[]
  /** See `versionOf`. */
  readonly version: string
}

const dated = sql`valid_from as "from", valid_to as "to", recorded_at as "recordedAt", superseded_at as "supersededAt", standing, act_id as "actId", superseded_by as "supersededBy", row_id as "rowId"`

/** Everything that was ever recorded of one household, in the order it was recorded. */
export async function selectRecord(tx: Tx, householdId: string): Promise<StoredRecord | undefined> {
  const homes = await tx.many<HomeRow>(sql`select file_number as "fileNumber", area, province, detail, old_text as "oldText", ${dated}
    from household where household_id = ${householdId} order by recorded_at, valid_from, row_id`)
  if (homes.length === 0) return undefined
  const members = await tx.many<MemberRow>(sql`select person_id as "personId", kind, relation_to_head as "relationToHead", ${dated}
    from household_member where household_id = ${householdId} order by recorded_at, valid_from, row_id`)
  return { homes, members, version: versionOf([...homes, ...members]) }
}

export interface PeriodRow extends Dated {
  readonly kind: 'permanent' | 'temporary' | 'current'
  readonly householdId: string | null
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
  readonly until: string | null
}

/** Every residence of a person that still is what we know, also those that have ended, newest first. */
export function selectPeriods(tx: Tx, personId: string): Promise<PeriodRow[]> {
  return tx.many<PeriodRow>(sql`select kind, household_id as "householdId", area, province, detail, old_text as "oldText", until, ${dated}
    from residence_period where person_id = ${personId} and superseded_at is null order by valid_to desc nulls first, valid_from desc, row_id`)
}

/** The rows whose change makes another version, without what they say. */
export function selectTouches(tx: Tx, householdId: string): Promise<Touch[]> {
  const columns = sql`row_id as "rowId", recorded_at as "recordedAt", superseded_at as "supersededAt", act_id as "actId", superseded_by as "supersededBy"`
  return tx.many<Touch>(sql`select ${columns} from household where household_id = ${householdId} union all select ${columns} from household_member where household_id = ${householdId}`)
}
