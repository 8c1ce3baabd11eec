import { agreesOn, keyHash } from './blocking.ts'
import { Scorer, type NameShares } from './kernel.ts'
import type { BlockingRule, LinkModel } from './model.ts'
import { width, writeRow, type Dictionaries, type Dictionary, type MatchInput, type Prepared, type Side } from './records.ts'
import { evidenceOf } from './review/evidence.ts'
import { explainPair, type Explanation, type PairEvidence } from './review/explain.ts'

export interface Candidate {
  readonly id: string
  readonly weight: number
}

/** A candidate with the reasons in sentences, for whoever has to choose. */
export interface ExplainedCandidate extends Candidate {
  readonly why: Explanation
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
 * bucket array a rule; what changed since it was made lies beside it in maps (`put`, `remove`) and is asked as well.
 */
export class OnlineIndex {
  readonly #side: Prepared
  readonly #dictionaries: Dictionaries
  readonly #model: LinkModel
  readonly #scorer: Scorer
  readonly #evidence: ReturnType<typeof evidenceOf>
  readonly #indexes: readonly RuleIndex[]
  readonly #places: IdTable
  readonly #row = new Int32Array(width)
  readonly #seen = new Set<number>()
  /** Rows of the register that are no longer what is known. */
  readonly #replaced = new Set<number>()
  readonly #later: Later

  constructor(side: Prepared, dictionaries: Dictionaries, model: LinkModel, shares: NameShares) {
    this.#side = side
    this.#dictionaries = dictionaries
    this.#model = model
    this.#scorer = new Scorer(model, shares, dictionaries)
    this.#evidence = evidenceOf(model, shares, dictionaries)
    this.#indexes = model.blocking.map((rule) => indexOf(rule, side))
    this.#places = new IdTable(side.ids)
    this.#later = new Later(model.blocking)
  }

  /** How many records changed since the index was made, of how many. */
  get churn(): { readonly changed: number; readonly of: number } {
    return { changed: this.#replaced.size + this.#later.size, of: this.#side.n }
  }

  /** The likeliest records, best first; those of the model's `keep` and more. Not to be called by two at once. */
  match(input: MatchInput, most: number, thisYear: number): Candidate[] {
    return this.#asking(input, thisYear, () => this.#likeliest(most))
  }

  /** The same with the reasons of each. */
  explain(input: MatchInput, most: number, thisYear: number): ExplainedCandidate[] {
    return this.#asking(input, thisYear, () => this.#likeliest(most).map((found) => ({ ...found, why: explainPair(this.#model, this.#evidenceFor(found.id)) })))
  }

  /** What is asked stands in `#row` while it is worked on; words only it has are forgotten again. */
  #asking<T>(input: MatchInput, thisYear: number, work: () => T): T {
    const dictionaries = Object.values(this.#dictionaries) as Dictionary[]
    const before = dictionaries.map(({ texts }) => texts.length)
    writeRow(this.#row, 0, input, this.#dictionaries, thisYear)
    const found = work()
    dictionaries.forEach((dictionary, i) => dictionary.forgetAfter(before[i]!))
    return found
  }

  #likeliest(most: number): Candidate[] {
    const found = [...this.#matchSettled(), ...this.#later.match(this.#row, this.#scorer, this.#model.keep)]
    return found.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, most)
  }

  #evidenceFor(id: string): PairEvidence {
    const later = this.#later.rowOf(id)
    return later ? this.#evidence(this.#row, 0, later, 0) : this.#evidence(this.#row, 0, this.#side.rows, this.#places.rowOf(id) * width)
  }

  /** A record that is new, or no longer what it was. */
  put(input: MatchInput, thisYear: number): void {
    this.remove(input.id)
    const row = new Int32Array(width)
    writeRow(row, 0, input, this.#dictionaries, thisYear)
    this.#later.put(input.id, row)
  }

  /** A record that is gone: merged into another. */
  remove(id: string): void {
    const row = this.#places.rowOf(id)
    if (row >= 0) this.#replaced.add(row)
    this.#later.remove(id)
  }

  #matchSettled(): Candidate[] {
    this.#seen.clear()
    const found: Candidate[] = []
    for (const { rule, starts, rows, mask } of this.#indexes) {
      const hash = keyHash(rule, this.#row, 0)
      if (hash === 0) continue
      const slot = hash & mask
      for (let k = starts[slot]!; k < starts[slot + 1]!; k++) {
        const row = rows[k]!
        if (!agreesOn(rule, this.#row, 0, this.#side.rows, row * width) || this.#seen.has(row) || this.#replaced.has(row)) continue
        this.#seen.add(row)
        const weight = this.#scorer.weight(this.#row, 0, this.#side.rows, row * width)
        if (weight >= this.#model.keep) found.push({ id: this.#side.ids[row]!, weight })
      }
    }
    return found
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

/** What came after the index was made: few, so plain maps will do. */
class Later {
  readonly #rows = new Map<string, Int32Array>()
  readonly #buckets: ReadonlyMap<BlockingRule, Map<number, Set<string>>>

  constructor(rules: readonly BlockingRule[]) {
    this.#buckets = new Map(rules.map((rule) => [rule, new Map<number, Set<string>>()]))
  }

  get size(): number {
    return this.#rows.size
  }

  put(id: string, row: Int32Array): void {
    this.#rows.set(id, row)
    for (const [rule, buckets] of this.#buckets) {
      const hash = keyHash(rule, row, 0)
      if (hash === 0) continue
      const bucket = buckets.get(hash) ?? new Set<string>()
      buckets.set(hash, bucket.add(id))
    }
  }

  rowOf(id: string): Int32Array | undefined {
    return this.#rows.get(id)
  }

  remove(id: string): void {
    const row = this.#rows.get(id)
    if (!row) return
    for (const [rule, buckets] of this.#buckets) buckets.get(keyHash(rule, row, 0))?.delete(id)
    this.#rows.delete(id)
  }

  match(asked: Int32Array, scorer: Scorer, keep: number): Candidate[] {
    const seen = new Set<string>()
    const found: Candidate[] = []
    for (const [rule, buckets] of this.#buckets) {
      const hash = keyHash(rule, asked, 0)
      if (hash === 0) continue
      for (const id of buckets.get(hash) ?? []) {
        const row = this.#rows.get(id)!
        if (seen.has(id) || !agreesOn(rule, asked, 0, row, 0)) continue
        seen.add(id)
        const weight = scorer.weight(asked, 0, row, 0)
        if (weight >= keep) found.push({ id, weight })
      }
    }
    return found
  }
}

/** Where each id stands, in a quarter of the memory of a map. */
class IdTable {
  readonly #ids: readonly string[]
  readonly #slots: Int32Array
  readonly #mask: number

  constructor(ids: readonly string[]) {
    this.#ids = ids
    this.#mask = (1 << (33 - Math.clz32(Math.max(1, ids.length)))) - 1
    this.#slots = new Int32Array(this.#mask + 1).fill(-1)
    for (let row = 0; row < ids.length; row++) this.#slots[this.#slotOf(ids[row]!)] = row
  }

  /** Minus one where the id is not among them. */
  rowOf(id: string): number {
    return this.#slots[this.#slotOf(id)]!
  }

  /** The slot of the id, or the free one where it would stand. */
  #slotOf(id: string): number {
    let hash = 0x811c9dc5 | 0
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
    let slot = (hash ^ (hash >>> 15)) & this.#mask
    while (this.#slots[slot]! >= 0 && this.#ids[this.#slots[slot]!] !== id) slot = (slot + 1) & this.#mask
    return slot
  }
}
