import { hashOf } from './blocking.ts'
import type { BlockingRule } from './model.ts'
import { width, type Side } from './records.ts'
import { powerOfTwo, Seen, type Room } from './room.ts'

/** Rows of the list that are looked at together: as many as the second memory of a processor holds. */
const rowsTogether = 4_096
const mostParts = 512

/** Rows that may meet somebody, those of one part of the hash together; `starts` says where each part begins. */
export interface Parted {
  readonly rows: Int32Array
  readonly hashes: Int32Array
  readonly starts: Int32Array
}

/** Rows with their hashes; without `rows` each stands at its own place. */
interface Hashed {
  readonly n: number
  readonly hashes: Int32Array
  readonly rows: Int32Array | null
  readonly only: Seen | null
}

/** Which rows of the register share a key with the list, and which of the list with the register; most of both need not be touched again. */
export function meeting(rule: BlockingRule, left: Side, right: Side, self: boolean, room: Room): { list: Parted; register: Parted } {
  const hash = hashOf(rule)
  const listHashes = room.ints('list-hashes', left.n)
  const inList = new Seen(room, 'in-list', left.n)
  const again = new Seen(room, 'again', left.n)
  for (let i = 0; i < left.n; i++) {
    const own = hash(left.rows, i * width)
    listHashes[i] = own
    if (own === 0) continue
    if (self && inList.has(own)) again.add(own)
    inList.add(own)
  }
  const list: Hashed = { n: left.n, hashes: listHashes, rows: null, only: again }
  const parts = Math.min(mostParts, powerOfTwo(Math.ceil(left.n / rowsTogether)))
  // Against itself a row meets nobody unless somebody else has its key.
  if (self) {
    const twice = parted(list, parts, room, 'list')
    return { list: twice, register: twice }
  }
  const rows = room.ints('register-rows', right.n)
  const hashes = room.ints('register-hashes', right.n)
  let n = 0
  for (let j = 0; j < right.n; j++) {
    const own = hash(right.rows, j * width)
    if (own === 0 || !inList.has(own)) continue
    again.add(own)
    rows[n] = j
    hashes[n++] = own
  }
  return { list: parted(list, parts, room, 'list'), register: parted({ n, hashes, rows, only: null }, parts, room, 'register') }
}

function parted({ n, hashes, rows, only }: Hashed, parts: number, room: Room, name: string): Parted {
  const starts = new Int32Array(parts + 1)
  const shift = Math.clz32(parts) + 1
  for (let k = 0; k < n; k++) {
    const hash = hashes[k]!
    if (hash !== 0 && (only === null || only.has(hash))) starts[(hash >>> shift) + 1]!++
  }
  for (let p = 0; p < parts; p++) starts[p + 1]! += starts[p]!
  const next = starts.slice(0, parts)
  const [ownRows, ownHashes] = [room.ints(`${name}-parted-rows`, starts[parts]!), room.ints(`${name}-parted-hashes`, starts[parts]!)]
  for (let k = 0; k < n; k++) {
    const hash = hashes[k]!
    if (hash === 0 || (only !== null && !only.has(hash))) continue
    const place = next[hash >>> shift]!++
    ownRows[place] = rows === null ? k : rows[k]!
    ownHashes[place] = hash
  }
  return { rows: ownRows, hashes: ownHashes, starts }
}
