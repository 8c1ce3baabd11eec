import { sql, type PlainDate, type Tx } from '../../../platform/index.ts'

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

/** What linked rows say beside the register, one value a person, list and field; of two rows of one person the first. Written over only by the same list. */
export function keepClaims(tx: Tx, k: KeepClaims): Promise<number> {
  return tx.run(sql`
    insert into matching_claim as c (person_id, list_id, field, value, run_id, row_no, stated_on, kept_until)
    select distinct on (d.person_id, f.field) d.person_id, ${k.listId}::uuid, f.field, left(f.value, 300), ${k.runId}::uuid, d.row_no, ${k.statedOn}::date, ${k.keptUntil}::date
    from matching_decided d join matching_row w on w.list_id = d.list_id and w.row_no = d.row_no
      cross join lateral (values ('phone', regexp_replace(w.raw->>${k.phone ?? -1}::int, '[^0-9+]', '', 'g')), ('address', trim(w.fields->>'address')), ('sector-number', case when ${k.numbered} then trim(w.fields->>'id') end)) f (field, value)
    where d.run_id = ${k.runId} and d.zone = 'automatic' and d.person_id is not null and d.state <> 'blocked' and coalesce(f.value, '') <> '' and (f.field <> 'phone' or (${k.phone !== null} and length(f.value) between 9 and 13))
    order by d.person_id, f.field, d.row_no
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

/** Takes away what a list says of somebody; answers where it stood, or nothing where it stands no more. */
export function dropClaim(tx: Tx, c: { readonly personId: string; readonly listId: string; readonly field: ClaimField }): Promise<{ runId: string; rowNo: number; value: string } | undefined> {
  return tx.maybe(sql`delete from matching_claim where person_id = ${c.personId} and list_id = ${c.listId} and field = ${c.field} returning run_id as "runId", row_no as "rowNo", value`)
}

export async function selectAreaOf(tx: Tx, personId: string): Promise<string | null> {
  return (await tx.maybe<{ area: string | null }>(sql`select areas[1] as area from population_public.current_person where person_id = ${personId}`))?.area ?? null
}
