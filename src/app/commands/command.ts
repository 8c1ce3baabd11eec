import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Config } from '../../platform/index.ts'

/** One command of the program: what `congdan help` prints and what runs. */
export interface Command {
  readonly name: string
  readonly usage?: string
  readonly vi: string
  readonly en: string
  /** Returns the exit code; 0 when nothing is said. */
  run(args: readonly string[], config: Config): Promise<number | void>
}

/** A mistake in how a command was called: its sentence is printed alone, without a trace. */
export class UsageError extends Error {}

/** Reads flags; an unknown flag is answered by a sentence, not a trace. */
export function readFlags<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nXem: npx congdan help`)
  }
}

/** A whole number from a flag, within bounds. */
export function wholeNumber(text: string | undefined, name: string, smallest: number, largest: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < smallest || value > largest) throw new UsageError(`${name}: cần một số nguyên từ ${smallest} tới ${largest}, nhận được «${text}».`)
  return value
}

/** An amount of memory from a flag, in MB. */
export function megabytes(text: string): number {
  const [, n, unit] = /^(\d+)(MB|GB)$/.exec(text) ?? []
  if (!n) throw new UsageError(`--memory: cần một số kèm MB hoặc GB, ví dụ 2GB; nhận được «${text}».`)
  return Number(n) * (unit === 'GB' ? 1024 : 1)
}

/** Progress on one line of a terminal; plain lines, rarely, where the output is a file. */
export function progressLine(label: string): (done: number, total: number, note?: string) => void {
  let last = -1
  return (done, total, note = '') => {
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100))
    const step = process.stderr.isTTY ? percent : Math.floor(percent / 10) * 10
    if (step === last) return
    last = step
    const bar = '█'.repeat(Math.floor(percent / 5)).padEnd(20, '░')
    const line = `${label} ${bar} ${percent} % (${done.toLocaleString('vi')}/${total.toLocaleString('vi')}) ${note}`
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}${percent === 100 ? '\n' : ''}` : `${line}\n`)
  }
}
