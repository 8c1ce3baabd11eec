import type { FileHash, Instant, PlainDate } from '../../../platform/index.ts'
import type { BlockingRule } from '../model.ts'
import type { ZoneReason } from './zones.ts'
import type { Mapping } from './mapping.ts'

export type ListStatus = 'uploaded' | 'mapped' | 'checked' | 'linked' | 'closed' | 'cancelled'
export type ListFormat = 'csv' | 'xlsx' | 'parquet'

/** How the file is written, found when it was opened. */
export interface Layout {
  /** Headings in the order of the file; a column without one is called by its place. */
  readonly headings?: readonly string[]
  /** Cells of that line: a line of a text file with fewer has lost some. */
  readonly cells?: number
  /** The line the headings stand on, as a spreadsheet counts. */
  readonly headingLine?: number
  readonly delimiter?: string
  readonly sheet?: string
  /** Lines under the headings. */
  readonly lines?: number
}

export interface ListCounts {
  readonly lines?: number
  readonly ok?: number
  readonly fixable?: number
  readonly blocked?: number
  /** Lines with anything to say of them: those of the error file. */
  readonly wrong?: number
  /** Lines by code of what was found, and the numbers of the first of them. */
  readonly problems?: Readonly<Record<string, number>>
  readonly examples?: Readonly<Record<string, readonly number[]>>
}

/** A code of `problems.ts` and what fills its sentence; never a value of a line. */
export interface ListProblem {
  readonly code: string
  readonly vars?: Readonly<Record<string, string | number>>
}

/** A list handed over, without any of its lines. */
export interface MatchingList {
  readonly listId: string
  readonly kind: string
  readonly title: string
  readonly organisationId: string
  readonly area: string
  readonly purpose: string
  readonly legalBasis: string
  readonly retainUntil: PlainDate
  readonly uploadedBy: string | null
  readonly uploadedAt: Instant
  readonly fileName: string
  readonly fileBytes: number
  /** Of the bytes as they came. */
  readonly sha256: string
  /** Under which hash the file is stored; null for lists of before, whose file lies under `sha256`. */
  readonly storedAs: string | null
  readonly format: ListFormat
  readonly encoding: string | null
  readonly layout: Layout
  readonly mapping: Mapping | null
  readonly status: ListStatus
  readonly task: 'open' | 'check' | null
  readonly problem: ListProblem | null
  readonly counts: ListCounts
  readonly erasedAt: Instant | null
  readonly version: number
}

export type RunStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
/** Steps of a run in their order; each leaves what the next needs, so that a run that was killed goes on after the last one finished. */
export const runSteps = ['read-register', 'prepare', 'model', 'count', 'score', 'publish'] as const
export type RunStep = (typeof runSteps)[number]

export interface RunProgress {
  readonly step?: RunStep
  /** Seconds of the steps that are done. */
  readonly seconds?: Partial<Readonly<Record<RunStep, number>>>
  readonly people?: number
  /** Exactly how many pairs each rule brings, known before the first is scored. */
  readonly planned?: Partial<Readonly<Record<BlockingRule, number>>>
  readonly pairs?: { readonly done: number; readonly all: number; /** Seconds of scoring in this attempt, and the pairs that an earlier one had done. */ readonly seconds: number; readonly before: number }
}

export interface MatchingRun {
  readonly runId: string
  readonly listId: string
  readonly modelId: string
  readonly modelVersion: number | null
  readonly lower: number
  readonly upper: number
  readonly budget: number
  readonly memoryMb: number
  readonly threads: number
  /** Communes the owner says the list is whole for. */
  readonly wholeFor: readonly string[]
  readonly status: RunStatus
  readonly progress: RunProgress
  readonly manifest: RunManifest | null
  readonly problem: ListProblem | null
  readonly orderedBy: string | null
  readonly orderedAt: Instant
  readonly startedAt: Instant | null
  readonly finishedAt: Instant | null
}

/** Everything one needs to judge a run or to do it again; no line and nobody's data. */
export interface RunManifest {
  readonly program: string
  readonly list: { readonly file: string; readonly sha256: string; readonly lines: number; readonly matched: number; readonly blocked: number; readonly mapping: Mapping | null }
  readonly purpose: { readonly text: string; readonly basis: string }
  /** The digest is of the register as it was read. Not there in runs of before, nor are the three below. */
  readonly register: { readonly people: number; readonly at: Instant; readonly sha256?: string }
  readonly memoryMb?: number
  readonly threads?: number
  /** Steps that an earlier attempt of the same run had finished. */
  readonly resumed?: readonly RunStep[]
  readonly model: { readonly id: string; readonly version: number; readonly sha256: string; readonly trainedAnew: boolean }
  readonly thresholds: { readonly lower: number; readonly upper: number }
  /** Of a file matched by the command: whether the thresholds were asked for or follow from the costs, and from how many readings. */
  readonly borders?: { readonly by: 'asked' | 'costs'; readonly readings: number }
  readonly rules: readonly BlockingRule[]
  readonly budget: number
  /** Raw pairs each rule was counted to bring, and new pairs it brought. */
  readonly planned: Partial<Readonly<Record<BlockingRule, number>>>
  readonly pairs: Partial<Readonly<Record<BlockingRule, number>>>
  readonly zones: Readonly<Record<'automatic' | 'review' | 'reject', number>>
  /** Lines by why they fell into their zone; a line may have several reasons. Not there in runs of before. */
  readonly reasons?: Partial<Readonly<Record<ZoneReason, number>>>
  /** Lines by the weight of their best pair, in whole bits; what a change of thresholds would do is read from here. */
  readonly bestByBit: Readonly<Record<string, number>>
  readonly seconds: Partial<Readonly<Record<RunStep, number>>>
  /** The report of the run, counts alone, in the store of files; runs before there were reports have none. */
  readonly report?: FileHash
  readonly startedAt: Instant
  readonly finishedAt: Instant
}

/** One line of a list, decided by the pair it was given. Exclusive: they add up to the lines of the list. */
export const outcomes = ['linked', 'moved', 'dead', 'duplicate', 'review', 'notFound', 'blocked'] as const
export type Outcome = (typeof outcomes)[number]
export type Outcomes = Readonly<Record<Outcome, number>>
