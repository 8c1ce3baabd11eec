import { sql, type Tx } from '../platform/index.ts'

export interface RestsOnPerson {
  readonly household: string | null
  readonly head: boolean
  readonly members: number
  readonly births: number
  readonly childBirths: number
  readonly marriages: number
  readonly relatives: number
  readonly cards: number
}

/** What other registers hold of a person today, counted in one question. */
export function selectRestsOnPerson(tx: Tx, personId: string): Promise<RestsOnPerson> {
  return tx.one<RestsOnPerson>(sql`select
    (select h.file_number from residence_public.open_member m join residence_public.open_household h on h.household_id = m.household_id where m.person_id = ${personId} and m.kind = 'permanent' and m.standing = 'confirmed' limit 1) as household,
    exists (select from residence_public.open_member m where m.person_id = ${personId} and m.relation_to_head = '01' and m.standing = 'confirmed') as head,
    (select count(*)::int from residence_public.open_member o where o.person_id <> ${personId} and o.standing = 'confirmed' and o.household_id in (select m.household_id from residence_public.open_member m where m.person_id = ${personId} and m.standing = 'confirmed')) as members,
    (select count(*)::int from civil_status_public.birth b where b.child_id = ${personId}) as births,
    (select count(*)::int from civil_status_public.birth b where b.child_id in (select r.other_id from population_public.current_relation r where r.person_id = ${personId} and r.kind = 'child')) as "childBirths",
    (select count(*)::int from civil_status_public.marriage g where g.husband_id = ${personId} or g.wife_id = ${personId}) as marriages,
    (select count(distinct r.other_id)::int from population_public.current_relation r where r.person_id = ${personId} and r.other_id is not null and r.standing = 'confirmed') as relatives,
    (select count(*)::int from population_public.current_identity_card c where c.person_id = ${personId} and c.status = 'valid') as cards`)
}
