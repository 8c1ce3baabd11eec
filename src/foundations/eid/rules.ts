import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { dueOn, type WorkCalendar } from '../../kernel/working-days.ts'
import { rootPath, type Instant } from '../../platform/index.ts'
import { parseCsv, stateCalendar } from '../areas/index.ts'

export type Term = 'level-1' | 'level-2' | 'level-2-with-card' | 'foreigner-1' | 'foreigner-2' | 'organisation'
export type EidRule = 'activation-days' | 'desk-code-hours' | 'least-age-own' | 'least-age-level-2' | 'fresh-proof-minutes' | 'recovery-wait-hours' | 'used-within-days' | 'alarm-trips-per-hour' | 'known-device-days' | 'elsewhere-wait-seconds' | `days:${Term}`
export type GuessLimit = 'sign-in' | 'sign-in-known-device' | 'number-all-lines' | 'known-device-week' | 'codes-sent' | 'own-password' | 'activation' | 'recovery' | 'app' | 'asking' | 'asking-for-account'

interface Period { readonly from: PlainDate; readonly to: PlainDate | null }
interface Line extends Period { readonly key: string; readonly value: number; readonly source: string }
interface LimitLine extends Period { readonly limit: string; readonly most: number; readonly seconds: number }
let lines: readonly Line[] | undefined
let limits: readonly LimitLine[] | undefined
let calendar: WorkCalendar | undefined

/** A number of data/eid/rules.csv as it holds on that day, and where it comes from. Throws when the file lacks it: the program cannot guess. */
export function eidRule(key: EidRule, on: PlainDate): { readonly value: number; readonly source: string } {
  lines ??= rowsOf('rules.csv').map((row) => ({ key: row['key']!, value: Number(row['value']), source: row['source']!, ...periodOf(row) }))
  return lines.find((line) => line.key === key && inForce(line, on)) ?? missing('rules.csv', key, on)
}

/** How many tries a limit against guessing lets pass within how long (data/eid/limits.csv), as it holds on that day. Throws when the file lacks it. */
export function guessLimit(limit: GuessLimit, on: PlainDate): { readonly most: number; readonly seconds: number } {
  limits ??= rowsOf('limits.csv').map((row) => ({ limit: row['limit']!, most: Number(row['most']), seconds: Number(row['seconds']), ...periodOf(row) }))
  return limits.find((line) => line.limit === limit && inForce(line, on)) ?? missing('limits.csv', limit, on)
}

const rowsOf = (file: string) => parseCsv(readFileSync(rootPath('data', 'eid', file), 'utf8'))
const periodOf = (row: Readonly<Record<string, string>>): Period => ({ from: row['valid_from']!, to: row['valid_to'] || null })
const inForce = ({ from, to }: Period, on: PlainDate): boolean => from <= on && (to === null || on < to)

function missing(file: string, key: string, on: PlainDate): never {
  throw new Error(`data/eid/${file} has no ${key} for ${on}`)
}

/** The day by which a request is answered, on the working calendar, with the source of the term. */
export function answerDueOn(term: Term, receivedAt: Instant, today: PlainDate): { readonly dueOn: PlainDate; readonly basis: string } {
  calendar ??= stateCalendar()
  const { value, source } = eidRule(`days:${term}`, today)
  return { dueOn: dueOn(calendar, receivedAt, value), basis: source }
}
