import { sql, type Query, type Tx } from '../../platform/index.ts'
import type { Value } from '../acts/index.ts'
import type { RelationKind, Standing } from './person.ts'
import { isProtectedPerson } from './restricted.sql.ts'

/** A current person as the reading function needs it; the fact columns keep their names. */
export interface StoredPerson extends Record<string, Value | undefined> {
  readonly person_id: string
  /** The id that was asked for. */
  readonly asked: string
  readonly standing: Standing
  readonly provenance: object
  readonly areas: readonly string[]
  readonly kinship: readonly RelationKind[]
  readonly pin: string | null
  readonly restricted: boolean
}

export interface Needed {
  readonly numbers: boolean
  readonly relatives: boolean
  readonly cards: boolean
  /** The citizen who reads, to learn how he or she is related. */
  readonly reader: string | null
}

export const factColumns = sql`p.person_id, p.full_name, p.other_name, p.birth_date, p.gender, p.ethnicity, p.religion, p.nationalities, p.blood_type,
  p.birth_place_area, p.birth_place_text, p.birth_registration_area, p.birth_registration_text, p.native_place_area, p.native_place_text,
  p.marital_status, p.life_status, p.death_date, p.missing_date, p.phone, p.email, p.areas, p.standing, p.provenance`
export const current = (t: Query) => sql`${t}.superseded_at is null and ${t}.valid_to is null`
const p = sql.ident('p')

/** The entry that answers for this one: itself, unless it was merged into another. */
export const survivorOf = (id: Query): Query => sql`coalesce((select m.survivor_id from person_alias m where m.person_id = ${id} and ${current(sql.ident('m'))}), ${id})`
/** This entry and those merged into it. */
export const withMerged = (survivor: Query): Query => sql`(array[${survivor}] || array(select m.person_id from person_alias m where m.survivor_id = ${survivor} and ${current(sql.ident('m'))}))`
export const uuid = (id: string): Query => sql`${id}::uuid`

const pinOf = (id: Query): Query => sql`(select n.value from identity_number n where n.person_id = ${id} and n.kind = 'pin' and n.status = 'active' and ${current(sql.ident('n'))})`
const activePin = pinOf(sql`p.person_id`)

/** Of the numbers of a merged entry none is in force any more: the survivor's is. */
const numberObject = sql`json_build_object('kind', n.kind, 'value', n.value, 'status', case when n.status = 'active' and n.person_id <> p.person_id then 'superseded' else n.status end,
  'issuedOn', n.issued_on, 'issuedBy', n.issued_by, 'standing', n.standing)`
const cardObject = sql`json_build_object('kind', c.kind, 'number', c.number, 'issuedOn', c.issued_on, 'issuedBy', c.issued_by, 'expiresOn', c.expires_on, 'unlimited', c.unlimited, 'status', c.status)`
const oldNumberOf = (id: Query): Query => sql`(select n.value from identity_number n where n.person_id = ${id} and n.kind = 'cmnd9' and n.standing = 'confirmed' and ${current(sql.ident('n'))} order by n.valid_from desc, n.value limit 1)`

/** How the reader is related to p: by a confirmed relation of the reader or of an entry that is the reader, to p or to an entry that is p. */
export const kinshipOf = (reader: string | null): Query => reader === null ? sql`array[]::text[]`
  : sql`array(select distinct l.kind from relation l where l.person_id = any(${withMerged(survivorOf(uuid(reader)))}) and l.standing = 'confirmed' and ${current(sql.ident('l'))}
      and (l.other_id = p.person_id or exists (select from person_alias o where o.person_id = l.other_id and o.survivor_id = p.person_id and ${current(sql.ident('o'))})))`

/** Protected under the person's own entry or under one merged into it. */
export const restricted = isProtectedPerson(sql`p.person_id`)

function personColumns(needed: Needed): Query {
  const whole = withMerged(sql`p.person_id`)
  const numbers = needed.numbers ? sql`, (select coalesce(json_agg(${numberObject} order by n.kind = 'pin' desc, n.person_id = p.person_id desc, n.valid_from desc, n.value), '[]')
      from identity_number n where n.person_id = any(${whole}) and ${current(sql.ident('n'))}) as numbers` : sql.empty
  const cards = needed.cards ? sql`, (select coalesce(json_agg(${cardObject} order by c.issued_on desc nulls last, c.row_id), '[]')
      from identity_card c where c.person_id = any(${whole}) and ${current(sql.ident('c'))}) as cards` : sql.empty
  const relatives = needed.relatives ? sql`, (select coalesce(json_agg(json_build_object('kind', l.kind, 'personId', o.person_id, 'fullName', coalesce(o.full_name, l.other_name),
      'pin', coalesce(${pinOf(sql`o.person_id`)}, l.other_pin), 'oldNumber', coalesce(${oldNumberOf(sql`o.person_id`)}, l.other_old_number), 'standing', l.standing, 'areas', o.areas, 'restricted', ${isProtectedPerson(sql`o.person_id`)}) order by l.kind, o.birth_date, l.row_id), '[]')
    from relation l left join person_version o on o.person_id = ${survivorOf(sql`l.other_id`)} and ${current(sql.ident('o'))}
    where l.person_id = any(${whole}) and ${current(sql.ident('l'))} and l.standing <> 'disputed') as relatives` : sql.empty
  return sql`${factColumns}, ${activePin} as pin, ${restricted} as restricted, ${kinshipOf(needed.reader)} as kinship${numbers}${cards}${relatives}`
}

/** So many are asked one by one, side by side: the server keeps one plan for a single id, and plans a list of ids each time. */
const few = 6

