import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { dueOn, type WorkCalendar } from '../../kernel/working-days.ts'
import { rootPath, type Instant } from '../../platform/index.ts'
import { parseCsv, stateCalendar } from '../areas/index.ts'

export type Term = 'level-1' | 'level-2' | 'level-2-with-card' | 'foreigner-1' | 'foreigner-2' | 'organisation'
export type EidRule = 'activation-days' | 'desk-code-hours' | 'least-age-own' | 'least-age-level-2' | 'fresh-proof-minutes' | 'recovery-wait-hours' | 'used-within-days' | 'alarm-trips-per-hour' | `days:${Term}`

interface Line { readonly key: string; readonly value: number; readonly source: string; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined
let calendar: WorkCalendar | undefined

/** A number of data/eid/rules.csv as it holds on that day, and where it comes from. Throws when the file lacks it: the program cannot guess. */
export function eidRule(key: EidRule, on: PlainDate): { readonly value: number; readonly source: string } {
  lines ??= parseCsv(readFileSync(rootPath('data', 'eid', 'rules.csv'), 'utf8'))
    .map((row) => ({ key: row['key']!, value: Number(row['value']), source: row['source']!, from: row['valid_from']!, to: row['valid_to'] || null }))
  const found = lines.find((line) => line.key === key && line.from <= on && (line.to === null || on < line.to))
  if (!found) throw new Error(`data/eid/rules.csv has no ${key} for ${on}`)
  return found
}

/** The day by which a request is answered, on the working calendar, with the source of the term. */
export function answerDueOn(term: Term, receivedAt: Instant, today: PlainDate): { readonly dueOn: PlainDate; readonly basis: string } {
  calendar ??= stateCalendar()
  const { value, source } = eidRule(`days:${term}`, today)
  return { dueOn: dueOn(calendar, receivedAt, value), basis: source }
}
