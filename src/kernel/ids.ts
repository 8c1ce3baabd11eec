import { hash, randomFillSync } from 'node:crypto'

/** Random bytes drawn ahead: one call to the system for 409 identifiers. */
const pool = Buffer.alloc(4090)
let drawn = pool.length

let lastMilliseconds = 0
let sequence = 0

/**
 * A new UUID of version 7 (RFC 9562): sorted by creation time, 12 bits of sequence within a millisecond
 * so that identifiers of one process never run backwards, the rest random.
 */
export function newId(): string {
  const now = Date.now()
  const random = tenRandomBytes()
  if (now > lastMilliseconds) {
    lastMilliseconds = now
    sequence = random.readUInt16BE(0) & 0x3ff
  } else if (++sequence > 0xfff) {
    lastMilliseconds += 1
    sequence = 0
  }
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(lastMilliseconds, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  random.copy(bytes, 8, 2)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return format(bytes)
}

/** The same parts always give the same identifier (UUID version 8 from SHA-256): replays write the rows they wrote the first time. */
export function deterministicId(...parts: readonly (string | number)[]): string {
  const bytes = hash('sha256', parts.join('\u001f'), 'buffer').subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return format(bytes)
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
}

function tenRandomBytes(): Buffer {
  if (drawn === pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  drawn += 10
  return pool.subarray(drawn - 10, drawn)
}

function format(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
