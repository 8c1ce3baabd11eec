import { constants } from 'node:fs'
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseHead, type SignedHead } from './verifier/head.ts'

/**
 * The signed heads outside the database, one JSON line each: {"batch":1,"note":"…"}. Whoever holds an old copy of this file can show
 * that the log was cut or rewritten. Copy it regularly to a place the database's administrator cannot write to.
 */
export interface HeadsFile {
  readonly last: SignedHead | undefined
  append(heads: readonly SignedHead[]): Promise<void>
  close(): Promise<void>
}

export async function openHeadsFile(path: string): Promise<HeadsFile> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o644)
  try {
    const { last, end } = await readEnd(file)
    // A line that was being written when the machine stopped was never acknowledged.
    await file.truncate(end)
    let at = end
    return {
      last,
      async append(heads) {
        const text = Buffer.from(heads.map((signed) => JSON.stringify({ batch: signed.head.batch, note: signed.note }) + '\n').join(''))
        await file.write(text, 0, text.length, at)
        at += text.length
        await file.sync()
        if (end === 0) await syncFolder(dirname(path))
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The last whole line, and where it ends. */
async function readEnd(file: FileHandle): Promise<{ last: SignedHead | undefined; end: number }> {
  const { size } = await file.stat()
  const tail = Buffer.alloc(Math.min(size, 8_192))
  await file.read(tail, 0, tail.length, size - tail.length)
  const newline = tail.lastIndexOf(10)
  if (newline < 0) return { last: undefined, end: size - tail.length }
  const line = tail.subarray(tail.subarray(0, newline).lastIndexOf(10) + 1, newline).toString()
  const last = parseHead((JSON.parse(line) as { note: string }).note)
  if (!last) throw new Error('the last line of the heads file is not a head')
  return { last, end: size - tail.length + newline + 1 }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
