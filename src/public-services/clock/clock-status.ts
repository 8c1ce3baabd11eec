import { epochOf, formatDayEn, formatDayVi, localTimeOf, type Instant } from '../../kernel/plain-date.ts'
import { workingDaysBetween, workingTimeBetween, type WorkCalendar } from '../../kernel/working-days.ts'
import type { Due } from './lane-due.ts'

/** `left` còn, `stopped` dừng, `late` trễ, and how it ended. */
export type ClockKind = 'left' | 'stopped' | 'late' | 'ended-early' | 'ended-on-time' | 'ended-late'
export interface ClockStatus {
  readonly kind: ClockKind
  /** Working days left or late, never negative. */
  readonly days: number
  /** As the chip and the sentence say it, and the same in English. */
  readonly words: string
  readonly en: string
}

/** Where a clock stands. `endedAt` set: how it ended; otherwise how it runs now. */
export function clockStatus(due: Due, calendar: WorkCalendar, now: Instant, endedAt?: Instant | null): ClockStatus {
  if (endedAt) return ended(due, calendar, endedAt)
  if (due.dueAt === null || due.dueOn === null) return { kind: 'stopped', days: Math.ceil(due.left ?? 0), words: 'Đồng hồ dừng, chờ ông/bà gửi phần cần thêm', en: 'The clock stands still until you send what is needed' }
  if (epochOf(now) > epochOf(due.dueAt)) return late('late', lateDays(due.dueOn, calendar, now))
  const days = workingDaysBetween(calendar, localTimeOf(now).date, due.dueOn)
  if (days > 0) return { kind: 'left', days, words: `còn ${days} ngày làm việc`, en: `${workingDaysEn(days)} left` }
  const left = minutesOf(workingTimeBetween(calendar, now, due.dueAt))
  return { kind: 'left', days: 0, words: `hạn hôm nay ${clockTime(due.dueAt)}, ${hoursLeft(left)}`, en: `due today at ${clockTime(due.dueAt)}, ${hoursLeftEn(left)}` }
}

function ended(due: Due, calendar: WorkCalendar, endedAt: Instant): ClockStatus {
  if (due.dueAt === null || due.dueOn === null) return { kind: 'ended-on-time', days: 0, words: 'xong trong lúc đồng hồ dừng', en: 'done while the clock stood still' }
  if (epochOf(endedAt) > epochOf(due.dueAt)) return late('ended-late', lateDays(due.dueOn, calendar, endedAt))
  const days = workingDaysBetween(calendar, localTimeOf(endedAt).date, due.dueOn)
  return days > 0 ? { kind: 'ended-early', days, words: `xong trước hạn ${days} ngày làm việc`, en: `done ${workingDaysEn(days)} early` } : { kind: 'ended-on-time', days: 0, words: 'xong đúng hạn', en: 'done in time' }
}

const late = (kind: 'late' | 'ended-late', days: number): ClockStatus => ({ kind, days, words: days === 0 ? 'trễ trong ngày' : `trễ ${days} ngày làm việc`, en: days === 0 ? 'late within the day' : `${workingDaysEn(days)} late` })
const workingDaysEn = (days: number): string => (days === 1 ? '1 working day' : `${days} working days`)
/** Late after closing time of the due day is late within the day: no whole working day has passed. */
const lateDays = (dueOn: string, calendar: WorkCalendar, at: Instant): number => Math.max(0, workingDaysBetween(calendar, dueOn, localTimeOf(at).date))

function minutesOf(milliseconds: number): { hours: number; rest: number } {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  return { hours: Math.floor(minutes / 60), rest: minutes % 60 }
}

const hoursLeft = ({ hours, rest }: { hours: number; rest: number }): string => (hours === 0 ? `còn ${rest} phút` : rest === 0 ? `còn ${hours} giờ` : `còn ${hours} giờ ${rest} phút`)
const hoursLeftEn = ({ hours, rest }: { hours: number; rest: number }): string => (hours === 0 ? `${rest} min left` : rest === 0 ? `${hours} h left` : `${hours} h ${rest} min left`)

function clockTime(at: Instant): string {
  const { hour, minute } = localTimeOf(at)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** 'HẸN TRẢ thứ Tư 13/5 (còn 1 ngày làm việc)': the line under a dossier's code. */
export function promiseWords(due: Due, status: ClockStatus, now: Instant, lang: 'vi' | 'en' = 'vi'): string {
  const words = lang === 'en' ? status.en : status.words
  return due.dueOn === null ? words : `${(lang === 'en' ? formatDayEn : formatDayVi)(due.dueOn, Number(localTimeOf(now).date.slice(0, 4)))} (${words})`
}
