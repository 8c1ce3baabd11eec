/** A closed loop: so many users, each starting the next thing when the last one is done. Load and program share this process and this machine's cores. */
import { percentile, print, rounded, tell } from './figures.ts'

export interface LoadOptions {
  readonly concurrency: number
  /** Things to do, after a warm-up of a fifth of that. */
  readonly n: number
  readonly work: (i: number) => Promise<void>
}

export interface LoadResult {
  readonly perSecond: number
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export async function runLoad({ concurrency, n, work }: LoadOptions): Promise<LoadResult> {
  const warmUp = Math.ceil(n / 5)
  await loop(concurrency, warmUp, work)
  const times = new Float64Array(n)
  const began = performance.now()
  await loop(concurrency, n, async (i) => {
    const from = performance.now()
    await work(warmUp + i)
    times[i] = performance.now() - from
  })
  const seconds = (performance.now() - began) / 1000
  times.sort()
  return { perSecond: n / seconds, n, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) }
}

async function loop(concurrency: number, n: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  const user = async (): Promise<void> => {
    while (next < n) await work(next++)
  }
  await Promise.all(Array.from({ length: concurrency }, user))
}

/** The figures of a load, throughput or latency first. */
export function printLoad(name: string, result: LoadResult, first: 'rate' | 'p95', concurrency: number): void {
  const rate = { value: rounded(result.perSecond, 0), unit: '/s' }
  const p95 = { value: rounded(result.p95), unit: 'ms' }
  print({ name, ...(first === 'rate' ? rate : p95), n: result.n, concurrency })
  print(first === 'rate' ? { name: `${name}.p95`, ...p95, n: result.n } : { name: `${name}.rate`, ...rate, n: result.n })
  print({ name: `${name}.p50`, value: rounded(result.p50), unit: 'ms', n: result.n })
  print({ name: `${name}.p99`, value: rounded(result.p99), unit: 'ms', n: result.n })
  tell(`${name}: ${rate.value}/s, p50 ${rounded(result.p50)} ms, p95 ${p95.value} ms, p99 ${rounded(result.p99)} ms, ${concurrency} at once`)
}
