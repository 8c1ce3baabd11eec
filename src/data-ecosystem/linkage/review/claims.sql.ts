import { sql, type Instant, type PlainDate, type Query, type Tx } from '../../../platform/index.ts'

export const claimFields = ['phone', 'address', 'sector-number'] as const
export type ClaimField = (typeof claimFields)[number]

export interface KeepClaims {
  readonly runId: string
  readonly listId: string
  readonly statedOn: PlainDate
  readonly keptUntil: PlainDate
  /** Place of the telephone column in the file, where it has one. */
  readonly phone: number | null
  /** Whether the list numbers its people itself. */
  readonly numbered: boolean
}

/** Every word of linked rows beside the register: person, field, value, row. */
const said = (k: Pick<KeepClaims, 'runId' | 'phone' | 'numbered'>): Query => sql`
  select d.person_id, f.field, left(f.value, 300) as value, d.row_no
  from matching_decided d join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no
    cross join lateral (values ('phone', regexp_replace(w.raw->>${k.phone ?? -1}::int, '[^0-9+]', '', 'g')), ('address', trim(w.fields->>'address')), ('sector-number', case when ${k.numbered} then trim(w.fields->>'id') end)) f (field, value)
  where d.run_id = ${k.runId} and d.zone = 'automatic' and d.person_id is not null and d.state <> 'blocked' and coalesce(f.value, '') <> '' and (f.field <> 'phone' or (${k.phone !== null} and length(f.value) between 9 and 13))`

/** A word of a row that may be one that was found wrong before: whose list says it and of whom agree, the value is still to be compared. */
export interface DoubtfulWord {
  readonly rowNo: number
  readonly field: ClaimField
  readonly value: string
  readonly salt: string
  readonly digest: string
}

export function selectDoubtful(tx: Tx, k: Pick<KeepClaims, 'runId' | 'listId' | 'phone' | 'numbered'>): Promise<DoubtfulWord[]> {
  return tx.many<DoubtfulWord>(sql`
    select s.row_no as "rowNo", s.field, s.value, r.salt, r.digest
    from matching_list l join matching_claim_refuted r on r.organisation_id = l.organisation_id and r.kind = l.kind join (${said(k)}) s on s.person_id = r.person_id and s.field = r.field
    where l.list_id = ${k.listId}`)
}

/** What linked rows say beside the register but for what was found wrong, one value a person, list and field; of two rows of one person the first. Written over only by the same list. */
export function keepClaims(tx: Tx, k: KeepClaims, wrong: readonly Pick<DoubtfulWord, 'rowNo' | 'field'>[]): Promise<number> {
  return tx.run(sql`
    insert into matching_claim as c (person_id, list_id, field, value, run_id, row_no, stated_on, kept_until)
    select distinct on (s.person_id, s.field) s.person_id, ${k.listId}::uuid, s.field, s.value, ${k.runId}::uuid, s.row_no, ${k.statedOn}::date, ${k.keptUntil}::date
    from (${said(k)}) s
    where not exists (select from jsonb_to_recordset(${sql.json(wrong.map(({ rowNo, field }) => ({ row_no: rowNo, field })))}::jsonb) as w (row_no int, field text) where w.row_no = s.row_no and w.field = s.field)
    order by s.person_id, s.field, s.row_no
    on conflict (person_id, list_id, field) do update set value = excluded.value, run_id = excluded.run_id, row_no = excluded.row_no, stated_on = excluded.stated_on, kept_until = excluded.kept_until`)
}

export interface StoredClaim {
  readonly listId: string
  readonly organisationId: string
  readonly field: ClaimField
  readonly value: string
  readonly listTitle: string
  readonly kind: string
  readonly statedOn: PlainDate
  readonly keptUntil: PlainDate
}

export function selectClaims(tx: Tx, personId: string, today: PlainDate): Promise<StoredClaim[]> {
  return tx.many<StoredClaim>(sql`
    select c.list_id as "listId", l.organisation_id as "organisationId", c.field, c.value, l.title as "listTitle", l.kind, c.stated_on as "statedOn", c.kept_until as "keptUntil" from matching_claim c join matching_list l using (list_id)
    where c.person_id = ${personId} and c.kept_until >= ${today}::date order by c.field, c.stated_on desc, c.list_id`)
}

export interface StandingClaim {
  readonly listId: string
  readonly value: string
  readonly runId: string
  readonly rowNo: number
  readonly organisationId: string
  readonly kind: string
}

/** What this list and the owner's other lists of its kind say of somebody in one field, held until the end of the transaction. */
export function selectClaimsBeside(tx: Tx, c: { readonly personId: string; readonly listId: string; readonly field: ClaimField }): Promise<StandingClaim[]> {
  return tx.many<StandingClaim>(sql`
    select c.list_id as "listId", c.value, c.run_id as "runId", c.row_no as "rowNo", l.organisation_id as "organisationId", l.kind
    from matching_claim c join matching_list l using (list_id) join matching_list own on own.list_id = ${c.listId} and own.organisation_id = l.organisation_id and own.kind = l.kind
    where c.person_id = ${c.personId} and c.field = ${c.field} for update of c`)
}

/** Takes away what lists say of somebody. */
export async function dropClaims(tx: Tx, c: { readonly personId: string; readonly listIds: readonly string[]; readonly field: ClaimField }): Promise<void> {
  await tx.run(sql`delete from matching_claim where person_id = ${c.personId} and field = ${c.field} and list_id = any(${c.listIds}::uuid[])`)
}

export interface RefutedClaim {
  readonly personId: string
  readonly caseId: string
  readonly organisationId: string
  readonly kind: string
  readonly field: ClaimField
  readonly salt: string
  readonly digest: string
  readonly at: Instant
}

export async function insertRefuted(tx: Tx, r: RefutedClaim): Promise<void> {
  await tx.run(sql`insert into matching_claim_refuted (person_id, case_id, organisation_id, kind, field, salt, digest, at)
    values (${r.personId}, ${r.caseId}, ${r.organisationId}, ${r.kind}, ${r.field}, ${r.salt}, ${r.digest}, ${r.at}) on conflict do nothing`)
}

/** Of two entries that are one person: what was found wrong of the one is wrong of the other. */
export async function copyRefuted(tx: Tx, fromPerson: string, toPerson: string): Promise<void> {
  await tx.run(sql`insert into matching_claim_refuted (person_id, case_id, organisation_id, kind, field, salt, digest, at)
    select ${toPerson}::uuid, case_id, organisation_id, kind, field, salt, digest, at from matching_claim_refuted where person_id = ${fromPerson} on conflict do nothing`)
}

export async function selectAreaOf(tx: Tx, personId: string): Promise<string | null> {
  return (await tx.maybe<{ area: string | null }>(sql`select areas[1] as area from population_public.current_person where person_id = ${personId}`))?.area ?? null
}
