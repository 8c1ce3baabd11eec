import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { dueOn, type WorkCalendar } from '../../kernel/working-days.ts'
import { rootPath, type Instant } from '../../platform/index.ts'
import { parseCsv, stateCalendar, type CsvRow } from '../areas/index.ts'

/** A reason for which data may be opened beyond the rights of a post (data/access-log/emergency-grounds.csv). */
export interface EmergencyGround {
  readonly code: string
  readonly vi: string
  readonly en: string
  /** Days after which the person is told; 0 at once. */
  readonly tellAfterDays: number
}

export interface EmergencyRules {
  readonly grounds: readonly EmergencyGround[]
  /** How long the data stay open. */
  readonly minutes: number
  readonly reviewWorkingDays: number
  /** A reason shorter than this says nothing. */
  readonly leastLetters: number
}

let files: { grounds: readonly CsvRow[]; rules: readonly CsvRow[]; calendar: WorkCalendar } | undefined

const read = (...path: string[]): CsvRow[] => parseCsv(readFileSync(rootPath('data', ...path), 'utf8'))

/** The rules as they hold on one day. Throws when a rule is missing: the program cannot guess it. */
export function emergencyRules(on: PlainDate): EmergencyRules {
  files ??= { grounds: read('access-log', 'emergency-grounds.csv'), rules: read('access-log', 'rules.csv'), calendar: stateCalendar() }
  const inForce = (row: CsvRow): boolean => row['valid_from']! <= on && (!row['valid_to'] || on < row['valid_to'])
  const value = (key: string): number => {
    const found = files!.rules.find((row) => row['key'] === key && inForce(row))
    if (!found) throw new Error(`data/access-log/rules.csv has no ${key} for ${on}`)
    return Number(found['value'])
  }
  return {
    grounds: files.grounds.filter(inForce).map((row) => ({ code: row['ground']!, vi: row['vi']!, en: row['en']!, tellAfterDays: Number(row['tell_after_days']) })),
    minutes: value('emergency-minutes'), reviewWorkingDays: value('emergency-review-working-days'), leastLetters: value('emergency-reason-letters'),
  }
}

/** The day by which an emergency reading opened at that moment is reviewed. */
export function reviewDay(openedAt: Instant, rules: EmergencyRules): PlainDate {
  return dueOn(files!.calendar, openedAt, rules.reviewWorkingDays)
}
