import { readFileSync } from 'node:fs'
import { parseCsv, stateCalendar } from '../../foundations/areas/index.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { dueOn, type WorkCalendar } from '../../kernel/working-days.ts'
import { rootPath, type Instant } from '../../platform/index.ts'

/** data/access-log/rules.csv as it holds on one day. */
export interface AccessRules {
  readonly receiveWorkingDays: number
  readonly answerWorkingDays: number
  readonly otherCaseDelayDays: number
  /** Days by purpose code. */
  readonly purposeDelayDays: ReadonlyMap<string, number>
}

interface Line { readonly key: string; readonly value: number; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined
let calendar: WorkCalendar | undefined

/** Throws when the file lacks a rule for that day: the program cannot guess it. */
export function accessRules(on: PlainDate): AccessRules {
  lines ??= parseCsv(readFileSync(rootPath('data', 'access-log', 'rules.csv'), 'utf8'))
    .map((row) => ({ key: row['key']!, value: Number(row['value']), from: row['valid_from']!, to: row['valid_to'] || null }))
  const inForce = lines.filter((line) => line.from <= on && (line.to === null || on < line.to))
  const days = (key: string): number => {
    const found = inForce.find((line) => line.key === key)
    if (!found) throw new Error(`data/access-log/rules.csv has no ${key} for ${on}`)
    return found.value
  }
  const prefix = 'delay-days-purpose:'
  return {
    receiveWorkingDays: days('receive-working-days'), answerWorkingDays: days('answer-working-days'), otherCaseDelayDays: days('delay-days-other-case'),
    purposeDelayDays: new Map(inForce.filter((line) => line.key.startsWith(prefix)).map((line) => [line.key.slice(prefix.length), line.value])),
  }
}

/** The days promised for a question asked at that moment, on the working calendar of state offices (data/calendar). */
export function promisedDays(askedAt: Instant, rules: AccessRules): { readonly receiveBy: PlainDate; readonly answerBy: PlainDate } {
  calendar ??= stateCalendar()
  return { receiveBy: dueOn(calendar, askedAt, rules.receiveWorkingDays), answerBy: dueOn(calendar, askedAt, rules.answerWorkingDays) }
}
