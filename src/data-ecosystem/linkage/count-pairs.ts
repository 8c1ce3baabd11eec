import { meeting } from './meeting.ts'
import type { BlockingRule } from './model.ts'
import type { Side } from './records.ts'
import { powerOfTwo, Room } from './room.ts'

export interface PairCount {
  readonly pairs: number
  /** Of the key with the most. */
  readonly hottest: number
}

/**
 * How many pairs a rule brings, before any join: the sum over keys of list rows times register rows. Exact but for keys whose hashes of 32 bits are the
 * same: at a million rows and four million these are about a thousand of many millions.
 */
export function countPairs(rule: BlockingRule, left: Side, right: Side, room = new Room()): PairCount {
  const { list, register } = meeting([rule], left, right, false, room)
  let pairs = 0
  let hottest = 0
  for (let p = 0; p + 1 < list.starts.length; p++) {
    const from = list.starts[p]!
    const size = list.starts[p + 1]! - from
    if (size === 0) continue
    const mask = powerOfTwo(size * 2) - 1
    const keys = room.ints('keys', mask + 1).fill(0, 0, mask + 1)
    const own = room.ints('own-lines', mask + 1).fill(0, 0, mask + 1)
    const met = room.ints('met-people', mask + 1).fill(0, 0, mask + 1)
    for (let k = from; k < from + size; k++) {
      const place = placeOf(keys, mask, list.homes[k]!)
      keys[place] = list.homes[k]!
      own[place]!++
    }
    for (let at = register.starts[p]!; at < register.starts[p + 1]!; at++) met[placeOf(keys, mask, register.homes[at]!)]!++
    for (let place = 0; place <= mask; place++) {
      // People of a key that no line has stand where no line was counted.
      const together = own[place]! * met[place]!
      pairs += together
      if (together > hottest) hottest = together
    }
  }
  return { pairs, hottest }
}

/** Where a key stands, or the free place where it would. */
function placeOf(keys: Int32Array, mask: number, key: number): number {
  let place = key & mask
  while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask
  return place
}
