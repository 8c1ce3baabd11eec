import { sql, type Query, type Tx } from '../../platform/index.ts'

export interface StoredHit {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly pin: string | null
  readonly namePlain: string
  readonly area: string | null
  readonly matched: 'number' | 'name' | 'syllables'
}

export interface NameSearch {
  readonly plain: string
  readonly syllables: readonly string[]
  readonly birthYear: number | null
  readonly birthDate: string | null
  /** Communes or provinces the person must have a residence in; empty for anywhere. */
  readonly areas: readonly string[]
}

const current = sql`p.superseded_at is null and p.valid_to is null`
const hit = (matched: Query) => sql`select p.person_id as "personId", p.full_name as "fullName", p.birth_date as "birthDate", p.gender, p.name_plain as "namePlain",
  (select n.value from identity_number n where n.person_id = p.person_id and n.kind = 'pin' and n.status = 'active' and n.superseded_at is null and n.valid_to is null) as pin,
  (select r.area from residence_public.open_residence r where r.person_id = p.person_id order by r.rank limit 1) as area, ${matched} as matched`

/** Candidates in the order found: the whole name by B-tree, then every syllable in any order by GIN. */
export function selectByName(tx: Tx, search: NameSearch, most: number): Promise<StoredHit[]> {
  const year = search.birthYear === null ? sql.empty : sql` and p.birth_year = ${search.birthYear}`
  const date = search.birthDate === null ? sql.empty : sql` and (p.birth_date = ${search.birthDate} or ${search.birthDate} like p.birth_date || '%')`
  const place = search.areas.length === 0 ? sql.empty : sql` and exists (select from residence_public.open_residence r where r.person_id = p.person_id and ${within(search.areas)})`
  return tx.many<StoredHit>(sql`
    with exact as materialized (select p.person_id from person_version p where ${current} and p.name_plain = ${search.plain}${year}${date}${place} limit ${most}),
    loose as materialized (select p.person_id from person_version p where ${current} and p.syllables @> ${search.syllables}${year}${date}${place} limit ${most * 4})
    ${hit(sql`case when exists (select from exact e where e.person_id = p.person_id) then 'name' else 'syllables' end`)}
    from person_version p where ${current} and p.person_id in (select person_id from exact union select person_id from loose)`)
}

/** Everybody who has, had or claims this number, also nine-digit ones, which several people may share. */
export function selectByNumber(tx: Tx, number: string, areas: readonly string[], most: number): Promise<StoredHit[]> {
  const place = areas.length === 0 ? sql.empty : sql` and exists (select from residence_public.open_residence r where r.person_id = p.person_id and ${within(areas)})`
  return tx.many<StoredHit>(sql`${hit(sql`'number'::text`)} from person_version p
    where ${current} and p.person_id in (select n.person_id from identity_number n where n.value = ${number} and n.superseded_at is null)${place} limit ${most}`)
}

/** A unit of two digits is a province: then the residence carries its code too. */
function within(areas: readonly string[]): Query {
  return sql`(r.area = any(${areas}) or r.province = any(${areas}))`
}
