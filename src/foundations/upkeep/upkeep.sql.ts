import { sql, type Query, type Tx } from '../../platform/index.ts'

export interface StoredFigures {
  readonly people: number
  readonly temporary: number
  readonly households: number
}

/** People by their confirmed open residence, and households with somebody in them. */
export function selectFigures(tx: Tx, areas: readonly string[]): Promise<StoredFigures> {
  return tx.one<StoredFigures>(sql`select
    (select count(*) from residence_public.open_residence r where r.area = any(${areas}) and r.kind = 'permanent' and r.standing = 'confirmed') as people,
    (select count(*) from residence_public.open_residence r where r.area = any(${areas}) and r.kind = 'temporary' and r.standing = 'confirmed') as temporary,
    (select count(*) from residence_public.open_household h where h.area = any(${areas}) and exists (select from residence_public.open_member m where m.household_id = h.household_id and m.kind = 'permanent')) as households`)
}

const hamlet = (detail: Query): Query => sql`regexp_replace(${detail}, '^.*,\\s*', '')`

/** Hamlets of these communes with how many households each has. */
export function selectHamlets(tx: Tx, areas: readonly string[]): Promise<{ name: string; households: number }[]> {
  return tx.many(sql`select ${hamlet(sql`h.detail`)} as name, count(*) as households from residence_public.open_household h where h.area = any(${areas}) group by 1 order by 2 desc, 1 limit 200`)
}

export interface StoredFault {
  readonly householdId: string | null
  readonly personId: string | null
  readonly fileNumber: string | null
  readonly fullName: string | null
  readonly detail: string
  /** What is wrong: field names, or how many members or heads. */
  readonly what: readonly string[]
}

const home = sql`from residence_public.open_household h where h.area = any(`
const heads = sql`(select count(*) from residence_public.open_member m where m.household_id = h.household_id and m.kind = 'permanent' and m.relation_to_head = '01'`
const members = sql`(select count(*) from residence_public.open_member m where m.household_id = h.household_id and m.kind = 'permanent')`
const ofHome = sql`h.household_id as "householdId", null::uuid as "personId", h.file_number as "fileNumber", null::text as "fullName", h.detail`
const ofPerson = sql`null::uuid as "householdId", p.person_id as "personId", null::text as "fileNumber", p.full_name as "fullName", r.detail`
const people = sql`from residence_public.open_residence r join population_public.current_person p on p.person_id = r.person_id where r.kind = 'permanent' and p.life_status = 'living' and r.area = any(`
const number = (kind: string): Query => sql`from population_public.current_identity_number n where n.person_id = p.person_id and n.kind = ${kind}`

/** Fields of Luật Căn cước đ.9 that every living resident has. */
const missing = sql`array_remove(array[
  case when p.birth_date is null then 'birthDate' end, case when p.gender is null then 'gender' end, case when p.ethnicity is null then 'ethnicity' end,
  case when p.religion is null then 'religion' end, case when cardinality(p.nationalities) = 0 then 'nationalities' end,
  case when p.native_place_area is null and p.native_place_text is null then 'nativePlace' end,
  case when p.birth_registration_area is null and p.birth_registration_text is null then 'birthRegistrationPlace' end,
  case when not exists (select ${number('pin')} and n.status = 'active') then 'pin' end], null)`
const doubtful = sql`array_remove(array[
  case when p.standing <> 'confirmed' then 'facts' end, case when r.standing <> 'confirmed' then 'residence' end,
  case when exists (select from population_public.current_identity_number n where n.person_id = p.person_id and n.status in ('claimed', 'disputed')) then 'identityNumbers' end,
  case when exists (select from residence_public.open_member m where m.person_id = p.person_id and m.standing <> 'confirmed') then 'household' end], null)`

