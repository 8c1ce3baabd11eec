import type { Candidate } from './run-stages.ts'

export type PairZone = 'automatic' | 'review' | 'reject'

/**
 * Which zone the likeliest person of a line falls into. A pair is a match by itself from the upper threshold on, unless something speaks against it (another
 * sex, another personal number) or another person would match by itself too (twins, one person recorded twice): then people look.
 */
export function zoneOf(candidates: readonly Candidate[], { lower, upper }: { readonly lower: number; readonly upper: number }): PairZone {
  const [best, second] = candidates
  if (!best || best.weight < lower) return 'reject'
  if (best.weight < upper || best.levels.gender === 0 || best.levels.number === 0) return 'review'
  return second && second.weight >= upper ? 'review' : 'automatic'
}
