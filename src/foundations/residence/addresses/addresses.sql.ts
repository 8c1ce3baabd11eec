import { sql, type Query, type Tx } from '../../../platform/index.ts'
import { pageOf, type WorklistPart } from '../worklists.sql.ts'

const open = sql`superseded_at is null and valid_to is null`

export interface StoredGroup {
  readonly area: string
  readonly province: string
  readonly first: string
  readonly households: number
  readonly people: number
}

/** Every code that stands in an open address, with the moment its first row was recorded. */
export function selectGroups(tx: Tx): Promise<StoredGroup[]> {
  return tx.many<StoredGroup>(sql`select area, province, min(first) as first, sum(households) as households, sum(people) as people from (
      select area, province, min(recorded_at) as first, count(*) as households, 0 as people from household where ${open} group by 1, 2
      union all select area, province, min(recorded_at), 0, count(*) from residence_period where ${open} group by 1, 2) g group by area, province order by area, province`)
}

export interface Scope {
  readonly area: string
  readonly province: string
  readonly before: string | null
}

const inScope = ({ area, province, before }: Scope): Query => sql`${open} and area = ${area} and province = ${province}${before ? sql` and recorded_at < ${before}` : sql.empty}`

/** Households of a code, in the order of their ids, with everybody whose residence lies there. */
export function selectHouseholds(tx: Tx, scope: Scope, after: string, most: number): Promise<{ householdId: string; people: string[]; detail: string }[]> {
  return tx.many(sql`select h.household_id as "householdId", min(h.detail) as detail,
      array(select distinct r.person_id::text from residence_period r where r.household_id = h.household_id and r.superseded_at is null and r.valid_to is null and r.area = ${scope.area} order by 1) as people
    from household h where ${inScope(scope)} and h.household_id > ${after} group by h.household_id order by h.household_id limit ${most}`)
}

/** People whose residence at a code belongs to no household there. */
export function selectPeople(tx: Tx, scope: Scope, after: string, most: number): Promise<{ rowId: string; personId: string; householdId: string | null; detail: string }[]> {
  return tx.many(sql`select row_id as "rowId", person_id as "personId", household_id as "householdId", detail from residence_period where ${inScope(scope)} and row_id > ${after}
    and (household_id is null or not exists (select from household h where h.household_id = residence_period.household_id and h.superseded_at is null and h.valid_to is null and h.area = ${scope.area} and h.province = ${scope.province}))
    order by row_id limit ${most}`)
}

export interface StoredDecision {
  readonly decisionId: string
  readonly householdId: string | null
  readonly personId: string | null
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly candidates: readonly string[]
  readonly openedAt: string
}

/** One line a subject while it is open: a second run opens none again. */
export async function insertDecision(tx: Tx, d: StoredDecision & { readonly asOf: string }): Promise<boolean> {
  return (await tx.run(sql`insert into address_decision (decision_id, household_id, person_id, area, province, detail, candidates, as_of, opened_at)
    select ${d.decisionId}, ${d.householdId}::uuid, ${d.personId}::uuid, ${d.area}, ${d.province}, ${d.detail}, ${d.candidates}, ${d.asOf}, ${d.openedAt}
    where not exists (select from address_decision o where o.decided_at is null and (o.household_id = ${d.householdId}::uuid or o.person_id = ${d.personId}::uuid))`)) === 1
}

const columns = sql`decision_id as "decisionId", household_id as "householdId", person_id as "personId", area, province, detail, candidates, opened_at as "openedAt"`

export function selectDecisions(tx: Tx, area: string, part: WorklistPart): Promise<StoredDecision[]> {
  return tx.many<StoredDecision>(sql`select ${columns} from address_decision where decided_at is null and candidates @> array[${area}]::text[] order by detail, decision_id ${pageOf(part)}`)
}

/** One line, decided or not. */
export function selectLine(tx: Tx, decisionId: string): Promise<(StoredDecision & { readonly decidedAt: string | null }) | undefined> {
  return tx.maybe(sql`select ${columns}, decided_at as "decidedAt" from address_decision where decision_id = ${decisionId}`)
}

export function selectDecision(tx: Tx, decisionId: string): Promise<StoredDecision | undefined> {
  return tx.maybe<StoredDecision>(sql`select ${columns} from address_decision where decision_id = ${decisionId} and decided_at is null for update`)
}

export function selectPeopleOf(tx: Tx, householdId: string, area: string): Promise<{ personId: string }[]> {
  return tx.many(sql`select distinct person_id as "personId" from residence_period where household_id = ${householdId} and area = ${area} and ${open} order by 1`)
}

export async function closeDecision(tx: Tx, decisionId: string, actId: string, now: string): Promise<void> {
  await tx.run(sql`update address_decision set decided_at = ${now}, decided_act = ${actId} where decision_id = ${decisionId} and decided_at is null`)
}
