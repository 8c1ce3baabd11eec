import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

let sequence = 0

/**
 * Writes a whole file so that after a power cut either the old or the new one is there: temporary file, fsync,
 * rename, fsync of the folder. Mode 0600 unless told otherwise.
 */
export function writeDurably(path: string, bytes: Uint8Array, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${process.pid}.${++sequence}.tmp`
  try {
    const file = openSync(temporary, 'wx', mode)
    try {
      for (let written = 0; written < bytes.byteLength; ) written += writeSync(file, bytes, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
