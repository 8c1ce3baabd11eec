import { readFileSync } from 'node:fs'
import { parseCsv } from '../../../foundations/areas/index.ts'
import { rootPath, type PlainDate } from '../../../platform/index.ts'
import { comparisonNames, comparisons, levelsAtLeast, type Comparison } from '../model.ts'
import type { ReviewCosts } from './zones.ts'

/** What is set for reading and its costs on one day (data/linkage/review.csv). */
export interface ReviewRules {
  readonly costs: ReviewCosts
  /** What a pair of records of one person costs that stays in the register unseen. */
  readonly missedDuplicate: number
  /** Share of people thought to stand in the register twice. */
  readonly duplicateShare: number
  /** Share of rows that a second person reads without knowing the first answer. */
  readonly secondShare: number
  /** Share of rows linked by the machine alone that people read all the same. */
  readonly automaticShare: number
  readonly calibrationReadings: number
  readonly claimMinutes: number
  readonly undoMinutes: number
  readonly answerWorkingDays: number
}

let rows: readonly Record<string, string>[] | undefined

/** Throws where the file says nothing of a day: the program cannot guess it. */
export function reviewRules(on: PlainDate): ReviewRules {
  rows ??= parseCsv(readFileSync(rootPath('data', 'linkage', 'review.csv'), 'utf8')) as readonly Record<string, string>[]
  const value = (key: string): number => {
    const row = rows!.find((each) => each['key'] === key && each['from']! <= on && (each['to'] === '' || on < each['to']!))
    if (!row || !Number.isFinite(Number(row['value']))) throw new Error(`data/linkage/review.csv has no ${key} for ${on}`)
    return Number(row['value'])
  }
  return {
    costs: { falseLink: value('false-link-cost'), missedLink: value('missed-link-cost'), minute: value('minute-cost'), minutesPerReading: value('minutes-per-reading'), readerError: value('reader-error') },
    missedDuplicate: value('missed-duplicate-cost'), duplicateShare: value('duplicate-share'), secondShare: value('second-reading-share'), automaticShare: value('automatic-sample-share'), calibrationReadings: value('calibration-readings'),
    claimMinutes: value('claim-minutes'), undoMinutes: value('undo-minutes'), answerWorkingDays: value('answer-working-days'),
  }
}

let levelRows: readonly Record<string, string>[] | undefined

/** How often two records of one person agree at each level, in the order of the levels (data/linkage/duplicate-levels.csv). Throws where one is missing. */
export function duplicateLevels(on: PlainDate): Record<Comparison, number[]> {
  levelRows ??= parseCsv(readFileSync(rootPath('data', 'linkage', 'duplicate-levels.csv'), 'utf8')) as readonly Record<string, string>[]
  const share = (of: Comparison, level: string): number => {
    const row = levelRows!.find((each) => each['comparison'] === of && each['level'] === level && each['from']! <= on && (each['to'] === '' || on < each['to']!))
    if (!row || !(Number(row['share']) > 0)) throw new Error(`data/linkage/duplicate-levels.csv has no ${of} ${level} for ${on}`)
    return Number(row['share'])
  }
  return Object.fromEntries(comparisonNames.map((of) => [of, comparisons[of].slice(0, levelsAtLeast[of]).map((level) => share(of, level))])) as Record<Comparison, number[]>
}
