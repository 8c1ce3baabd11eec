import { sql, type Tx } from '../../platform/index.ts'

const foreign = (tail: string) => sql`right(act_id::text, ${tail.length}) <> ${tail}`

/** Of these people, those in the register by another act than those whose ids end so. */
export async function selectPeopleOfOtherActs(tx: Tx, personIds: readonly string[], tail: string): Promise<string[]> {
  const found = await tx.many<{ id: string }>(sql`select person_id as id from person_version where person_id = any(${personIds}::uuid[]) group by person_id having bool_and(${foreign(tail)})`)
  return found.map(({ id }) => id)
}

/** Of these numbers, those given out by another act. */
export async function selectNumbersOfOtherActs(tx: Tx, numbers: readonly string[], tail: string): Promise<string[]> {
  const found = await tx.many<{ number: string }>(sql`select number from personal_number where number = any(${numbers}::text[]) and ${foreign(tail)}`)
  return found.map(({ number }) => number)
}
