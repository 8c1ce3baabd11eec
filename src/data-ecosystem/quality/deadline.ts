import { readFileSync } from 'node:fs'
import { parseCsv } from '../../foundations/areas/index.ts'
import { addWorkingDays } from '../../kernel/working-days.ts'
import { rootPath, type PlainDate } from '../../platform/index.ts'
import { loadCalendar } from '../../public-services/clock/index.ts'
import type { Rule } from './rule.ts'

let rows: readonly Record<string, string>[] | undefined

/** The day by which a finding that opens on `day` is to be settled (data/quality/deadlines.csv). Throws on a day the file says nothing of. */
export function settleBy(severity: Rule['severity'], day: PlainDate): PlainDate {
  rows ??= parseCsv(readFileSync(rootPath('data', 'quality', 'deadlines.csv'), 'utf8')) as readonly Record<string, string>[]
  const row = rows.find((each) => each['severity'] === severity && each['from']! <= day && (each['to'] === '' || day < each['to']!))
  if (!row) throw new Error(`data/quality/deadlines.csv says nothing of ${severity} on ${day}`)
  return addWorkingDays(loadCalendar(), day, Number(row['working_days']))
}
