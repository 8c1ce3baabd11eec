/**
 * Small deterministic generator (xoshiro128**, seeded by splitmix32; both public domain by Blackman, Vigna and Steele).
 * Never cryptographic. The same seed and stream give the same sequence on every machine.
 */
export class Prng {
  #a = 0
  #b = 0
  #c = 0
  #d = 0

  /** Restarts the sequence for one stream of one seed, e.g. one household. */
  restart(seed: number, stream: number, salt: number): void {
    let state = (seed ^ Math.imul(salt + 1, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b)) | 0
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0
      let z = state ^ (state >>> 16)
      z = Math.imul(z, 0x21f0aaad)
      z ^= z >>> 15
      z = Math.imul(z, 0x735a2d97)
      return z ^ (z >>> 15)
    }
    this.#a = next()
    this.#b = next()
    this.#c = next() ^ stream
    this.#d = next() | 1
  }

  /** Whole number 0 … 2³²−1. */
  uint32(): number {
    const x = Math.imul(this.#b, 5)
    const result = Math.imul((x << 7) | (x >>> 25), 9)
    const t = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= t
    this.#d = (this.#d << 11) | (this.#d >>> 21)
    return result >>> 0
  }

  /** Real number in [0, 1). */
  real(): number {
    return this.uint32() / 4294967296
  }

  /** Whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.real() * limit)
  }

  /** Whole number from low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.real() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.real() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}

/** 32-bit hash of a text (FNV-1a), to turn a seed word or an area code into a number. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Draws items in proportion to their weights in constant time (Walker's alias method). */
export class Weighted<T> {
  readonly items: readonly T[]
  readonly #cut: Float64Array
  readonly #alias: Uint32Array

  constructor(pairs: readonly (readonly [T, number])[]) {
    const usable = pairs.filter(([, weight]) => weight > 0)
    if (usable.length === 0) throw new Error('A weighted choice needs at least one positive weight')
    const total = usable.reduce((sum, [, weight]) => sum + weight, 0)
    const scaled = usable.map(([, weight]) => (weight * usable.length) / total)
    this.items = usable.map(([item]) => item)
    this.#cut = new Float64Array(usable.length).fill(1)
    this.#alias = new Uint32Array(usable.length)
    const small: number[] = []
    const large: number[] = []
    scaled.forEach((value, index) => (value < 1 ? small : large).push(index))
    while (small.length > 0 && large.length > 0) {
      const low = small.pop()!
      const high = large.pop()!
      this.#cut[low] = scaled[low]!
      this.#alias[low] = high
      scaled[high]! -= 1 - scaled[low]!
      ;(scaled[high]! < 1 ? small : large).push(high)
    }
  }

  draw(prng: Prng): T {
    const at = prng.real() * this.items.length
    const index = Math.floor(at)
    return this.items[at - index < this.#cut[index]! ? index : this.#alias[index]!]!
  }
}
