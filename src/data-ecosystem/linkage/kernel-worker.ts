import { parentPort, workerData } from 'node:worker_threads'
import { familiesOf } from './blocking.ts'
import { countPairs } from './count-pairs.ts'
import { Scorer, scoreFamily, type ComparedWords, type NameShares } from './kernel.ts'
import type { BlockingRule, LinkModel } from './model.ts'
import type { Side } from './records.ts'
import { Room } from './room.ts'

/** What a worker is given once; the rows and shares are shared memory. */
export interface WorkerInput {
  readonly model: LinkModel
  readonly left: Side
  readonly right: Side
  readonly shares: NameShares
  readonly words: ComparedWords
  readonly self: boolean
}

export type Task = { readonly count: BlockingRule } | { readonly score: readonly BlockingRule[] }

const { model, left, right, shares, words, self } = workerData as WorkerInput
const scorer = new Scorer(model, shares, words)
const room = new Room()

// A thread compiles what it runs often, not what runs long: a few rows of every rule first, then millions at full speed.
const some = ({ n, rows }: Side): Side => ({ n: Math.min(n, 3_000), rows })
for (let times = 0; times < 3; times++) for (const rules of familiesOf(model.blocking)) scoreFamily(rules, model, some(left), some(right), scorer, self, room)

parentPort!.on('message', (task: Task) => {
  if ('count' in task) return parentPort!.postMessage(countPairs(task.count, left, right, room))
  const kept = scoreFamily(task.score, model, left, right, scorer, self, room)
  parentPort!.postMessage(kept, kept.flatMap((each) => [each.left.buffer as ArrayBuffer, each.right.buffer as ArrayBuffer, each.weight.buffer as ArrayBuffer]))
})
