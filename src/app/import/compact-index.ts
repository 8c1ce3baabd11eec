/**
 * Answers "which of my things has this key" for millions of keys in a few megabytes: the key is kept as 64 bits, not as text.
 * Two different texts share them with a chance of about one in ten million over a million keys; twelve-digit numbers never do.
 */
export class CompactIndex {
  #high: Uint32Array
  #low: Uint32Array
  #value: Int32Array
  #mask: number
  #size = 0

  constructor(expected = 1 << 15) {
    const capacity = 1 << Math.max(4, Math.ceil(Math.log2(expected * 2)))
    this.#high = new Uint32Array(capacity)
    this.#low = new Uint32Array(capacity)
    this.#value = new Int32Array(capacity).fill(-1)
    this.#mask = capacity - 1
  }

  get size(): number {
    return this.#size
  }

  /** The value of the key, or -1. */
  get(high: number, low: number): number {
    return this.#value[this.#slot(high, low)]!
  }

  /** Keeps `value` (0 or more) unless the key is there already; returns the value that stands. */
  add(high: number, low: number, value: number): number {
    const slot = this.#slot(high, low)
    const standing = this.#value[slot]!
    if (standing >= 0) return standing
    this.#high[slot] = high
    this.#low[slot] = low
    this.#value[slot] = value
    if (++this.#size * 2 > this.#mask) this.#grow()
    return value
  }

  #slot(high: number, low: number): number {
    let slot = (high ^ Math.imul(low, 0x9e3779b1)) & this.#mask
    while (this.#value[slot]! >= 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & this.#mask
    return slot
  }

  #grow(): void {
    const [high, low, value] = [this.#high, this.#low, this.#value]
    const larger = new CompactIndex(value.length)
    for (let i = 0; i < value.length; i++) if (value[i]! >= 0) larger.add(high[i]!, low[i]!, value[i]!)
    this.#high = larger.#high
    this.#low = larger.#low
    this.#value = larger.#value
    this.#mask = larger.#mask
  }
}

/** 64 bits of a text, as two unsigned halves. Not for secrets. */
export function textKey(text: string): [high: number, low: number] {
  let a = 0x811c9dc5
  let b = 0x1b873593
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul((b << 13) | (b >>> 19), 5) + Math.imul(unit + 0x7ed55d16, 0xcc9e2d51)
  }
  return [mixed(a ^ text.length), mixed(b ^ (a << 7))]
}

function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** A list of whole numbers of 32 bits that grows: no object per item. */
export class NumberList {
  #items: Int32Array
  length = 0

  constructor(expected = 1 << 15) {
    this.#items = new Int32Array(expected)
  }

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Int32Array(this.#items.length * 2)
      larger.set(this.#items)
      this.#items = larger
    }
    this.#items[this.length++] = value
  }

  at(index: number): number {
    return this.#items[index]!
  }

  set(index: number, value: number): void {
    this.#items[index] = value
  }
}
