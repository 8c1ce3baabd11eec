import type { Readable } from 'node:stream'
import { definePort } from './ports.ts'

/** SHA-256 of the content in hex: the only name a stored file has. */
export type FileHash = string

export interface StoredFile {
  readonly hash: FileHash
  /** Bytes. */
  readonly size: number
}

/** A content-addressed store: a folder, or a bucket. Bytes are on disk for good when `put` returns. */
export interface FileStore {
  /** Storing the same bytes again is harmless. */
  put(content: Uint8Array | Readable): Promise<StoredFile>
  /** Verifies the hash on the way out; throws when the file is missing or was damaged. */
  get(hash: FileHash): Promise<Uint8Array>
  exists(hash: FileHash): Promise<boolean>
  /** Lawful erasure only. */
  erase(hash: FileHash): Promise<void>
}

/** The file store of this program: opened by `app` at start-up, by the test harness in tests. */
export const fileStore = definePort<() => FileStore>('platform.fileStore')

export function setFileStore(store: FileStore): void {
  fileStore.fill(() => store)
}

/** Puts a file into the store before the act that names it commits; a file nobody names is swept later. */
export function putFile(content: Uint8Array | Readable): Promise<StoredFile> {
  return fileStore.call().put(content)
}

/** The bytes of a stored file; throws when they are missing or no longer match the hash. */
export function getFile(hash: FileHash): Promise<Uint8Array> {
  return fileStore.call().get(hash)
}

/** Takes a file's bytes away for good: only where the law or the end of its keeping asks for it, and nothing else names the file. */
export function eraseFile(hash: FileHash): Promise<void> {
  return fileStore.call().erase(hash)
}
