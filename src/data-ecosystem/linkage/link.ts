import { familiesOf } from './blocking.ts'
import { countPairs, type PairCount } from './count-pairs.ts'
import { Crew } from './crew.ts'
import { Scorer, scoreFamily, type ComparedWords, type Kept } from './kernel.ts'
import type { WorkerInput } from './kernel-worker.ts'
import type { BlockingRule, LinkModel } from './model.ts'
import type { Dictionaries, Side } from './records.ts'
import { refuse } from './refusals.ts'
import { Room } from './room.ts'
import { nameShares } from './shares.ts'

export interface Linking {
  readonly left: Side
  readonly right: Side
  readonly dictionaries: Dictionaries
  readonly model: LinkModel
  /** Threads that count and score beside this one; with one it is done here. */
  readonly threads?: number
  /** Rows of both sides from which on threads are worth their start. */
  readonly threadsFrom?: number
  /** A list against itself: each pair once, nobody with himself. */
  readonly self?: boolean
  /** Moves by pairs, not by guess. */
  readonly progress?: (donePairs: number, allPairs: number, rule: BlockingRule) => void
  /** Most pairs a single rule may bring; refused before anything is scored. */
  readonly budget?: number
}

/** Texts alone, as a worker can be given them. */
export const comparedWords = ({ syllable, communes }: Dictionaries): ComparedWords => ({ syllable: { texts: syllable.texts }, communes: { texts: communes.texts } })

export interface Linked {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly weight: Float64Array
  /** New pairs by rule. */
  readonly pairs: Readonly<Record<string, number>>
  /** Raw pairs by rule, counted before the start. */
  readonly planned: Readonly<Record<string, number>>
  readonly seconds: Readonly<Record<'counting' | 'scoring', number>>
}

/** How many pairs each rule will bring, in one pass over both sides for each. */
export function planPairs({ left, right, model }: Pick<Linking, 'left' | 'right' | 'model'>): Record<string, PairCount> {
  const room = new Room()
  return Object.fromEntries(model.blocking.map((rule) => [rule, countPairs(rule, left, right, room)]))
}

/** All pairs of the blocking rules scored; those of `keep` and more are the answer. Refuses, before it starts, a rule beyond its budget. */
export async function linkSides(linking: Linking): Promise<Linked> {
  const { left, right, model, dictionaries, threads = 1, threadsFrom = 200_000, self = false, progress = () => undefined, budget = 2e9 } = linking
  const began = performance.now()
  const input: WorkerInput = { model, left: { n: left.n, rows: left.rows }, right: { n: right.n, rows: right.rows }, shares: nameShares(right, dictionaries), words: comparedWords(dictionaries), self }
  const crew = threads <= 1 || left.n + right.n < threadsFrom ? null : new Crew(threads, input)
  try {
    const plan = crew ? await crew.count(model.blocking) : planPairs(linking)
    const over = Object.entries(plan).find(([, { pairs }]) => pairs > budget)
    if (over) refuse('linkage.over-budget', { vars: { rule: over[0], pairs: over[1].pairs, hottest: over[1].hottest } })
    const counted = performance.now()
    const total = Object.values(plan).reduce((sum, each) => sum + each.pairs, 0)
    let done = 0
    const results = new Map<BlockingRule, Kept>()
    const finish = (rule: BlockingRule, kept: Kept): void => {
      results.set(rule, kept)
      done += plan[rule]!.pairs
      progress(done, total, rule)
    }
    if (crew) await crew.score(model.blocking, finish)
    else {
      const [scorer, room] = [new Scorer(model, input.shares, input.words), new Room()]
      for (const rules of familiesOf(model.blocking)) scoreFamily(rules, model, left, right, scorer, self, room).forEach((kept, r) => finish(rules[r]!, kept))
    }
    const scored = performance.now()
    return { ...joined(model.blocking.map((rule) => results.get(rule)!)), pairs: Object.fromEntries(model.blocking.map((rule) => [rule, results.get(rule)!.pairs])), planned: Object.fromEntries(Object.entries(plan).map(([rule, { pairs }]) => [rule, pairs])), seconds: { counting: (counted - began) / 1000, scoring: (scored - counted) / 1000 } }
  } finally {
    await crew?.close()
  }
}

function joined(parts: readonly Kept[]): Omit<Kept, 'pairs'> {
  const n = parts.reduce((sum, part) => sum + part.left.length, 0)
  const [left, right, weight] = [new Int32Array(n), new Int32Array(n), new Float64Array(n)]
  let at = 0
  for (const part of parts) {
    left.set(part.left, at)
    right.set(part.right, at)
    weight.set(part.weight, at)
    at += part.left.length
  }
  return { left, right, weight }
}

export interface Best {
  /** Row of the register, or -1. */
  readonly right: Int32Array
  readonly weight: Float64Array
}

/** The best record of the register for each line; of equals the first. */
export function bestOf(linked: Pick<Linked, 'left' | 'right' | 'weight'>, n: number): Best {
  const right = new Int32Array(n).fill(-1)
  const weight = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
  for (let k = 0; k < linked.left.length; k++) {
    const line = linked.left[k]!
    if (linked.weight[k]! > weight[line]! || (linked.weight[k] === weight[line] && linked.right[k]! < right[line]!)) {
      weight[line] = linked.weight[k]!
      right[line] = linked.right[k]!
    }
  }
  return { right, weight }
}
