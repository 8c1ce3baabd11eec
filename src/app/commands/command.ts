import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { rootPath, type Config } from '../../platform/index.ts'
import type { House } from '../open.ts'

/** One command of the program: what `congdan help` prints and what runs. */
export interface Command {
  readonly name: string
  readonly usage?: string
  readonly vi: string
  readonly en: string
  /** Commands under this one, by the word after its name. */
  readonly parts?: Readonly<Record<string, () => Promise<Command>>>
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

/** Under this no command of matching or checking begins: the program itself takes about as much. */
export const leastMemoryMb = 256

/** An amount of memory from a flag, in MB. */
export function megabytes(text: string): number {
  const [, n, unit] = /^(\d+)(MB|GB)$/.exec(text) ?? []
  if (!n) throw new UsageError(`--memory: cần một số kèm MB hoặc GB, ví dụ 2GB; nhận được «${text}».`)
  const mb = Number(n) * (unit === 'GB' ? 1024 : 1)
  if (mb < leastMemoryMb) throw new UsageError(`--memory: ít nhất ${leastMemoryMb}MB để chương trình chạy được; nhận được «${text}».`)
  return mb
}

/** The flag by which a process holds its own heap within so much memory; the rest is for what lies outside the heap. */
export const heapFlag = (memoryMb: number): string => `--max-old-space-size=${Math.max(leastMemoryMb, Math.floor(memoryMb * 0.75))}`

/** Runs a command again under the bound, unless this is that run already. Returns its exit code; who stops this one stops that one. */
export async function inBoundedMemory(name: string, args: readonly string[], memoryMb: number): Promise<number | null> {
  if (process.execArgv.some((flag) => flag.startsWith('--max-old-space-size'))) return null
  const run = spawn(process.execPath, [...process.execArgv, heapFlag(memoryMb), rootPath('src', 'app', 'main.ts'), name, ...args], { stdio: 'inherit', env: process.env })
  const passOn = (signal: NodeJS.Signals): boolean => run.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, passOn)
  return new Promise((resolve, reject) => {
    run.once('error', reject)
    run.once('exit', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM'] as const) process.off(each, passOn)
      if (signal === 'SIGABRT') console.error(`Không đủ bộ nhớ trong mức ${memoryMb} MB. Tăng --memory rồi chạy lại: những bước đã xong không phải làm lại.`)
      resolve(code ?? 1)
    })
  })
}

/** What a run was made of and what came of it, for whoever judges or repeats it: counts and digests, nobody's data. */
export interface Manifest {
  readonly command: string
  /** Version of the program. */
  readonly program: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly memoryMb: number
  readonly threads: number
  /** What was read, by name: rows, and the digest where it lay as a file. */
  readonly inputs: readonly { readonly name: string; readonly rows: number; readonly sha256: string | null }[]
  readonly model: { readonly id: string; readonly version: number | null; readonly sha256: string } | null
  /** In their order; `earlier` where an attempt that was stopped had finished it. */
  readonly stages: readonly { readonly name: string; readonly seconds: number; readonly earlier: boolean }[]
  readonly counts: Readonly<Record<string, number>>
  readonly [more: string]: unknown
}

/** Writes it where asked, else among the runs of this house. Returns the place. */
export function writeManifest(house: Pick<House, 'dataFolder'>, asked: string | undefined, manifest: Manifest): string {
  const folder = join(house.dataFolder, 'runs')
  if (asked === undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = asked ?? join(folder, `${manifest.command}-${manifest.startedAt.replace(/[^\dT]/g, '').slice(0, 15)}.manifest.json`)
  writeFileSync(path, `${JSON.stringify({ ...manifest, peakMemoryMb: peakMemoryMb() }, null, 2)}\n`, { mode: 0o600 })
  return path
}

export const stagesOf = (seconds: Readonly<Record<string, number>>, earlier: readonly string[]): Manifest['stages'] => Object.entries(seconds).map(([name, took]) => ({ name, seconds: Math.round(took * 1000) / 1000, earlier: earlier.includes(name) }))

/** How long the rest takes at the pace so far, in words; nothing while the pace says nothing. */
export function timeLeft(done: number, total: number, seconds: number): string {
  if (done <= 0 || done >= total || seconds < 1) return ''
  const left = Math.ceil((seconds * (total - done)) / done)
  return left < 90 ? `còn khoảng ${left} giây` : left < 5_400 ? `còn khoảng ${Math.round(left / 60)} phút` : `còn khoảng ${(left / 3_600).toFixed(1).replace('.', ',')} giờ`
}

/** So many a second, in words: '1,2 triệu cặp/giây'. Nothing while the pace says nothing. */
export function pace(done: number, seconds: number, unit: string): string {
  if (done <= 0 || seconds < 1) return ''
  const each = done / seconds
  const figure = (n: number): string => n.toFixed(1).replace('.', ',')
  return `${each >= 1e6 ? `${figure(each / 1e6)} triệu` : each >= 1e3 ? `${figure(each / 1e3)} nghìn` : Math.round(each)} ${unit}/giây`
}

/** Run by the worker (own-program.ts): nobody watches its progress. */
const unwatched = (): boolean => process.env['CONGDAN_PROGRESS'] === 'off'

/** Progress on one line of a terminal, with the pace and the time left; plain lines, rarely, where the output is a file. */
export function progressLine(label: string, unit = ''): (done: number, total: number, note?: string) => void {
  if (unwatched()) return () => undefined
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
    const seconds = (performance.now() - began.at) / 1000
    const line = `${label} ${bar} ${percent} % (${done.toLocaleString('vi')}/${total.toLocaleString('vi')}${unit === '' ? '' : ` ${unit}`}) ${[note, unit === '' ? '' : pace(done - began.done, seconds, unit), timeLeft(done - began.done, total - began.done, seconds)].filter(Boolean).join(', ')}`
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}${percent === 100 ? '\n' : ''}` : `${line.trimEnd()}\n`)
  }
}

/** Says once that a step has begun: over the same line of a terminal, else as a line of its own. */
export function stepLine(): (words: string) => void {
  if (unwatched()) return () => undefined
  let last = ''
  return (words) => {
    if (words === last) return
    last = words
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${words} …` : `${words} …\n`)
  }
}

/** Most memory this process has taken, in MB. */
export const peakMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
