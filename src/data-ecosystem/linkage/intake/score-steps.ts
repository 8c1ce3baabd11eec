import type { StageFolder } from '../../../platform/index.ts'
import { countPairs } from '../count-pairs.ts'
import { Crew } from '../crew.ts'
import type { Kept } from '../kernel.ts'
import { comparedWords } from '../link.ts'
import type { BlockingRule, LinkModel } from '../model.ts'
import type { Dictionaries, Side } from '../records.ts'
import { refuse } from '../refusals.ts'
import { nameShares } from '../shares.ts'
import { readKept, writeKept } from './stage-files.ts'

export type ByRule = Partial<Record<BlockingRule, number>>

/** Raw pairs by rule, counted before anything is scored; refuses a rule beyond its budget. */
export function countWithin(model: LinkModel, left: Side, right: Side, budget: number): { planned: ByRule } {
  const planned: ByRule = {}
  for (const rule of model.blocking) {
    const { pairs, hottest } = countPairs(rule, left, right)
    if (pairs > budget) refuse('linkage.over-budget', { vars: { rule, pairs, hottest } })
    planned[rule] = pairs
  }
  return { planned }
}

export interface ScoreSteps {
  readonly folder: StageFolder
  readonly threads: number
  readonly model: LinkModel
  readonly left: Side
  readonly right: Side
  readonly dictionaries: Dictionaries
  readonly planned: ByRule
  /** One side against itself. */
  readonly self: boolean
  /** Told at the start and after each rule; `before` is what an earlier attempt had done. */
  readonly say: (pairs: { readonly done: number; readonly all: number; readonly seconds: number; readonly before: number }, rule?: BlockingRule) => Promise<void>
}

/** Scores rule after rule; each leaves its pairs in the folder, and one that is there already is not scored again. */
export async function scoreAll({ folder, threads, model, left, right, dictionaries, planned, self, say: tell }: ScoreSteps): Promise<{ pairs: ByRule }> {
  const pairs: ByRule = {}
  for (const rule of model.blocking) pairs[rule] = folder.done<{ pairs: number }>(`score-${rule}`)?.pairs
  const all = model.blocking.reduce((sum, rule) => sum + planned[rule]!, 0)
  const done = (): number => model.blocking.reduce((sum, rule) => sum + (pairs[rule] === undefined ? 0 : planned[rule]!), 0)
  const before = done()
  const began = performance.now()
  const say = (rule?: BlockingRule): Promise<void> => tell({ done: done(), all, seconds: (performance.now() - began) / 1000, before }, rule)
  await say()
  const order = model.blocking.filter((rule) => pairs[rule] === undefined)
  if (order.length === 0) return { pairs }
  const input = { model, left: { n: left.n, rows: left.rows }, right: { n: right.n, rows: right.rows }, shares: nameShares(right, dictionaries), words: comparedWords(dictionaries), self }
  // Always by workers, one thread too: this thread tells the progress and hears that the run is called off.
  const crew = new Crew(threads, input)
  try {
    await crew.score(order, async (rule, kept) => {
      writeKept(folder.file(`score-${rule}.bin`), kept)
      pairs[rule] = folder.finish(`score-${rule}`, { pairs: kept.pairs }).pairs
      await say(rule)
    })
  } finally {
    await crew.close()
  }
  return { pairs }
}

/** The pairs that every rule kept. */
export const keptOf = (folder: StageFolder, model: LinkModel): Kept[] => model.blocking.map((rule) => readKept(folder.file(`score-${rule}.bin`)))
