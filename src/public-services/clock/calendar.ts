import { readFileSync } from 'node:fs'
import { calendarFromRows, type CalendarOptions, type CalendarRow, type WorkCalendar } from '../../kernel/working-days.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { parseCsv } from '../../foundations/areas/index.ts'
import { rootPath } from '../../platform/index.ts'

/** The working calendar of one kind of office, with the Vietnamese names of its days off. */
export interface OfficeCalendar extends WorkCalendar {
  readonly names: ReadonlyMap<PlainDate, string>
}

export type Office = 'committee' | 'police-residence-desk'

/** The desks of the residence police are also open on Saturday morning (domain §5.6: likely). */
const POLICE_DESK: CalendarOptions = { weekMask: [true, true, true, true, true, true, false], weekdayHours: { 6: [{ from: '07:30', to: '11:30' }] } }

/** Reads rows as data/calendar/holidays.csv has them. Throws on a row it cannot read: a wrong calendar must not start. */
export function calendarFromCsv(text: string, options: CalendarOptions = {}): OfficeCalendar {
  const rows = parseCsv(text) as unknown as CalendarRow[]
  return { ...calendarFromRows(rows, options), names: new Map(rows.map((row) => [row.date, row.name ?? 'ngày nghỉ'])) }
}

const loaded = new Map<Office, OfficeCalendar>()

/**
 * The calendar from data/calendar/holidays.csv. Time limits of every office are counted on the committee's week, also
 * those of the police: a Saturday morning desk receives, it does not shorten the limit.
 */
export function loadCalendar(office: Office = 'committee'): OfficeCalendar {
  const known = loaded.get(office)
  if (known) return known
  const calendar = calendarFromCsv(readFileSync(rootPath('data/calendar/holidays.csv'), 'utf8'), office === 'police-residence-desk' ? POLICE_DESK : {})
  loaded.set(office, calendar)
  return calendar
}
