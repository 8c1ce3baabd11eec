import { hashOf, homeOf, keyOf } from './blocking.ts'
import type { BlockingRule } from './model.ts'
import { width, type Side } from './records.ts'
import { powerOfTwo, Seen, type Room } from './room.ts'

/** Rows of the list that are looked at together: with the rows of the register that belong to them they fit the second memory of a processor. */
const rowsTogether = 4_096
const mostParts = 512

/** Rows that may meet somebody, those of one home (a hash of what the keys share) near together; `starts` says where each part begins, `rules` for which rules a row may (one bit each). */
export interface Parted {
  readonly rows: Int32Array
  readonly homes: Int32Array
  readonly rules: Int32Array
  readonly starts: Int32Array
}

/**
 * Which rows of the register share a key with the list under any of these rules of one family, and which of the list with the register; most of both need
 * not be touched again.
 */
export function meeting(rules: readonly BlockingRule[], left: Side, right: Side, self: boolean, room: Room): { list: Parted; register: Parted } {
  const keys = rules.map(keyOf)
  const home = homeOf(rules)
  // The home of one rule is its key: it is not worked out again.
  const alone = rules.length === 1
  const inList = rules.map((rule, r) => new Seen(room, `in-list-${r}`, left.n))
  const met = rules.map((rule, r) => new Seen(room, `met-${r}`, left.n))
  const hashes = rules.map((rule, r) => room.ints(`list-hashes-${r}`, left.n))
  for (let i = 0; i < left.n; i++) {
    for (let r = 0; r < keys.length; r++) {
      const own = hashOf(keys[r]!, left.rows, i * width)
      hashes[r]![i] = own
      if (own === 0) continue
      // Against itself a row meets nobody unless somebody else has its key.
      if (self && inList[r]!.has(own)) met[r]!.add(own)
      inList[r]!.add(own)
    }
  }
  const rows = room.ints('register-rows', self ? 0 : right.n)
  const homes = room.ints('register-homes', self ? 0 : right.n)
  const may = room.ints('register-rules', self ? 0 : right.n)
  let n = 0
  for (let j = 0; !self && j < right.n; j++) {
    let some = 0
    let last = 0
    for (let r = 0; r < keys.length; r++) {
      const own = hashOf(keys[r]!, right.rows, j * width)
      last = own
      if (own === 0 || !inList[r]!.has(own)) continue
      met[r]!.add(own)
      some |= 1 << r
    }
    if (some === 0) continue
    rows[n] = j
    may[n] = some
    homes[n++] = alone ? last : hashOf(home, right.rows, j * width)
  }
  const parts = Math.min(mostParts, powerOfTwo(Math.ceil(left.n / rowsTogether)))
  const list = parted(lines(left, hashes, met, home, room), parts, room, 'list')
  return { list, register: self ? list : parted({ n, rows, homes, rules: may }, parts, room, 'register') }
}

interface Homed {
  readonly n: number
  readonly rows: Int32Array
  readonly homes: Int32Array
  readonly rules: Int32Array
}

/** The lines that may meet somebody. */
function lines(left: Side, hashes: readonly Int32Array[], met: readonly Seen[], home: ReturnType<typeof homeOf>, room: Room): Homed {
  const [rows, homes, rules] = [room.ints('line-rows', left.n), room.ints('line-homes', left.n), room.ints('line-rules', left.n)]
  let n = 0
  for (let i = 0; i < left.n; i++) {
    let some = 0
    for (let r = 0; r < met.length; r++) if (hashes[r]![i] !== 0 && met[r]!.has(hashes[r]![i]!)) some |= 1 << r
    if (some === 0) continue
    rows[n] = i
    rules[n] = some
    homes[n++] = met.length === 1 ? hashes[0]![i]! : hashOf(home, left.rows, i * width)
  }
  return { n, rows, homes, rules }
}

function parted({ n, rows, homes, rules }: Homed, parts: number, room: Room, name: string): Parted {
  const starts = new Int32Array(parts + 1)
  const shift = Math.clz32(parts) + 1
  for (let k = 0; k < n; k++) starts[(homes[k]! >>> shift) + 1]!++
  for (let p = 0; p < parts; p++) starts[p + 1]! += starts[p]!
  const next = starts.slice(0, parts)
  const [ownRows, ownHomes, ownRules] = [room.ints(`${name}-parted-rows`, n), room.ints(`${name}-parted-homes`, n), room.ints(`${name}-parted-rules`, n)]
  for (let k = 0; k < n; k++) {
    const place = next[homes[k]! >>> shift]!++
    ownRows[place] = rows[k]!
    ownHomes[place] = homes[k]!
    ownRules[place] = rules[k]!
  }
  return { rows: ownRows, homes: ownHomes, rules: ownRules, starts }
}
