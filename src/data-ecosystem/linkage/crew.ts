import { Worker } from 'node:worker_threads'
import { familiesOf } from './blocking.ts'
import type { PairCount } from './count-pairs.ts'
import type { Kept } from './kernel.ts'
import type { Task, WorkerInput } from './kernel-worker.ts'
import type { BlockingRule } from './model.ts'

/** Threads with both sides in shared memory, for counting and then for scoring. Whoever opens a crew closes it. */
export class Crew {
  readonly #workers: readonly Worker[]
  readonly #failed: Promise<never>

  constructor(threads: number, input: WorkerInput) {
    this.#workers = Array.from({ length: threads }, () => new Worker(new URL('./kernel-worker.ts', import.meta.url), { workerData: input }))
    this.#failed = new Promise<never>((_resolve, reject) => this.#workers.forEach((worker) => worker.on('error', reject)))
    // Told to whoever waits for work; that nobody waits just then is no failure of its own.
    this.#failed.catch(() => undefined)
  }

  async count(rules: readonly BlockingRule[]): Promise<Record<string, PairCount>> {
    const counts: Record<string, PairCount> = {}
    await this.#each(rules.map((rule) => ({ count: rule })), (count: PairCount, at) => void (counts[rules[at]!] = count))
    return counts
  }

  /** A family of rules at a time; `finish` may take its time, and when it fails all stop. */
  async score(rules: readonly BlockingRule[], finish: (rule: BlockingRule, kept: Kept) => void | Promise<void>): Promise<void> {
    // The longest first, so that no thread waits for a long last one.
    const families = familiesOf(rules).sort((a, b) => b.length - a.length)
    await this.#each(families.map((family) => ({ score: family })), async (kept: readonly Kept[], at) => {
      for (const [r, rule] of families[at]!.entries()) await finish(rule, kept[r]!)
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  /** Each thread is given the next task when its last answer is finished with. */
  async #each<Answer>(tasks: readonly Task[], finish: (answer: Answer, at: number) => void | Promise<void>): Promise<void> {
    let next = 0
    const work = async (worker: Worker): Promise<void> => {
      for (let at = next++; at < tasks.length; at = next++) {
        const answered = new Promise<Answer>((resolve) => worker.once('message', resolve))
        worker.postMessage(tasks[at])
        await finish(await answered, at)
      }
    }
    await Promise.race([Promise.all(this.#workers.map(work)), this.#failed])
  }
}
