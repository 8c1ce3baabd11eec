import { width } from './records.ts'

/** The working memory of one thread, for rule after rule: fresh memory costs more than the work in it. */
export class Room {
  readonly #kept = new Map<string, Int32Array>()
  /** What was last touched: without a use for it nothing would be. */
  touched = 0

  /** At least `n` numbers, whatever stands in them. */
  ints(name: string, n: number): Int32Array {
    let ints = this.#kept.get(name)
    if (!ints || ints.length < n) this.#kept.set(name, (ints = new Int32Array(n)))
    return ints
  }
}

/** Remembers hashes in a few bits: who was not added is mostly known not to be in. */
export class Seen {
  readonly #bits: Int32Array
  readonly #mask: number

  constructor(room: Room, name: string, n: number) {
    const size = Math.min(1 << 24, powerOfTwo(Math.max(512, n * 8)))
    this.#bits = room.ints(name, size >>> 5).fill(0)
    this.#mask = size - 1
  }

  has(hash: number): boolean {
    return ((this.#bits[(hash & this.#mask) >>> 5]! >>> (hash & 31)) & 1) === 1
  }

  add(hash: number): void {
    this.#bits[(hash & this.#mask) >>> 5]! |= 1 << (hash & 31)
  }
}

/** Rows lie scattered: asked for together they come at once, asked for one by one the processor waits for each. */
export function touch(places: Int32Array, from: number, to: number, rows: Int32Array, room: Room): void {
  let sum = 0
  for (let at = from; at < to; at++) sum ^= rows[places[at]! * width]!
  room.touched = sum
}

/** Smallest power of two that is not below `least`. */
export const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(Math.max(16, least)))
