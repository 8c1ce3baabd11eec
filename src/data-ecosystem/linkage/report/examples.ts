import type { LinkModel } from '../model.ts'
import { explainPair, type Explanation } from '../review/explain.ts'
import type { BestPair } from './report-input.ts'
import type { CountedLine } from './counted-line.ts'

export type ExampleKind = 'strongest' | 'weakest-automatic' | 'close-second' | 'strongest-review' | 'weakest-review'

/** A pair by what agrees and what does not; whose it is stands nowhere. */
export interface Example {
  readonly kind: ExampleKind
  readonly zone: CountedLine['zone']
  readonly weight: number
  readonly second: number | null
  readonly rule: BestPair['rule']
  /** What speaks against it first. */
  readonly why: Explanation
}

const kinds: readonly { readonly kind: ExampleKind; readonly zone: CountedLine['zone']; readonly rank: (best: BestPair) => number }[] = [
  { kind: 'strongest', zone: 'automatic', rank: (best) => best.weight }, { kind: 'weakest-automatic', zone: 'automatic', rank: (best) => -best.weight },
  { kind: 'close-second', zone: 'automatic', rank: (best) => (best.second === null ? Number.NEGATIVE_INFINITY : best.second - best.weight) },
  { kind: 'strongest-review', zone: 'review', rank: (best) => best.weight }, { kind: 'weakest-review', zone: 'review', rank: (best) => -best.weight },
]

/** One pair of each kind that the run has, none twice. */
export class ExampleCount {
  /** As many of each kind as could be taken by the others. */
  readonly #found = kinds.map((): { at: number; best: BestPair; rank: number }[] => [])

  add({ at, zone, best }: CountedLine): void {
    if (!best) return
    for (const [k, kind] of kinds.entries()) {
      const rank = kind.rank(best)
      const own = this.#found[k]!
      if (kind.zone !== zone || rank === Number.NEGATIVE_INFINITY || (own.length === kinds.length && rank <= own.at(-1)!.rank)) continue
      own.push({ at, best, rank })
      own.sort((a, b) => b.rank - a.rank || a.at - b.at)
      own.length = Math.min(own.length, kinds.length)
    }
  }

  done(model: LinkModel): Example[] {
    const taken = new Set<number>()
    return kinds.flatMap(({ kind, zone }, k) => {
      const found = this.#found[k]!.find(({ at }) => !taken.has(at))
      if (!found) return []
      taken.add(found.at)
      const { weight, second, rule } = found.best
      return [{ kind, zone, weight, second, rule, why: explainPair(model, found.best) }]
    })
  }
}
