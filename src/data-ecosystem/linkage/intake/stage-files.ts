import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import type { Kept } from '../kernel.ts'
import { newDictionaries, type Dictionaries, type MatchInput } from '../records.ts'
import { registerLine } from '../register-line.ts'

/** Whole numbers as they lie in memory; workers of the next attempt read them shared. */
export function writeNumbers(file: string, numbers: Int32Array): void {
  writeFileSync(file, Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength), { mode: 0o600 })
}

export function readNumbers(file: string): Int32Array {
  const bytes = readFileSync(file)
  const numbers = new Int32Array(new SharedArrayBuffer(bytes.length))
  new Uint8Array(numbers.buffer).set(bytes)
  return numbers
}

export function writeWords(file: string, dictionaries: Dictionaries): void {
  writeFileSync(file, JSON.stringify(Object.fromEntries(Object.entries(dictionaries).map(([name, { texts }]) => [name, texts]))), { mode: 0o600 })
}

export function readWords(file: string): Dictionaries {
  const words = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<keyof Dictionaries, string[]>>
  const dictionaries = newDictionaries()
  for (const [name, dictionary] of Object.entries(dictionaries) as [keyof Dictionaries, Dictionaries[keyof Dictionaries]][]) for (const text of words[name] ?? []) dictionary.id(text)
  return dictionaries
}

/** The pairs one rule kept: how many, then rows of the list, rows of the register, weights. */
export function writeKept(file: string, { left, right, weight, pairs }: Kept): void {
  const head = Float64Array.of(left.length, pairs)
  writeFileSync(file, Buffer.concat([head, weight, left, right].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))), { mode: 0o600 })
}

export function readKept(file: string): Kept {
  const bytes = readFileSync(file)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  const [n, pairs] = new Float64Array(buffer, 0, 2) as unknown as [number, number]
  return { pairs, weight: new Float64Array(buffer, 16, n), left: new Int32Array(buffer, 16 + n * 8, n), right: new Int32Array(buffer, 16 + n * 12, n) }
}

/** One person of the register as it is matched, and what the register says of them beside. */
export interface RegisterLine {
  readonly input: MatchInput
  readonly lifeStatus: string
  /** Empty where it was not read. */
  readonly ethnicity: string
}

/** The register as `registerSideStatement` writes it, line by line, without holding it. */
export function* registerLines(file: string): Generator<RegisterLine> {
  for (const line of linesOf(file)) {
    const { input, life, ethnicity } = registerLine(line)
    yield { input, lifeStatus: life, ethnicity }
  }
}

function* linesOf(file: string): Generator<string> {
  const from = openSync(file, 'r')
  try {
    const piece = Buffer.alloc(1 << 20)
    const decoder = new TextDecoder('utf-8')
    let rest = ''
    for (let size = readSync(from, piece); size > 0; size = readSync(from, piece)) {
      const lines = (rest + decoder.decode(piece.subarray(0, size), { stream: true })).split('\n')
      rest = lines.pop()!
      yield* lines
    }
    if (rest !== '') yield rest
  } finally {
    closeSync(from)
  }
}
