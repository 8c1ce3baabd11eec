import { agrees, keyHash } from './blocking.ts'
import { Scorer, type NameShares, type Side } from './kernel.ts'
import type { BlockingRule, LinkModel } from './model.ts'
import { width, writeRow, type Dictionaries, type MatchInput } from './records.ts'

export interface Candidate {
  /** Row of the register side. */
  readonly row: number
  readonly weight: number
}

/** One rule's index: rows in order of their key's slot, and where each slot begins. */
interface RuleIndex {
  readonly rule: BlockingRule
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly mask: number
}

/**
 * A register in memory that answers for one record at a time: at a birth, a move, a counter, line by line of an intake. Holds the prepared rows and one
 * bucket array a rule. The register it was made from is the one it knows: newer records are added by making it anew.
 */
export class OnlineIndex {
  readonly #side: Side
  readonly #dictionaries: Dictionaries
  readonly #model: LinkModel
  readonly #scorer: Scorer
  readonly #indexes: readonly RuleIndex[]
  readonly #row = new Int32Array(width)
  readonly #seen = new Set<number>()

  constructor(side: Side, dictionaries: Dictionaries, model: LinkModel, shares: NameShares) {
    this.#side = side
    this.#dictionaries = dictionaries
    this.#model = model
    this.#scorer = new Scorer(model, shares, dictionaries.syllable.texts)
    this.#indexes = model.blocking.map((rule) => indexOf(rule, side))
  }

  /** The likeliest records, best first; those of the model's `keep` and more. Not to be called by two at once. */
  match(input: MatchInput, most: number, thisYear: number): Candidate[] {
    writeRow(this.#row, 0, input, this.#dictionaries, thisYear)
    this.#seen.clear()
    const found: Candidate[] = []
    for (const { rule, starts, rows, mask } of this.#indexes) {
      const hash = keyHash(rule, this.#row, 0)
      if (hash === 0) continue
      const slot = hash & mask
      for (let k = starts[slot]!; k < starts[slot + 1]!; k++) {
        const row = rows[k]!
        if (!agrees[rule](this.#row, 0, this.#side.rows, row * width) || this.#seen.has(row)) continue
        this.#seen.add(row)
        const weight = this.#scorer.weight(this.#row, 0, this.#side.rows, row * width)
        if (weight >= this.#model.keep) found.push({ row, weight })
      }
    }
    return found.sort((a, b) => b.weight - a.weight || a.row - b.row).slice(0, most)
  }
}

function indexOf(rule: BlockingRule, { n, rows }: Side): RuleIndex {
  const mask = (1 << Math.min(26, Math.max(8, 32 - Math.clz32(n)))) - 1
  const starts = new Int32Array(mask + 2)
  for (let i = 0; i < n; i++) {
    const hash = keyHash(rule, rows, i * width)
    if (hash !== 0) starts[(hash & mask) + 1]!++
  }
  for (let slot = 0; slot <= mask; slot++) starts[slot + 1]! += starts[slot]!
  const next = starts.slice(0, mask + 1)
  const own = new Int32Array(starts[mask + 1]!)
  for (let i = 0; i < n; i++) {
    const hash = keyHash(rule, rows, i * width)
    if (hash !== 0) own[next[hash & mask]!++] = i
  }
  return { rule, starts, rows: own, mask }
}
