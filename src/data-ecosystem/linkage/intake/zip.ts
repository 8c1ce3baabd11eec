import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { FileProblem, limits } from './table.ts'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** Most entries a spreadsheet has, by far. */
const mostEntries = 5_000
/** Nothing long that a spreadsheet writes packs better than this; zeros alone would be packed a thousand times. */
const mostRatio = 200

/**
 * The entries of a ZIP file, read from its directory at the end. Refuses what is locked, what is larger than the limit when unpacked, and a directory
 * that says what cannot be: sizes are kept to again while unpacking.
 */
export function zipEntries(bytes: Buffer): Map<string, ZipEntry> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) throw new FileProblem('damaged-file')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > mostEntries || at === 0xffffffff) throw new FileProblem('packed-too-large', { max: limits.unpacked / 1024 / 1024 })
  const entries = new Map<string, ZipEntry>()
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new FileProblem('damaged-file')
    const [flags, method, packed, size, nameLength, extra, comment, offset] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (flags & 1) throw new FileProblem('locked-file')
    total += size
    if (total > limits.unpacked || (size > 10_000_000 && size > packed * mostRatio)) throw new FileProblem('packed-too-large', { max: limits.unpacked / 1024 / 1024 })
    entries.set(name, { name, method, packed, size, offset })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** The parts that say how a workbook is made are never larger. */
const mostOfPart = 8_000_000

/** Unpacks one small part whole. */
export function readEntry(bytes: Buffer, entry: ZipEntry): string {
  if (entry.size > mostOfPart) throw new FileProblem('damaged-file')
  const packed = contentOf(bytes, entry)
  if (entry.method === 0) return packed.toString('utf8')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) }).toString('utf8')
  } catch {
    throw new FileProblem('damaged-file')
  }
}

/** Unpacks a large part piece by piece; stops where it becomes more than it said. */
export async function* streamEntry(bytes: Buffer, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  const packed = contentOf(bytes, entry)
  if (entry.method === 0) return yield decoder.decode(packed)
  let size = 0
  try {
    for await (const piece of Readable.from([packed]).pipe(createInflateRaw()) as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > entry.size) break
      yield decoder.decode(piece, { stream: true })
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem('damaged-file')
  }
  if (size !== entry.size) throw new FileProblem('damaged-file')
}

function contentOf(bytes: Buffer, { offset, packed, method }: ZipEntry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50 || (method !== 0 && method !== 8)) throw new FileProblem('damaged-file')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + packed > bytes.length) throw new FileProblem('damaged-file')
  return bytes.subarray(start, start + packed)
}
