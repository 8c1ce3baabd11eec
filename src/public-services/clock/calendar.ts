import type { CalendarOptions, WorkCalendar } from '../../kernel/working-days.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { calendarRows, stateCalendar } from '../../foundations/areas/index.ts'

/** The working calendar of one kind of office, with the Vietnamese names of its days off. */
export interface OfficeCalendar extends WorkCalendar {
  readonly names: ReadonlyMap<PlainDate, string>
}

export type Office = 'committee' | 'police-residence-desk'

/** The desks of the residence police are also open on Saturday morning (domain §5.6: likely). */
const POLICE_DESK: CalendarOptions = { weekMask: [true, true, true, true, true, true, false], weekdayHours: { 6: [{ from: '07:30', to: '11:30' }] } }

const loaded = new Map<Office, OfficeCalendar>()

/**
 * The calendar of data/calendar. Time limits of every office are counted on the committee's week, also
 * those of the police: a Saturday morning desk receives, it does not shorten the limit.
 */
export function loadCalendar(office: Office = 'committee'): OfficeCalendar {
  const known = loaded.get(office)
  if (known) return known
  const calendar = { ...stateCalendar(office === 'police-residence-desk' ? POLICE_DESK : {}), names: new Map(calendarRows().map((row) => [row.date, row.name ?? 'ngày nghỉ'])) }
  loaded.set(office, calendar)
  return calendar
}
