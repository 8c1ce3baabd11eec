import { sql, type Query, type Tx } from '../../platform/index.ts'

const isProtected = (personId: Query): Query =>
  sql`exists (select from person_mark k where k.person_id = ${personId} and k.kind = 'protected' and k.superseded_at is null and k.valid_to is null and k.standing = 'confirmed')`
const alias = sql`m.superseded_at is null and m.valid_to is null`

/** Is this person protected, under the own entry, under one merged into it, or under the one it was merged into? For the reading statements of this module. */
export const isProtectedPerson = (personId: Query): Query => sql`(${isProtected(personId)}
  or exists (select from person_alias m where m.survivor_id = ${personId} and ${alias} and ${isProtected(sql`m.person_id`)})
  or exists (select from person_alias m where m.person_id = ${personId} and ${alias} and ${isProtected(sql`m.survivor_id`)}))`

/** Of these people, the protected ones. */
export async function selectProtected(tx: Tx, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return []
  return (await tx.many<{ id: string }>(sql`select asked.id from (select distinct unnest(${people}::uuid[]) as id) asked where ${isProtectedPerson(sql`asked.id`)}`)).map(({ id }) => id)
}

export interface StoredMark {
  readonly personId: string
  readonly kind: string
  readonly decision: string
  readonly note: string | null
  readonly since: string
  readonly areas: readonly string[]
}

const open = sql`k.superseded_at is null and k.valid_to is null and k.standing = 'confirmed'`
const mark = sql`k.person_id as "personId", k.kind, k.decision, k.note, k.valid_from as since, p.areas`

export function selectMarks(tx: Tx, personId: string): Promise<StoredMark[]> {
  return tx.many<StoredMark>(sql`select ${mark} from person_mark k join person_version p on p.person_id = k.person_id and p.superseded_at is null and p.valid_to is null
    where k.person_id = ${personId} and ${open} order by k.kind`)
}

export function selectMarked(tx: Tx, kind: string, area: string, most: number): Promise<StoredMark[]> {
  return tx.many<StoredMark>(sql`select ${mark} from person_mark k join person_version p on p.person_id = k.person_id and p.superseded_at is null and p.valid_to is null
    where k.kind = ${kind} and ${open} and ${area} = any(p.areas) order by k.valid_from desc, k.person_id limit ${most}`)
}

export function selectAreas(tx: Tx, personId: string): Promise<{ areas: string[] } | undefined> {
  return tx.maybe(sql`select areas from person_version where person_id = ${personId} and superseded_at is null and valid_to is null`)
}
