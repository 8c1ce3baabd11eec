import { Worker } from 'node:worker_threads'
import { familiesOf } from './blocking.ts'
import { countPairs } from './count-pairs.ts'
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
  /** Threads that score; one works in this thread. */
  readonly threads?: number
  /** Pairs from which on threads are worth their start. */
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

/** Exactly how many pairs each rule will bring, in one pass over both sides. */
export function planPairs({ left, right, model }: Pick<Linking, 'left' | 'right' | 'model'>): Record<string, { pairs: number; hottest: number }> {
  const room = new Room()
  return Object.fromEntries(model.blocking.map((rule) => [rule, countPairs(rule, left, right, room)]))
}

/** All pairs of the blocking rules scored; those of `keep` and more are the answer. Refuses, before it starts, a rule beyond its budget. */
export async function linkSides(linking: Linking): Promise<Linked> {
  const { left, right, model, dictionaries, threads = 1, threadsFrom = 1_000_000, self = false, progress = () => undefined, budget = 2e9 } = linking
  const began = performance.now()
  const plan = planPairs(linking)
  const over = Object.entries(plan).find(([, { pairs }]) => pairs > budget)
  if (over) refuse('linkage.over-budget', { vars: { rule: over[0], pairs: over[1].pairs, hottest: over[1].hottest } })
  const counted = performance.now()
  const total = Object.values(plan).reduce((sum, each) => sum + each.pairs, 0)
  const input: WorkerInput = { model, left: { n: left.n, rows: left.rows }, right: { n: right.n, rows: right.rows }, shares: nameShares(right, dictionaries), words: comparedWords(dictionaries), self }
  let done = 0
  const results = new Map<BlockingRule, Kept>()
  const finish = (rule: BlockingRule, kept: Kept): void => {
    results.set(rule, kept)
    done += plan[rule]!.pairs
    progress(done, total, rule)
  }
  if (threads <= 1 || total < threadsFrom) {
    const [scorer, room] = [new Scorer(model, input.shares, input.words), new Room()]
    for (const rules of familiesOf(model.blocking)) scoreFamily(rules, model, left, right, scorer, self, room).forEach((kept, r) => finish(rules[r]!, kept))
  } else await scoreByWorkers(threads, input, model.blocking, finish)
  const scored = performance.now()
  return { ...joined(model.blocking.map((rule) => results.get(rule)!)), pairs: Object.fromEntries(model.blocking.map((rule) => [rule, results.get(rule)!.pairs])), planned: Object.fromEntries(Object.entries(plan).map(([rule, { pairs }]) => [rule, pairs])), seconds: { counting: (counted - began) / 1000, scoring: (scored - counted) / 1000 } }
}

/** Rules scored by threads of their own, a family at a time, each given the next when it has handed over the last; `finish` may take its time, and when it fails all stop. */
export async function scoreByWorkers(threads: number, input: WorkerInput, rules: readonly BlockingRule[], finish: (rule: BlockingRule, kept: Kept) => void | Promise<void>): Promise<void> {
  // The longest first, so that no thread waits for a long last one.
  const order = familiesOf(rules).sort((a, b) => b.length - a.length)
  let next = 0
  const workers: Worker[] = []
  const run = (): Promise<void> => new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL('./kernel-worker.ts', import.meta.url), { workerData: input })
    workers.push(worker)
    let mine: readonly BlockingRule[] = []
    const give = (): void => {
      mine = order[next++] ?? []
      if (mine.length > 0) worker.postMessage(mine)
      else void worker.terminate().then(() => resolve(), reject)
    }
    const take = async (kept: readonly Kept[]): Promise<void> => {
      for (const [r, rule] of mine.entries()) await finish(rule, kept[r]!)
    }
    worker.on('message', (kept: readonly Kept[]) => void take(kept).then(give, reject))
    worker.once('error', reject)
    give()
  })
  try {
    await Promise.all(Array.from({ length: Math.min(threads, order.length) }, run))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
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
