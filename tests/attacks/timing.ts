/** How often each door is asked: enough to see what a network lets through. `ATTACK_SAMPLES=1000` for the long run of the security goals. */
export const samples = Number(process.env['ATTACK_SAMPLES'] ?? 60)

/** A |t| above this is no chance; below this many milliseconds nobody outside of this machine could use it. */
const surely = 4.5
const useful = 2

/** Whether two series of times, measured in turn, tell who is who: Welch's test over all but the slowest sixth, which the machine's other work makes. Says what it saw. */
export function tellApart(a: readonly number[], b: readonly number[]): { readonly apart: boolean; readonly says: string } {
  const [one, other] = [calm(a), calm(b)]
  const spread = Math.sqrt(one.variance / one.count + other.variance / other.count) || 1e-9
  const t = (one.mean - other.mean) / spread
  const milliseconds = one.median - other.median
  return { apart: Math.abs(t) > surely && Math.abs(milliseconds) > useful, says: `time tells: t = ${t.toFixed(1)}, ${milliseconds.toFixed(2)} ms of ${one.median.toFixed(1)}, ${one.count} and ${other.count} samples` }
}

function calm(ms: readonly number[]): { count: number; mean: number; variance: number; median: number } {
  const kept = [...ms].sort((x, y) => x - y).slice(0, Math.ceil(ms.length * (5 / 6)))
  const mean = kept.reduce((sum, each) => sum + each, 0) / kept.length
  return { count: kept.length, mean, variance: kept.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, kept.length - 1), median: kept[Math.floor(kept.length / 2)]! }
}

/** The same things in an order of its own every round: whoever comes first is not always the same. */
export function inTurns<T>(things: readonly T[], round: number): T[] {
  return things.map((_each, i) => things[(i + round) % things.length]!)
}
