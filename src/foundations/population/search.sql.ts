import { sql, type Query, type Tx } from '../../platform/index.ts'
import { isProtectedPerson } from './restricted.sql.ts'

export interface StoredHit {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly pin: string | null
  readonly area: string | null
  readonly plain: string
  readonly areas: readonly string[]
  readonly restricted: boolean
  /** The entry this one was merged into. */
  readonly mergedInto: string | null
  /** Found by what an entry bears that was merged into this person. */
  readonly led?: boolean
  readonly matched: 'number' | 'name' | 'syllables' | 'phone' | 'household' | 'relative' | 'likely'
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
const hit = sql`p.person_id as "personId", p.full_name as "fullName", p.birth_date as "birthDate", p.gender, p.areas[1] as area, p.areas, p.name_plain as plain, ${isProtectedPerson(sql`p.person_id`)} as restricted, ${pin} as pin,
  (select a.survivor_id from person_alias a where a.person_id = p.person_id and a.superseded_at is null and a.valid_to is null) as "mergedInto"`

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

/** These people as a search shows them: whom merged entries belong to. */
export function selectHits(tx: Tx, people: readonly string[]): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`select ${hit}, 'name' as matched from person_version p where ${current} and p.person_id = any(${people}::uuid[])`)
}

/** Everybody who has, had or claims one of these numbers, also nine-digit ones, which several people may share; for a merged entry the person it belongs to. */
export function selectByNumber(tx: Tx, numbers: readonly string[], areas: readonly string[], most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`select ${hit}, 'number' as matched, not exists (select from identity_number n where n.person_id = p.person_id and n.value = any(${numbers}) and n.superseded_at is null) as led from person_version p
    where ${current} and p.person_id in (select coalesce(a.survivor_id, n.person_id) from identity_number n left join person_alias a on a.person_id = n.person_id and a.superseded_at is null and a.valid_to is null
      where n.value = any(${numbers}) and n.superseded_at is null)${within(areas)} order by p.person_id limit ${most}`)
}

/** What a search by something else than a name or a number is narrowed by. */
export type Narrowed = Pick<NameSearch, 'syllables' | 'birthYear' | 'birthDate' | 'areas'>

function narrowed({ syllables, birthYear, birthDate, areas }: Narrowed): Query {
  return sql`${syllables.length === 0 ? sql.empty : sql` and p.syllables @> ${syllables}`}${birthYear === null ? sql.empty : sql` and p.birth_year = ${birthYear}`}${
    birthDate === null ? sql.empty : sql` and ${birthDate} like p.birth_date || '%'`}${within(areas)}`
}

const byName = sql`order by p.name_sort, p.person_id`

export function selectByPhone(tx: Tx, spellings: readonly string[], how: Narrowed, most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`select ${hit}, 'phone' as matched from person_version p where ${current} and p.phone = any(${spellings})${narrowed(how)} ${byName} limit ${most}`)
}

/** Members of the household with this residence file number. */
export function selectByFileNumber(tx: Tx, fileNumber: string, how: Narrowed, most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`select ${hit}, 'household' as matched from person_version p where ${current} and p.person_id in (
      select m.person_id from residence_public.open_household h join residence_public.open_member m on m.household_id = h.household_id where h.file_number = ${fileNumber} and h.standing = 'confirmed')
    ${narrowed(how)} ${byName} limit ${most}`)
}

/** A text without marks, as the kernel makes it, for the few columns that hold no key of their own. */
const plainOf = (column: Query): Query => sql`lower(translate(regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g'), 'đĐ', 'dd'))`

/** Whose dwelling in one of these communes has all these words in its address. */
export function selectByAddress(tx: Tx, words: readonly string[], communes: readonly string[], how: Narrowed, most: number): Promise<StoredHit[]> {
  const patterns = words.map((word) => `\\m${word}\\M`)
  return tx.many<StoredHit>(sql`select ${hit}, 'household' as matched from person_version p where ${current} and p.person_id in (
      select r.person_id from residence_public.open_residence r where r.area = any(${communes}) and ${plainOf(sql`r.detail`)} ~ all(${patterns}))
    ${narrowed(how)} ${byName} limit ${most}`)
}

