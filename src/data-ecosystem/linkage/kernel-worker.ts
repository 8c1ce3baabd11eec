import { parentPort, workerData } from 'node:worker_threads'
import { Scorer, scoreRule, type ComparedWords, type NameShares, type Side } from './kernel.ts'
import type { BlockingRule, LinkModel } from './model.ts'

/** What a worker is given once; the rows and shares are shared memory. */
export interface WorkerInput {
  readonly model: LinkModel
  readonly left: Side
  readonly right: Side
  readonly shares: NameShares
  readonly words: ComparedWords
  readonly self: boolean
}

const { model, left, right, shares, words, self } = workerData as WorkerInput
const scorer = new Scorer(model, shares, words)

parentPort!.on('message', (rule: BlockingRule) => {
  const kept = scoreRule(rule, model, left, right, scorer, self)
  parentPort!.postMessage({ rule, ...kept }, [kept.left.buffer as ArrayBuffer, kept.right.buffer as ArrayBuffer, kept.weight.buffer as ArrayBuffer])
})
