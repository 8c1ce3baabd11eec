export { loadCalendar, type Office, type OfficeCalendar } from './calendar.ts'
export { laneDue, limitOf, type Due, type Pause } from './lane-due.ts'
export { clockStatus, promiseWords, type ClockKind, type ClockStatus } from './clock-status.ts'
export { quietTimes, type QuietTime } from './quiet-time.ts'
