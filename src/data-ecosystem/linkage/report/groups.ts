import { noLines, type ByZone, type CountedLine } from './counted-line.ts'
import { shareOf, type Share } from '../review/agreement.ts'

export interface GroupFigures {
  readonly zones: Readonly<ByZone>
  readonly lines: number
  /** Lines matched by themselves. */
  readonly linked: Share | null
  /** Whether the truth of any line is known. */
  readonly truth: boolean
  /** Of people who stand in the register, those matched with the right one; null without truth. */
  readonly recall: Share | null
  /** Of lines matched, those matched with the right person; null without truth. */
  readonly precision: Share | null
}

export interface Group extends GroupFigures {
  /** Empty: the line does not say. */
  readonly key: string
  /** Whether the whole interval lies below (or above) the share of all lines. */
  readonly differs: 'below' | 'above' | null
}

export interface Groups {
  readonly groups: readonly Group[]
  readonly all: GroupFigures
}

/** Key of all groups together that have too few lines to say anything, and might name somebody. */
export const fewLines = '~'

interface Counts {
  readonly zones: ByZone
  judged: number
  known: number
  matched: number
  right: number
}

const none = (): Counts => ({ zones: noLines(), judged: 0, known: 0, matched: 0, right: 0 })

/** Lines by what `key` says of them. */
export class GroupCount {
  readonly #key: (line: CountedLine) => string
  readonly #groups = new Map<string, Counts>()

  constructor(key: (line: CountedLine) => string) {
    this.#key = key
  }

  add(line: CountedLine): void {
    const key = this.#key(line)
    let counts = this.#groups.get(key)
    if (!counts) this.#groups.set(key, (counts = none()))
    counts.zones[line.zone]++
    if (!line.truth) return
    counts.judged++
    if (line.truth.inRegister) counts.known++
    if (line.zone !== 'automatic') return
    counts.matched++
    if (line.truth.right) counts.right++
  }

  /** In the order of the keys, those that say nothing last; groups of fewer lines than `fewest` as one, and that one only where it has as many itself. */
  done(fewest = 1): Groups {
    const kept = new Map<string, Counts>()
    for (const [key, counts] of this.#groups) {
      const to = key === '' || linesOf(counts) >= fewest ? key : fewLines
      kept.set(to, kept.has(to) ? sum(kept.get(to)!, counts) : counts)
    }
    const all = figures([...kept.values()].reduce(sum, none()))
    if (kept.has(fewLines) && linesOf(kept.get(fewLines)!) < fewest) kept.delete(fewLines)
    const judged = (all.truth ? all.recall : all.linked)?.share ?? null
    const groups = [...kept].toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1)).map(([key, counts]): Group => {
      const own = figures(counts)
      const main = all.truth ? own.recall : own.linked
      return { key, ...own, differs: judged === null || !main ? null : main.high < judged ? 'below' : main.low > judged ? 'above' : null }
    })
    return { groups, all }
  }
}

const linesOf = ({ zones }: Counts): number => zones.automatic + zones.review + zones.reject

const sum = (a: Counts, b: Counts): Counts => ({
  zones: { 'automatic': a.zones.automatic + b.zones.automatic, 'review': a.zones.review + b.zones.review, 'reject': a.zones.reject + b.zones.reject },
  judged: a.judged + b.judged, known: a.known + b.known, matched: a.matched + b.matched, right: a.right + b.right,
})

function figures(counts: Counts): GroupFigures {
  const lines = linesOf(counts)
  return { zones: counts.zones, lines, linked: shareOf(counts.zones.automatic, lines), truth: counts.judged > 0, recall: shareOf(counts.right, counts.known), precision: shareOf(counts.right, counts.matched) }
}