/** One select a kind of fault; each answers the same columns. */
const faults = (areas: readonly string[]): Readonly<Record<string, Query>> => ({
  'no-head': sql`select ${ofHome}, array[${members}::text] as what ${home}${areas}) and ${members} > 0 and ${heads}) = 0`,
  'two-heads': sql`select ${ofHome}, array[${heads})::text] as what ${home}${areas}) and ${heads}) > 1`,
  'head-gone': sql`select h.household_id as "householdId", p.person_id as "personId", h.file_number as "fileNumber", p.full_name as "fullName", h.detail, array[p.life_status] as what
    from residence_public.open_household h join residence_public.open_member m on m.household_id = h.household_id and m.kind = 'permanent' and m.relation_to_head = '01' and m.standing = 'confirmed'
    join population_public.current_person p on p.person_id = m.person_id where h.area = any(${areas}) and p.life_status <> 'living'`,
  'missing-fields': sql`select ${ofPerson}, ${missing} as what ${people}${areas}) and r.standing = 'confirmed' and cardinality(${missing}) > 0`,
  'doubtful': sql`select ${ofPerson}, ${doubtful} as what ${people}${areas}) and cardinality(${doubtful}) > 0`,
  'old-number': sql`select ${ofPerson}, array['identityNumbers'] as what ${people}${areas}) and r.standing = 'confirmed'
    and exists (select ${number('cmnd9')} and n.value !~ '^[0-9]{9}([0-9]{3})?$')`,
})

const inHamlet = (name: string | null): Query => (name === null ? sql.empty : sql` where ${hamlet(sql`f.detail`)} = ${name}`)

/** How many faults of each kind. */
export async function countFaults(tx: Tx, areas: readonly string[], place: string | null): Promise<Map<string, number>> {
  const parts = Object.entries(faults(areas)).map(([kind, query]) => sql`select ${kind}::text as kind, (select count(*) from (${query}) f${inHamlet(place)}) as n`)
  return new Map((await tx.many<{ kind: string; n: number }>(sql.join(parts, ' union all '))).map(({ kind, n }) => [kind, n]))
}

export function selectFaults(tx: Tx, kind: string, areas: readonly string[], place: string | null, page: { most: number; skip: number }): Promise<StoredFault[]> {
  return tx.many<StoredFault>(sql`select * from (${faults(areas)[kind]!}) f${inHamlet(place)} order by ${hamlet(sql`f.detail`)}, f.detail, coalesce(f."householdId", f."personId") limit ${page.most} offset ${page.skip}`)
}

export interface StoredHome {
  readonly householdId: string
  readonly fileNumber: string
  readonly detail: string
  readonly headId: string | null
  readonly headName: string | null
  readonly members: number
}

/** Households with somebody in them, house by house; one more than asked tells that there are more. */
export function selectHomes(tx: Tx, areas: readonly string[], place: string | null, page: { most: number; skip: number }): Promise<StoredHome[]> {
  return tx.many<StoredHome>(sql`select f.*, p.full_name as "headName" from (
      select h.household_id as "householdId", h.file_number as "fileNumber", h.detail, ${members} as members,
        (select m.person_id from residence_public.open_member m where m.household_id = h.household_id and m.kind = 'permanent' and m.relation_to_head = '01' order by m.standing = 'confirmed' desc limit 1) as "headId"
      from residence_public.open_household h where h.area = any(${areas})) f
    left join population_public.current_person p on p.person_id = f."headId"
    where f.members > 0${place === null ? sql.empty : sql` and ${hamlet(sql`f.detail`)} = ${place}`}
    order by ${hamlet(sql`f.detail`)}, length(f.detail), f.detail, f."householdId" limit ${page.most} offset ${page.skip}`)
}

export interface StoredGuest {
  readonly personId: string
  readonly fullName: string
  readonly detail: string
  readonly since: string
  readonly until: string | null
}

/** Temporary residents, the one whose term ends first at the top. */
export function selectTemporary(tx: Tx, areas: readonly string[], page: { most: number; skip: number }): Promise<StoredGuest[]> {
  return tx.many<StoredGuest>(sql`select r.person_id as "personId", p.full_name as "fullName", r.detail, r.valid_from as since, r.until
    from residence_public.open_residence r join population_public.current_person p on p.person_id = r.person_id
    where r.area = any(${areas}) and r.kind = 'temporary' and r.standing = 'confirmed' order by r.until nulls last, r.detail, r.person_id limit ${page.most} offset ${page.skip}`)
}
