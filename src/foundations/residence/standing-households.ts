import type { Tx } from '../../platform/index.ts'
import { selectFileNumbersOfOtherActs, selectHouseholdsOfOtherActs } from './standing-households.sql.ts'

export interface StandingHouseholds {
  /** Households that stand, with the number of their confirmed heads. */
  readonly households: ReadonlyMap<string, { readonly heads: number }>
  /** Residence file numbers in use. */
  readonly fileNumbers: ReadonlySet<string>
}

/** Which of these households and file numbers stand already, for an import to hold its lines against; what acts ending with `ownActs` wrote does not count. */
export async function standingHouseholds(tx: Tx, asked: { readonly households: readonly string[]; readonly fileNumbers: readonly string[]; readonly ownActs: string }): Promise<StandingHouseholds> {
  if (asked.households.length === 0) return { households: new Map(), fileNumbers: new Set() }
  const households = await selectHouseholdsOfOtherActs(tx, asked.households, asked.ownActs)
  return {
    households: new Map(households.map(({ id, heads }) => [id, { heads }])),
    fileNumbers: new Set(await selectFileNumbersOfOtherActs(tx, asked.fileNumbers, asked.ownActs)),
  }
}
