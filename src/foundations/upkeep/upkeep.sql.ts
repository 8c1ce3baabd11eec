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

const members = sql`(select count(*) from residence_public.open_member m where m.household_id = h.household_id and m.kind = 'permanent')`

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

/** Households with somebody in them at exactly this dwelling. */
export function selectHomesAt(tx: Tx, area: string, detail: string): Promise<StoredHome[]> {
  return tx.many<StoredHome>(sql`select f.*, p.full_name as "headName" from (
      select h.household_id as "householdId", h.file_number as "fileNumber", h.detail, ${members} as members,
        (select m.person_id from residence_public.open_member m where m.household_id = h.household_id and m.kind = 'permanent' and m.relation_to_head = '01' order by m.standing = 'confirmed' desc limit 1) as "headId"
      from residence_public.open_household h where h.area = ${area} and h.detail = ${detail}) f
    left join population_public.current_person p on p.person_id = f."headId" where f.members > 0 order by f."fileNumber"`)
}
