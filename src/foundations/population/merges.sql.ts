import { sql, type Tx } from '../../platform/index.ts'
import { current } from './population.sql.ts'
import type { RelationKind } from './person.ts'

export interface EntryToMerge {
  readonly personId: string
  readonly lifeStatus: string
  readonly areas: readonly string[]
  /** A confirmed residence of its own stands open. */
  readonly lives: boolean
  readonly survivorId: string | null
  /** The act that merged this entry. */
  readonly mergedBy: string | null
  /** Entries merged into this one. */
  readonly followers: readonly string[]
  readonly kinship: readonly RelationKind[]
}

/** Both entries as they stand, held until the end of the transaction: no second merge may slip in between. */
export async function selectToMerge(tx: Tx, personIds: readonly [string, string]): Promise<Map<string, EntryToMerge>> {
  await tx.many(sql`select p.row_id from person_version p where p.person_id = any(${[...personIds]}::uuid[]) and ${current(sql.ident('p'))} order by p.person_id for no key update of p`)
  const found = await tx.many<EntryToMerge>(sql`select p.person_id as "personId", p.life_status as "lifeStatus", p.areas,
      exists (select from residence_public.open_residence h where h.person_id = p.person_id and h.standing = 'confirmed') as lives, a.survivor_id as "survivorId", a.act_id as "mergedBy",
      array(select f.person_id from person_alias f where f.survivor_id = p.person_id and ${current(sql.ident('f'))} order by f.person_id) as followers,
      array(select l.kind from relation l where l.person_id = p.person_id and l.other_id = any(${[...personIds]}::uuid[]) and l.standing = 'confirmed' and ${current(sql.ident('l'))}) as kinship
    from person_version p left join person_alias a on a.person_id = p.person_id and ${current(sql.ident('a'))} where p.person_id = any(${[...personIds]}::uuid[]) and ${current(sql.ident('p'))}`)
  return new Map(found.map((each) => [each.personId, each]))
}
