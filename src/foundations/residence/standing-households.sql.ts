import { sql, type Tx } from '../../platform/index.ts'

const foreign = (tail: string) => sql`right(act_id::text, ${tail.length}) <> ${tail}`

/** Of these households, those another act brought, with the heads other acts gave them. */
export function selectHouseholdsOfOtherActs(tx: Tx, householdIds: readonly string[], tail: string): Promise<{ id: string; heads: number }[]> {
  return tx.many(sql`
    select h.household_id as id, (select count(*) from household_member m where m.household_id = h.household_id and m.relation_to_head = '01'
      and m.superseded_at is null and m.valid_to is null and m.standing = 'confirmed' and ${foreign(tail)}) as heads
    from (select household_id from household where household_id = any(${householdIds}::uuid[]) group by household_id having bool_and(${foreign(tail)})) h`)
}

/** Of these residence file numbers, those a household of another act bears. */
export async function selectFileNumbersOfOtherActs(tx: Tx, fileNumbers: readonly string[], tail: string): Promise<string[]> {
  const found = await tx.many<{ number: string }>(sql`select file_number as number from household
    where file_number = any(${fileNumbers}::text[]) and superseded_at is null and valid_to is null and standing = 'confirmed' and ${foreign(tail)}`)
  return found.map(({ number }) => number)
}
