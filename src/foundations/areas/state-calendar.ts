import { readFileSync } from 'node:fs'
import { calendarFromRows, type CalendarOptions, type CalendarRow, type WorkCalendar } from '../../kernel/working-days.ts'
import { rootPath } from '../../platform/index.ts'
import { parseCsv, type CsvRow } from './csv.ts'

const read = (name: string): CsvRow[] => parseCsv(readFileSync(rootPath('data', 'calendar', name), 'utf8'))
let rows: { readonly days: readonly CalendarRow[]; readonly receipt: readonly CsvRow[] } | undefined

/** The days on which offices depart from the plain week (data/calendar/holidays.csv). */
export function calendarRows(): readonly CalendarRow[] {
  rows ??= { days: read('holidays.csv') as unknown as CalendarRow[], receipt: read('receipt.csv') }
  return rows.days
}

/** The working calendar of state offices. Throws on a row it cannot read: a wrong calendar must not start. */
export function stateCalendar(options: CalendarOptions = {}): WorkCalendar {
  const days = calendarRows()
  return calendarFromRows(days, { cutoffs: rows!.receipt.map((row) => ({ at: row['cutoff']!, from: row['valid_from']!, to: row['valid_to'] || null })), ...options })
}
