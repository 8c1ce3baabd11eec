import { formatDateVi, formatDayEn, formatDayVi, formatInstantVi, isInstant, isPlainDate, localTimeOf, todayAt, type Instant, type PlainDate } from '../../kernel/plain-date.ts'
import type { Lang } from '../kit/index.ts'

/** 'thứ Tư 25/11', with the year when it is another one than today's. */
export const dayWords = (on: PlainDate, today: PlainDate, lang: Lang): string => (lang === 'vi' ? formatDayVi : formatDayEn)(on, Number(today.slice(0, 4)))

/** '25/11 08:12', with the year when it is another one. */
export function momentWords(at: Instant, today: PlainDate): string {
  const { date, hour, minute } = localTimeOf(at)
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const [year, month, day] = date.split('-')
  return `${Number(day)}/${Number(month)}${year === today.slice(0, 4) ? '' : `/${year}`} ${time}`
}

/** The age of a fact as shown beside its source: a day, or the minute of an event. */
export function asOfWords(asOf: string | undefined): string | undefined {
  if (asOf === undefined) return undefined
  if (isPlainDate(asOf)) return formatDateVi(asOf)
  return isInstant(asOf) ? formatInstantVi(asOf) : asOf
}

export const instantDay = (at: Instant): string => formatDateVi(todayAt(at))
