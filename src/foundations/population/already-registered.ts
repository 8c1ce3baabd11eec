import type { Tx } from '../../platform/index.ts'
import { selectNumbersOfOtherActs, selectPeopleOfOtherActs } from './already-registered.sql.ts'

/**
 * Which of these people and twelve-digit numbers the register has already, for an import to hold its lines against. What the import itself wrote
 * (acts whose id ends with `ownActs`) does not count. For checks: not logged.
 */
export async function alreadyRegistered(tx: Tx, asked: { readonly people: readonly string[]; readonly numbers: readonly string[]; readonly ownActs: string }): Promise<{ people: Set<string>; numbers: Set<string> }> {
  const people = asked.people.length === 0 ? [] : await selectPeopleOfOtherActs(tx, asked.people, asked.ownActs)
  const numbers = asked.numbers.length === 0 ? [] : await selectNumbersOfOtherActs(tx, asked.numbers, asked.ownActs)
  return { people: new Set(people), numbers: new Set(numbers) }
}
