import { sql, type Tx } from '../../platform/index.ts'
import type { RelationKind } from './person.ts'
import { current, survivorOf, withMerged } from './population.sql.ts'

export interface KinPerson {
  readonly personId: string
  readonly gender: string | null
  readonly birthDate: string | null
  readonly lifeStatus: string
  readonly areas: readonly string[]
}

/** What must be known of two people to relate them, by the id asked for. */
export async function selectKin(tx: Tx, personIds: readonly string[]): Promise<Map<string, KinPerson>> {
  const found = await tx.many<KinPerson & { asked: string }>(sql`select asked.id as asked, p.person_id as "personId", p.gender, p.birth_date as "birthDate", p.life_status as "lifeStatus", p.areas
    from (select distinct unnest(${[...personIds]}::uuid[]) as id) asked join person_version p on p.person_id = ${survivorOf(sql`asked.id`)} and ${current(sql.ident('p'))}`)
  return new Map(found.map((each) => [each.asked, each]))
}

/** What the other already is to the person, confirmed. */
export async function selectTies(tx: Tx, personId: string, otherId: string): Promise<RelationKind[]> {
  const found = await tx.many<{ kind: RelationKind }>(sql`select l.kind from relation l where l.person_id = any(${withMerged(sql`${personId}::uuid`)}) and l.other_id = any(${withMerged(sql`${otherId}::uuid`)})
    and l.standing = 'confirmed' and ${current(sql.ident('l'))}`)
  return found.map(({ kind }) => kind)
}

/** Where the open rows come from in which the other, of the register or only by name, is this to the person. */
export async function selectTieSources(tx: Tx, personId: string, kind: RelationKind, other: { readonly personId: string } | { readonly fullName: string }): Promise<string[]> {
  const whom = 'personId' in other ? sql`l.other_id = any(${withMerged(sql`${other.personId}::uuid`)})` : sql`l.other_id is null and l.other_name = ${other.fullName}`
  return (await tx.many<{ source: string }>(sql`select l.source from relation l where l.person_id = any(${withMerged(sql`${personId}::uuid`)}) and l.kind = ${kind} and ${whom} and ${current(sql.ident('l'))}`)).map(({ source }) => source)
}

/** Guardians and representatives of people born on or before that day who were minors when it began. */
export function selectWardsOfAge(tx: Tx, bornBy: string): Promise<{ personId: string; kind: RelationKind; otherId: string; birthDate: string }[]> {
  return tx.many(sql`select l.person_id as "personId", l.kind, l.other_id as "otherId", p.birth_date as "birthDate" from relation l
    join person_version p on p.person_id = l.person_id and ${current(sql.ident('p'))}
    where l.kind in ('guardian', 'representative') and ${current(sql.ident('l'))} and l.standing = 'confirmed' and l.other_id is not null
      and p.birth_date <= ${bornBy} and case when length(p.birth_date) = 10 then l.valid_from < p.birth_date::date + interval '18 years' end order by l.person_id limit 500`)
}