/** Each with the id it was asked by: another than its own where that entry was merged. */
export async function selectPeople(tx: Tx, personIds: readonly string[], needed: Needed): Promise<StoredPerson[]> {
  const ids = [...new Set(personIds)]
  if (ids.length <= few) return (await Promise.all(ids.map((id) => selectOne(tx, id, needed)))).flat()
  return tx.many<StoredPerson>(sql`select asked.id as asked, ${personColumns(needed)} from (select distinct unnest(${ids}::uuid[]) as id) asked
    join person_version p on p.person_id = ${survivorOf(sql`asked.id`)} and ${current(p)}`)
}

function selectOne(tx: Tx, personId: string, needed: Needed): Promise<StoredPerson[]> {
  return tx.many<StoredPerson>(sql`select ${uuid(personId)} as asked, ${personColumns(needed)} from person_version p where p.person_id = ${survivorOf(uuid(personId))} and ${current(p)}`)
}

export function selectPersonByNumber(tx: Tx, number: string, needed: Needed): Promise<StoredPerson | undefined> {
  return tx.maybe<StoredPerson>(sql`select d.person_id as asked, ${personColumns(needed)} from personal_number d join person_version p on p.person_id = ${survivorOf(sql`d.person_id`)}
    where d.number = ${number} and ${current(p)}`)
}

export function selectPersonIdByNumber(tx: Tx, number: string): Promise<{ personId: string } | undefined> {
  return tx.maybe(sql`select ${survivorOf(sql`d.person_id`)} as "personId" from personal_number d where d.number = ${number}`)
}

export interface StoredStatus {
  readonly personId: string
  readonly lifeStatus: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly pin: string | null
}

/** `person`: an id, or a statement that gives one. */
export function selectStatus(tx: Tx, person: string | Query): Promise<StoredStatus | undefined> {
  return tx.maybe<StoredStatus>(sql`select p.person_id as "personId", p.life_status as "lifeStatus", p.birth_date as "birthDate", p.gender, ${activePin} as pin
    from person_version p where p.person_id = ${survivorOf(typeof person === 'string' ? uuid(person) : person)} and ${current(p)}`)
}

export interface LifeLinks {
  readonly lifeStatus: string
  readonly birthDate: string | null
  readonly links: readonly { readonly kind: RelationKind; readonly personId: string; readonly standing: Standing }[]
}

/** The status that stands, and the open ties of these kinds to people of the register. */
export function selectLifeLinks(tx: Tx, personId: string, kinds: readonly RelationKind[]): Promise<LifeLinks | undefined> {
  return tx.maybe<LifeLinks>(sql`select p.life_status as "lifeStatus", p.birth_date as "birthDate",
      (select coalesce(json_agg(json_build_object('kind', l.kind, 'personId', l.other_id, 'standing', l.standing) order by l.row_id), '[]')
        from relation l where l.person_id = p.person_id and l.kind = any(${kinds}) and l.other_id is not null and ${current(sql.ident('l'))}) as links
    from person_version p where p.person_id = ${personId} and ${current(p)}`)
}

/** The act that brought the life status that stands. */
export async function selectLifeStatusAct(tx: Tx, personId: string): Promise<string | undefined> {
  const found = await tx.maybe<{ act: string | null }>(sql`select p.provenance->'lifeStatus'->>'act' as act from person_version p where p.person_id = ${personId} and ${current(p)}`)
  return found?.act ?? undefined
}

/** Where the person is found today; nothing for unknown people. */
export async function selectAreas(tx: Tx, personId: string): Promise<string[] | undefined> {
  return (await tx.maybe<{ areas: string[] }>(sql`select p.areas from person_version p where p.person_id = ${personId} and ${current(p)}`))?.areas
}

export function selectRelated(tx: Tx, personId: string, kinds: readonly RelationKind[]): Promise<{ kind: RelationKind; personId: string }[]> {
  return tx.many(sql`select l.kind, ${survivorOf(sql`l.other_id`)} as "personId" from relation l
    where l.person_id = any(${withMerged(survivorOf(uuid(personId)))}) and l.kind = any(${kinds}) and l.other_id is not null and l.standing = 'confirmed' and ${current(sql.ident('l'))} order by l.row_id`)
}

export function selectNames(tx: Tx, personIds: readonly string[], reader: string | null): Promise<{ asked: string; personId: string; fullName: string; areas: string[]; restricted: boolean; kinship: RelationKind[] }[]> {
  return tx.many(sql`select asked.id as asked, p.person_id as "personId", p.full_name as "fullName", p.areas, ${restricted} as restricted, ${kinshipOf(reader)} as kinship
    from (select distinct unnest(${personIds}::uuid[]) as id) asked join person_version p on p.person_id = ${survivorOf(sql`asked.id`)} and ${current(p)}`)
}

/** Takes the number for this person in the directory; false when somebody has it. */
export async function reserve(tx: Tx, number: string, personId: string, actId: string): Promise<boolean> {
  return (await tx.run(sql`insert into personal_number (number, person_id, act_id) values (${number}, ${personId}, ${actId}) on conflict (number) do nothing`)) === 1
}


/** The open row by which this number is claimed, with the act that entered it. */
export function selectClaim(tx: Tx, personId: string, kind: string, value: string): Promise<{ actId: string } | undefined> {
  return tx.maybe(sql`select n.act_id as "actId" from identity_number n where n.person_id = ${personId} and n.kind = ${kind} and n.value = ${value} and n.standing <> 'confirmed' and ${current(sql.ident('n'))} limit 1`)
}

/** How many other people hold or claim this number. */
export async function countHolders(tx: Tx, kind: string, value: string, but: string): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(distinct n.person_id)::int as n from identity_number n where n.value = ${value} and n.kind = ${kind} and n.superseded_at is null and n.person_id <> ${but}`)).n
}
