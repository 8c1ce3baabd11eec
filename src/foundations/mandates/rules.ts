import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { rootPath } from '../../platform/index.ts'
import { parseCsv } from '../areas/index.ts'

/** data/mandates/rules.csv as it holds on one day. */
export interface MandateRules {
  readonly ageOfMajority: number
  readonly standingMostMonths: number
  readonly requestDays: number
  readonly requestsPerDay: number
  readonly actingIdleMinutes: number
}

interface Line { readonly key: string; readonly value: number; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined

/** Throws when the file lacks a rule for that day: the program cannot guess it. */
export function mandateRules(on: PlainDate): MandateRules {
  lines ??= parseCsv(readFileSync(rootPath('data', 'mandates', 'rules.csv'), 'utf8'))
    .map((row) => ({ key: row['key']!, value: Number(row['value']), from: row['valid_from']!, to: row['valid_to'] || null }))
  const value = (key: string): number => {
    const found = lines!.find((line) => line.key === key && line.from <= on && (line.to === null || on < line.to))
    if (!found) throw new Error(`data/mandates/rules.csv has no ${key} for ${on}`)
    return found.value
  }
  return {
    ageOfMajority: value('age-of-majority'), standingMostMonths: value('standing-most-months'), requestDays: value('request-days'),
    requestsPerDay: value('requests-per-day'), actingIdleMinutes: value('acting-idle-minutes'),
  }
}
