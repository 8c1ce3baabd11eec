import type { LinkModel } from '../model.ts'
import type { PairZone } from '../intake/zones.ts'
import { noLines, Tally, zoneNames, type CountedLine } from './counted-line.ts'
import { shareOf, type Share } from '../review/agreement.ts'

export interface AtThreshold {
  readonly weight: number
  readonly precision: Share | null
  readonly recall: Share | null
}

/** How good the run was, where it is known whom each line means. */
export interface TruthQuality {
  /** Lines whose truth is known, and those among them whose person stands in the register. */
  readonly known: number
  readonly inRegister: number
  readonly thresholds: readonly AtThreshold[]
  /** Of what was taken by itself: the threshold, and nothing that speaks against it. */
  readonly automatic: Omit<AtThreshold, 'weight'>
}

/** Counts at each threshold as the lines come. */
export class TruthCount {
  readonly #weights: readonly number[]
  readonly #taken: number[]
  readonly #right: number[]
  #known = 0
  #automatic = 0
  #rightAutomatic = 0
  #inRegister = 0

  constructor(model: Pick<LinkModel, 'automatic' | 'review'>) {
    this.#weights = [...new Set([...Array.from({ length: 18 }, (_, k) => 2 * k - 2), model.automatic, model.review])].toSorted((a, b) => a - b)
    this.#taken = this.#weights.map(() => 0)
    this.#right = this.#weights.map(() => 0)
  }

  add({ truth, best, zone }: CountedLine): void {
    if (!truth) return
    this.#known++
    if (truth.inRegister) this.#inRegister++
    if (zone === 'automatic') this.#automatic++
    if (zone === 'automatic' && truth.right) this.#rightAutomatic++
    for (let k = 0; best && k < this.#weights.length && best.weight >= this.#weights[k]!; k++) {
      this.#taken[k]!++
      if (truth.right) this.#right[k]!++
    }
  }

  done(): TruthQuality | null {
    if (this.#known === 0) return null
    const thresholds = this.#weights.map((weight, k): AtThreshold => ({ weight, precision: shareOf(this.#right[k]!, this.#taken[k]!), recall: shareOf(this.#right[k]!, this.#inRegister) }))
    return { known: this.#known, inRegister: this.#inRegister, thresholds, automatic: { precision: shareOf(this.#rightAutomatic, this.#automatic), recall: shareOf(this.#rightAutomatic, this.#inRegister) } }
  }
}

export interface ReadZone {
  readonly zone: PairZone
  readonly lines: number
  readonly read: number
  readonly unsure: number
  /** Of those decided, how many are the person meant. */
  readonly same: Share | null
}

/** What a second reading by people says of a run whose truth nobody knows. */
export interface ReadingQuality {
  readonly zones: readonly ReadZone[]
  /**
   * Share of the findable lines that were matched by themselves, reckoned from the samples of the zones; bounds by the worse and the better end of every
   * zone's interval, so rather too wide than too narrow. Null where a zone that has lines with a candidate was not read at all.
   */
  readonly recall: { readonly share: number; readonly low: number; readonly high: number } | null
}

/** Readings of one zone, as counts. */
export interface ReadCounts {
  readonly zone: PairZone
  readonly lines: number
  readonly same: number
  readonly different: number
  readonly unsure: number
}

export class ReadingCount {
  readonly #lines = noLines()
  readonly #read = new Tally<string>()

  add({ zone, best, reading }: CountedLine): void {
    if (!best) return
    this.#lines[zone]++
    if (reading) this.#read.add(`${zone} ${reading}`)
  }

  done(): ReadingQuality | null {
    return qualityOfReadings(zoneNames.map((zone) => ({ zone, lines: this.#lines[zone], same: this.#read.of(`${zone} same`), different: this.#read.of(`${zone} different`), unsure: this.#read.of(`${zone} unsure`) })))
  }
}

/** From the counts of each zone: null where nothing was read. */
export function qualityOfReadings(counts: readonly ReadCounts[]): ReadingQuality | null {
  if (counts.every(({ same, different, unsure }) => same + different + unsure === 0)) return null
  const zones = counts.map(({ zone, lines, same, different, unsure }): ReadZone => ({ zone, lines, read: same + different + unsure, unsure, same: shareOf(same, same + different) }))
  return { zones, recall: recallOf(zones) }
}

function recallOf(zones: readonly ReadZone[]): ReadingQuality['recall'] {
  if (zones.some(({ lines, same }) => lines > 0 && same === null)) return null
  const sum = (of: (zone: ReadZone) => number, which: (zone: ReadZone) => boolean): number => zones.filter(which).reduce((all, zone) => all + zone.lines * of(zone), 0)
  const matched = (zone: ReadZone): boolean => zone.zone === 'automatic'
  const rest = (zone: ReadZone): boolean => !matched(zone)
  const share = (found: number, missed: number): number => (found + missed === 0 ? 0 : found / (found + missed))
  const [found, missed] = [sum((zone) => zone.same?.share ?? 0, matched), sum((zone) => zone.same?.share ?? 0, rest)]
  if (found + missed === 0) return null
  return { share: share(found, missed), low: share(sum((zone) => zone.same?.low ?? 0, matched), sum((zone) => zone.same?.high ?? 0, rest)), high: share(sum((zone) => zone.same?.high ?? 0, matched), sum((zone) => zone.same?.low ?? 0, rest)) }
}