const openRelation = (t: Query): Query => sql`${t}.superseded_at is null and ${t}.valid_to is null and ${t}.standing <> 'disputed'`

/** Whose father, mother or spouse has, had or claims this number, in the register or only in the child's papers. */
export function selectByRelativesNumber(tx: Tx, numbers: readonly string[], how: Narrowed, most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`select ${hit}, 'relative' as matched from person_version p where ${current} and p.person_id in (
      select l.other_id from identity_number n join relation l on l.person_id = n.person_id and l.kind in ('child', 'spouse') and ${openRelation(sql`l`)} where n.value = any(${numbers}) and n.superseded_at is null
      union all select l.person_id from relation l where l.other_pin = any(${numbers}) and l.kind in ('father', 'mother', 'spouse') and ${openRelation(sql`l`)})
    ${narrowed(how)} ${byName} limit ${most}`)
}

/** Of the people so narrowed by name, those whose father, mother or spouse is called so, in the register or in their papers. */
export function selectByRelativesName(tx: Tx, relative: readonly string[], how: Narrowed, most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`
    with called as materialized (select p.person_id from person_version p where ${current} and p.syllables @> ${telling(how.syllables)}${narrowed(how)} limit ${mostRanked * 5})
    select ${hit}, 'relative' as matched from called s join person_version p on p.person_id = s.person_id and ${current}
    where exists (select from relation l left join person_version o on o.person_id = l.other_id and o.superseded_at is null and o.valid_to is null
      where l.person_id = p.person_id and l.kind in ('father', 'mother', 'spouse') and ${openRelation(sql`l`)}
        and (o.syllables @> ${relative} or string_to_array(${plainOf(sql`coalesce(l.other_name, '')`)}, ' ') @> ${relative})) ${byName} limit ${most}`)
}

/** Children and spouses of the people called so, narrowed by what else is known of them. */
export function selectRelativesOf(tx: Tx, plain: string, how: Narrowed, most: number): Promise<StoredHit[]> {
  return tx.many<StoredHit>(sql`
    with relatives as materialized (select o.person_id from person_version o where o.superseded_at is null and o.valid_to is null and o.name_plain = ${plain} limit ${mostRanked * 5})
    select ${hit}, 'relative' as matched from person_version p where ${current}
      and p.person_id in (select l.other_id from relatives r join relation l on l.person_id = r.person_id and l.kind in ('child', 'spouse') and ${openRelation(sql`l`)})
    ${narrowed(how)} ${byName} limit ${most}`)
}

/** People with one of these whole names, or, when nobody has, with all the words of one of them. */
export function selectByVariants(tx: Tx, variants: readonly (readonly string[])[], how: Narrowed, most: number): Promise<StoredHit[]> {
  const conditions = sql`${current}${narrowed({ ...how, syllables: [] })}`
  const loosely = sql.join(variants.map((words) => sql`(p.syllables @> ${telling(words)} and p.syllables || '{}' @> ${words})`), ' or ')
  return tx.many<StoredHit>(sql`
    with exact as materialized (select p.person_id, 0 as place, p.name_sort as sort from person_version p where ${conditions} and p.name_plain = any(${variants.map((words) => words.join(' '))}) limit ${most}),
    loose as materialized (select p.person_id, cardinality(p.syllables) as place, p.name_sort as sort from person_version p
      where ${conditions} and (${loosely}) and not exists (select from exact) limit ${mostRanked}),
    best as materialized (select * from exact union all select * from loose order by place, sort, person_id limit ${most})
    select ${hit}, 'syllables' as matched from best b join person_version p on p.person_id = b.person_id and ${current} order by b.place, b.sort, b.person_id`)
}

/** Looked at row by row: a province holds too many people to narrow anything, and several areas cannot be intersected. One commune is asked in the index of syllables. */
function within(areas: readonly string[]): Query {
  return areas.length === 0 ? sql.empty : sql` and p.areas || '{}' && ${areas}`
}
