/** How a benchmark says what it measured: one JSON line a figure on stdout, everything else on stderr. */
import { readFileSync } from 'node:fs'

export interface Figure {
  /** The benchmark's name for its first figure; `name.p95` and so on for the others. */
  readonly name: string
  readonly value: number
  readonly unit: string
  /** How many things were measured. */
  readonly n?: number
  readonly [more: string]: unknown
}

export const print = (figure: Figure): void => console.log(JSON.stringify(figure))
export const tell = (line: string): void => console.error(line)

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))

/** The value that this share of the sorted ones does not exceed. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

/** Largest memory of this process so far, in MB. */
export const ownPeakMemory = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

/** Processor seconds this process has used. */
export const ownCpu = (): number => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6

/** Processor seconds a PostgreSQL server and its children, gone ones too, have used. */
export function serverCpu(serverId: number): number {
  const ticks = [serverId, ...childrenOf(serverId)].map((id) => ticksOf(id, id === serverId))
  return ticks.reduce((sum, each) => sum + each, 0) / 100
}

function ticksOf(id: number, withChildren: boolean): number {
  try {
    const cells = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number)
    return cells[11]! + cells[12]! + (withChildren ? cells[13]! + cells[14]! : 0)
  } catch {
    return 0
  }
}

/** Processor seconds the whole machine has been busy. */
export function machineCpu(): number {
  const cells = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1).map(Number)
  return (cells[0]! + cells[1]! + cells[2]! + cells[5]! + cells[6]!) / 100
}

/** Watches what the processes of a PostgreSQL server hold for themselves plus their shared memory once; `peak()` in MB. */
export function watchServerMemory(serverId: number): { peak(): number } {
  let peak = 0
  const look = (): void => {
    const ids = [serverId, ...childrenOf(serverId)]
    const shared = Math.max(0, ...ids.map((id) => statusOf(id, 'RssShmem')))
    peak = Math.max(peak, shared + ids.reduce((sum, id) => sum + statusOf(id, 'RssAnon'), 0))
  }
  setInterval(look, 500).unref()
  return { peak: () => (look(), Math.round(peak / 1024)) }
}

function childrenOf(id: number): number[] {
  try {
    return readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** Kilobytes of one line of /proc/…/status; 0 for a process that has just gone. */
function statusOf(id: number, line: string): number {
  try {
    return Number(new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
