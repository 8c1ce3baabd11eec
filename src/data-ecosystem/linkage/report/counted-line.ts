import type { PairZone } from '../intake/zones.ts'
import type { LineFacts } from './line-facts.ts'
import type { BestPair, LineReading, LineTruth } from './report-input.ts'

/** One line with all that is counted of it; it is gone when it has been counted. */
export interface CountedLine {
  readonly at: number
  readonly zone: PairZone
  readonly best: BestPair | null
  readonly facts: LineFacts
  /** Date of birth as written. */
  readonly birth: string
  readonly commune: string
  readonly truth: LineTruth | null
  readonly reading: LineReading | null
  readonly ethnicity: string
}

export type ByZone = Record<PairZone, number>
export const zoneNames: readonly PairZone[] = ['automatic', 'review', 'reject']
export const noLines = (): ByZone => ({ 'automatic': 0, 'review': 0, 'reject': 0 })

/** How often each key came. */
export class Tally<K> {
  readonly counts = new Map<K, number>()

  add(key: K): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  of(key: K): number {
    return this.counts.get(key) ?? 0
  }
}
