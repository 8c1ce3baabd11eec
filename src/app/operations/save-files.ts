import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SavedFile } from './manifest.ts'

/** Writes a stream to a new file that is on the disk for good when this returns, readable by its owner alone. */
export async function saveStream(source: Readable, folder: string, path: string, through: readonly Transform[] = []): Promise<SavedFile> {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const tally = tallyBytes()
  await pipeline([source, ...through, tally.stream, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true })])
  return { path, bytes: tally.bytes(), sha256: tally.hash.digest('hex') }
}

/** Copies everything below `from/name` into `to/name`; a file that vanishes meanwhile (lawful erasure) or is being written is left out. */
export async function saveFolder(from: string, to: string, name: string): Promise<SavedFile[]> {
  const saved: SavedFile[] = []
  for (const file of filesBelow(join(from, name))) {
    const path = relative(from, file).split(sep).join('/')
    if (/\.(tmp|lock)$/.test(path) || !existsSync(file)) continue
    saved.push(await saveStream(createReadStream(file), to, path))
  }
  return saved
}

export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
}

export async function hashOfFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Counts lines that pass: rows of a COPY, whose values hold no bare line end. */
export function tallyLines(): { stream: Transform; lines: () => number } {
  let lines = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      done(null, chunk)
    },
  })
  return { stream, lines: () => lines }
}

function tallyBytes(): { stream: Transform; hash: Hash; bytes: () => number } {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, hash, bytes: () => bytes }
}
