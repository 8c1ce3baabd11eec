import type { Outcome } from './list.ts'
import type { PairZone } from './zones.ts'

export interface DecidedLine {
  /** Null: the line could not be matched. */
  readonly zone: PairZone | null
  readonly personId: string | null
  readonly lifeStatus: string | null
  /** Where the line says, and where the register has the person. */
  readonly commune: string | null
  readonly area: string | null
}

/** What came of a line, as `decidedLines` says it in SQL of lists that are kept; lines come in the order of the file, for of two lines about one person the later is a duplicate. */
export function outcomeCounter(): (line: DecidedLine) => Outcome {
  const seen = new Set<string>()
  return ({ zone, personId, lifeStatus, commune, area }) => {
    if (zone === null) return 'blocked'
    if (zone === 'reject' || personId === null) return 'notFound'
    if (zone === 'review') return 'review'
    const again = seen.has(personId)
    seen.add(personId)
    if (lifeStatus === 'deceased' || lifeStatus === 'declared-dead') return 'dead'
    if (again) return 'duplicate'
    return commune !== null && area !== null && commune !== area ? 'moved' : 'linked'
  }
}
