import type { Levels } from '../compare.ts'
import type { BlockingRule, LinkModel } from '../model.ts'

/** The likeliest person of a line. */
export interface BestPair {
  /** Row of the register's side. */
  readonly person: number
  readonly weight: number
  /** Of the next person in line; null where there is none. */
  readonly second: number | null
  readonly rule: BlockingRule
  readonly levels: Levels
  /** What a rare or a common name adds. */
  readonly rarity: number
}

export interface LineTruth {
  /** Whether the person meant stands in the register at all. */
  readonly inRegister: boolean
  /** Whether the likeliest person is the one meant. */
  readonly right: boolean
}

/** Read a second time by people: whether the likeliest person is the one meant. */
export type LineReading = 'same' | 'different' | 'unsure'

/** How well a side is filled, as counts of rows. */
export interface Filled {
  readonly rows: number
  readonly name: number
  readonly pin: number
  readonly cmnd: number
  readonly wholeBirth: number
  readonly yearOfBirth: number
  readonly gender: number
  readonly commune: number
  readonly hamlet: number
}

/** What a report says of its run besides counts. */
export interface AboutRun {
  readonly title: string
  /** SHA-256 of the file. */
  readonly hash?: string
  readonly at: string
  readonly purpose: string
  readonly basis: string
  readonly seconds: Readonly<Record<string, number>>
}

/** Everything a report of one run is made of, apart from the lines themselves, which come one by one. Nothing that is not here or in a line comes into the report. */
export interface ReportInput {
  readonly about: AboutRun
  readonly model: LinkModel
  readonly lines: number
  /** People on the register's side. */
  readonly people: number
  /** Raw pairs a rule, as counted before the start. */
  readonly planned: Partial<Readonly<Record<BlockingRule, number>>>
  /** Pairs a rule that no earlier rule had brought. */
  readonly pairs: Partial<Readonly<Record<BlockingRule, number>>>
  /** Lines of the file that could not be matched. */
  readonly blocked: number
  /** What was found in the lines when the list came in, by code. */
  readonly problems: Readonly<Record<string, number>>
  readonly registerFilled: Filled
  /** The rule that brought a pair. */
  readonly ruleOf: (line: number, person: number) => BlockingRule
  /** All pairs kept: line, row of the register, weight. */
  readonly kept: () => Iterable<readonly [line: number, person: number, weight: number]>
  /** What a line would weigh against an exact copy of itself. */
  readonly ownWeight: (line: number) => number
  /** Row of the register a line means: -1 nobody there, null not known. */
  readonly truth: ((line: number) => number | null) | null
  readonly reading: ((line: number) => LineReading | null) | null
  /** Code of the ethnic group of a person of the register, and whether the person meant or the likeliest is asked. */
  readonly ethnicity: { readonly of: 'candidate' | 'truth'; readonly code: (person: number) => string } | null
}
