import { sql, type Query, type Tx } from '../../platform/index.ts'
import type { Row, Value } from '../acts/index.ts'
import type { RelationKind, Standing } from './person.ts'
import { isProtected } from './restricted.sql.ts'

/** A current person as the reading function needs it; the fact columns keep their names. */
export interface StoredPerson extends Record<string, Value | undefined> {
  readonly person_id: string
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
  /** The citizen who reads, to learn how he or she is related. */
  readonly reader: string | null
}

const factColumns = sql`p.person_id, p.full_name, p.other_name, p.birth_date, p.gender, p.ethnicity, p.religion, p.nationalities, p.blood_type,
  p.birth_place_area, p.birth_place_text, p.birth_registration_area, p.birth_registration_text, p.native_place_area, p.native_place_text,
  p.marital_status, p.life_status, p.death_date, p.missing_date, p.phone, p.email, p.areas, p.standing, p.provenance`
const current = (t: Query) => sql`${t}.superseded_at is null and ${t}.valid_to is null`
const p = sql.ident('p')

const activePin = sql`(select n.value from identity_number n where n.person_id = p.person_id and n.kind = 'pin' and n.status = 'active' and ${current(sql.ident('n'))})`

function personColumns(needed: Needed): Query {
  const numbers = needed.numbers ? sql`, (select coalesce(json_agg(json_build_object('kind', n.kind, 'value', n.value, 'status', n.status, 'issuedOn', n.issued_on, 'issuedBy', n.issued_by)
      order by n.kind = 'pin' desc, n.valid_from desc, n.value), '[]') from identity_number n where n.person_id = p.person_id and ${current(sql.ident('n'))}) as numbers` : sql.empty
  const relatives = needed.relatives ? sql`, (select coalesce(json_agg(json_build_object('kind', l.kind, 'personId', l.other_id, 'fullName', coalesce(o.full_name, l.other_name),
      'pin', coalesce((select n.value from identity_number n where n.person_id = l.other_id and n.kind = 'pin' and n.status = 'active' and ${current(sql.ident('n'))}), l.other_pin))
      order by l.kind, o.birth_date), '[]')
    from relation l left join person_version o on o.person_id = l.other_id and ${current(sql.ident('o'))}
    where l.person_id = p.person_id and ${current(sql.ident('l'))} and l.standing <> 'disputed') as relatives` : sql.empty
  const kinship = needed.reader ? sql`array(select l.kind from relation l where l.person_id = ${needed.reader} and l.other_id = p.person_id and l.standing = 'confirmed' and ${current(sql.ident('l'))})`
    : sql`array[]::text[]`
  return sql`${factColumns}, ${activePin} as pin, ${isProtected(sql`p.person_id`)} as restricted, ${kinship} as kinship${numbers}${relatives}`
}

/** One id is asked by itself: the server then keeps one plan instead of planning each time. */
export function selectPeople(tx: Tx, personIds: readonly string[], needed: Needed): Promise<StoredPerson[]> {
  return tx.many<StoredPerson>(sql`select ${personColumns(needed)} from person_version p
    where ${personIds.length === 1 ? sql`p.person_id = ${personIds[0]}` : sql`p.person_id = any(${personIds})`} and ${current(p)}`)
}

export function selectPersonByNumber(tx: Tx, number: string, needed: Needed): Promise<StoredPerson | undefined> {
  return tx.maybe<StoredPerson>(sql`select ${personColumns(needed)} from personal_number d join person_version p on p.person_id = d.person_id
    where d.number = ${number} and ${current(p)}`)
}

export function selectPersonIdByNumber(tx: Tx, number: string): Promise<{ personId: string } | undefined> {
  return tx.maybe(sql`select person_id as "personId" from personal_number where number = ${number}`)
}

export interface StoredStatus {
  readonly lifeStatus: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly pin: string | null
}

export function selectStatus(tx: Tx, personId: string): Promise<StoredStatus | undefined> {
  return tx.maybe<StoredStatus>(sql`select p.life_status as "lifeStatus", p.birth_date as "birthDate", p.gender, ${activePin} as pin
    from person_version p where p.person_id = ${personId} and ${current(p)}`)
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
  return tx.many(sql`select l.kind, l.other_id as "personId" from relation l
    where l.person_id = ${personId} and l.kind = any(${kinds}) and l.other_id is not null and l.standing = 'confirmed' and ${current(sql.ident('l'))} order by l.row_id`)
}

export function selectNames(tx: Tx, personIds: readonly string[], reader: string | null): Promise<{ personId: string; fullName: string; areas: string[]; restricted: boolean; kinship: RelationKind[] }[]> {
  const kinship = reader ? sql`array(select l.kind from relation l where l.person_id = ${reader} and l.other_id = p.person_id and l.standing = 'confirmed' and ${current(sql.ident('l'))})`
    : sql`array[]::text[]`
  return tx.many(sql`select p.person_id as "personId", p.full_name as "fullName", p.areas, ${isProtected(sql`p.person_id`)} as restricted, ${kinship} as kinship
    from person_version p where p.person_id = any(${personIds}) and ${current(p)}`)
}

/** The row that was taken for true of `on` at the moment `known`. */
export function selectVersionAsOf(tx: Tx, personId: string, on: string, known: string): Promise<Row | undefined> {
  return tx.maybe<Row>(sql`select ${factColumns} from person_version p where p.person_id = ${personId}
    and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})
    and p.recorded_at <= ${known} and (p.superseded_at is null or p.superseded_at > ${known})`)
}

export interface StoredVersion extends Record<string, Value> {
  readonly row_id: string
  readonly valid_from: string
  readonly recorded_at: string
  readonly act_id: string
}

export function selectVersions(tx: Tx, personId: string): Promise<StoredVersion[]> {
  return tx.many<StoredVersion>(sql`select ${factColumns}, p.row_id, p.valid_from, p.valid_to, p.recorded_at, p.superseded_at, p.act_id
    from person_version p where p.person_id = ${personId} order by p.recorded_at, p.valid_from, p.row_id`)
}

/** Takes the number for this person in the directory; false when somebody has it. */
export async function reserve(tx: Tx, number: string, personId: string, actId: string): Promise<boolean> {
  return (await tx.run(sql`insert into personal_number (number, person_id, act_id) values (${number}, ${personId}, ${actId}) on conflict (number) do nothing`)) === 1
}

