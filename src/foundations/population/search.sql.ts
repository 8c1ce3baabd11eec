import { sql, type Query, type Tx } from '../../platform/index.ts'

export interface StoredHit {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly pin: string | null
  readonly area: string | null
  readonly matched: 'number' | 'name' | 'syllables'
}

export interface NameSearch {
  readonly plain: string
  readonly syllables: readonly string[]
  readonly birthYear: number | null
  readonly birthDate: string | null
  /** Communes or provinces, in one of which the person must have a residence; empty for anywhere. */
  readonly areas: readonly string[]
}

const current = sql`p.superseded_at is null and p.valid_to is null`
const pin = sql`(select n.value from identity_number n where n.person_id = p.person_id and n.kind = 'pin' and n.status = 'active' and n.superseded_at is null and n.valid_to is null)`
const hit = sql`p.person_id as "personId", p.full_name as "fullName", p.birth_date as "birthDate", p.gender, p.areas[1] as area, ${pin} as pin`

/**
 * Syllables that one person in twenty has or more (family and middle names of data/population). The index has a list of people for each syllable: these
 * lists are the longest and narrow least, so they are looked at in the rows that the others find.
 */
const everybodys: ReadonlySet<string> = new Set(['nguyen', 'thi', 'van', 'tran', 'le', 'ngoc', 'thanh', 'pham', 'anh', 'huynh', 'hoang', 'minh'])

function telling(syllables: readonly string[]): readonly string[] {
  const rare = syllables.filter((syllable) => !everybodys.has(syllable))
  return rare.length > 0 ? rare : syllables
}

/** How many people with the syllables in any order are ranked at most. */
const mostRanked = 1_000

/**
 * The whole name by B-tree; only if that fills no page, every syllable in any order by GIN, with year and commune in the same index (linkage.md: 180 times faster than
 * trigrams, since everybody is called Nguyễn). Best first: whole name, then words in this order, then the shortest name.
 */
export function selectByName(tx: Tx, search: NameSearch, most: number): Promise<StoredHit[]> {
  const conditions = sql`${current}${search.birthYear === null ? sql.empty : sql` and p.birth_year = ${search.birthYear}`}${
    search.birthDate === null ? sql.empty : sql` and ${search.birthDate} like p.birth_date || '%'`}`
  return tx.many<StoredHit>(sql`
    with exact as materialized (select p.person_id, true as whole, 0 as place, '' as sort from person_version p where ${conditions}${within(search.areas)} and p.name_plain = ${search.plain} limit ${most}),
    loose as materialized (
      select p.person_id, false as whole, case when p.name_plain like ${`%${search.plain}%`} then 0 else 100 end + cardinality(p.syllables) as place, p.name_sort as sort
      from person_version p where ${conditions}${search.areas.length === 1 && search.areas[0]!.length === 5 ? sql` and p.areas @> ${search.areas}` : within(search.areas)}
        and p.syllables @> ${telling(search.syllables)} and p.syllables || '{}' @> ${search.syllables} and p.name_plain <> ${search.plain} and (select count(*) from exact) < ${most} limit ${mostRanked}),
    best as materialized (select * from exact union all select * from loose order by whole desc, place, sort, person_id limit ${most})
    select ${hit}, case when b.whole then 'name' else 'syllables' end as matched
    from best b join person_version p on p.person_id = b.person_id and ${current} order by b.whole desc, b.place, b.sort, b.person_id`)
}

/** Everybody who has, had or claims this number, also nine-digit ones, which several people may share. */
export function selectByNumber(tx: Tx, number: string, areas: readonly string[], most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`select ${hit}, 'number' as matched from person_version p
    where ${current} and p.person_id in (select n.person_id from identity_number n where n.value = ${number} and n.superseded_at is null)${within(areas)} order by p.person_id limit ${most}`)
}

/** Looked at row by row: a province holds too many people to narrow anything, and several areas cannot be intersected. One commune is asked in the index of syllables. */
function within(areas: readonly string[]): Query {
  return areas.length === 0 ? sql.empty : sql` and p.areas || '{}' && ${areas}`
}
