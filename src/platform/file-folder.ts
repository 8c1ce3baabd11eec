import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { newId } from '../kernel/ids.ts'
import type { FileHash, FileStore } from './files.ts'
import type { Keystore } from './keys.ts'

export interface FolderStoreOptions {
  readonly folder: string
  /** With it, files lie encrypted on the disk (key use 'file-encryption'), bound to their hash. */
  readonly keystore?: Keystore
  /** Largest file taken, default 64 MB. */
  readonly maxBytes?: number
}

/** Files in a local folder, two levels deep by hash. The path comes from the hash alone, never from what a user sent. */
export function folderFileStore(options: FolderStoreOptions): FileStore {
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024
  const pathOf = (hash: FileHash): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the hash of a stored file')
    return join(options.folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  }
  return {
    async put(content) {
      const bytes = content instanceof Readable ? await collect(content, maxBytes) : content
      if (bytes.byteLength > maxBytes) throw new Error(`file larger than ${maxBytes} bytes`)
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (!existsSync(pathOf(hash))) await writeDurably(pathOf(hash), options.keystore ? options.keystore.encrypt('file-encryption', bytes, hash) : bytes)
      return { hash, size: bytes.byteLength }
    },
    async get(hash) {
      const stored = await readFile(pathOf(hash))
      const bytes = options.keystore ? options.keystore.decrypt('file-encryption', stored, hash) : stored
      if (createHash('sha256').update(bytes).digest('hex') !== hash) throw new Error(`stored file ${hash} is damaged`)
      return bytes
    },
    async exists(hash) {
      return existsSync(pathOf(hash))
    },
    async erase(hash) {
      await rm(pathOf(hash), { force: true })
    },
  }
}

/** Temporary file, fsync, rename, fsync of the folder; off the main thread, unlike the key file's. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${newId()}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function collect(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > maxBytes) throw new Error(`file larger than ${maxBytes} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
