import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { rootPath, type Config } from '../../platform/index.ts'

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

/** Runs a command again under the bound, unless this is that run already. Returns its exit code. */
export function inBoundedMemory(name: string, args: readonly string[], memoryMb: number): number | null {
  if (process.execArgv.some((flag) => flag.startsWith('--max-old-space-size'))) return null
  const run = spawnSync(process.execPath, [...process.execArgv, `--max-old-space-size=${Math.max(256, Math.floor(memoryMb * 0.75))}`, rootPath('src', 'app', 'main.ts'), name, ...args], { stdio: 'inherit', env: process.env })
  return run.status ?? 1
}

/** What a run was made of and what came of it, as a file for whoever judges or repeats it: counts and hashes, nobody's data. */
export function writeManifest(path: string | undefined, manifest: object): void {
  if (path !== undefined) writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
}

/** How long the rest takes at the pace so far, in words; nothing while the pace says nothing. */
export function timeLeft(done: number, total: number, seconds: number): string {
  if (done <= 0 || done >= total || seconds < 1) return ''
  const left = Math.ceil((seconds * (total - done)) / done)
  return left < 90 ? `còn khoảng ${left} giây` : left < 5_400 ? `còn khoảng ${Math.round(left / 60)} phút` : `còn khoảng ${(left / 3_600).toFixed(1).replace('.', ',')} giờ`
}

/** Progress on one line of a terminal, with the time left; plain lines, rarely, where the output is a file. */
export function progressLine(label: string): (done: number, total: number, note?: string) => void {
  let last = -1
  // What an earlier attempt had done says nothing of the pace of this one.
  let began: { readonly at: number; readonly done: number } | undefined
  return (done, total, note = '') => {
    began ??= { at: performance.now(), done }
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100))
    const step = process.stderr.isTTY ? percent : Math.floor(percent / 10) * 10
    if (step === last) return
    last = step
    const bar = '█'.repeat(Math.floor(percent / 5)).padEnd(20, '░')
    const line = `${label} ${bar} ${percent} % (${done.toLocaleString('vi')}/${total.toLocaleString('vi')}) ${[note, timeLeft(done - began.done, total - began.done, (performance.now() - began.at) / 1000)].filter(Boolean).join(', ')}`
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}${percent === 100 ? '\n' : ''}` : `${line}\n`)
  }
}
