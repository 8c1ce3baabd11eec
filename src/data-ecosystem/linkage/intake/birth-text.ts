import { daysInMonth } from '../../../kernel/plain-date.ts'
import { plainKey } from '../../../kernel/vietnamese-text.ts'
import type { DateOrder } from './mapping.ts'
import { dayOfSerial } from './xlsx.ts'

export interface ReadBirth {
  /** '1998-03-05', '1998-03', '1998', or nothing. */
  readonly value: string
  readonly fix?: 'excel-date' | 'swapped-date'
  readonly warning?: 'birth-unreadable' | 'birth-impossible'
}

const unreadable: ReadBirth = { value: '', warning: 'birth-unreadable' }
const impossible: ReadBirth = { value: '', warning: 'birth-impossible' }

/**
 * A date of birth as lists write it: day first unless the list is otherwise, year alone, month and year, zeros or dashes for what is not known,
 * digits without signs, words, and the day number of a spreadsheet. A day beyond the month's end or in the future is no date of birth.
 */
export function readBirth(raw: string, order: DateOrder, today: string): ReadBirth {
  const text = plainKey(raw.normalize('NFKC')).replace(/^'/, '').replace(/t\d{2}:\d{2}.*$/, '').replace(/\s*\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(am|pm|sa|ch)?$/, '').trim()
  if (text === '' || /^[-./?x\s0]+$/.test(text)) return { value: '' }
  const figures = text.replace(/\b(sinh|ngay|thang|nam|n|mung|mong)\b/g, ' ').replace(/(?<before>^|[/.])[-?_x]+(?=[/.])/g, '$<before>0')
  if (/[a-z]/.test(figures.replace(/x/g, ''))) return unreadable
  const words = figures.replace(/[^\d?x_-]+/g, '/').replace(/^\/+|\/+$/g, '')
  if (/^\d{8}$/.test(text)) return ofDigits(text, order, today)
  if (/^\d+(\.\d+)?$/.test(text)) return ofNumber(Number(text), today)
  const parts = words.split(/[/-]/).map((part) => (/^[?x_]*$/.test(part) ? '0' : part))
  if (parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return unreadable
  if (parts.length === 1) return whole(yearOf(parts[0]!, today), 0, 0, today)
  if (parts.length === 2) return parts[0]!.length === 4 ? whole(Number(parts[0]), Number(parts[1]), 0, today) : whole(yearOf(parts[1]!, today), Number(parts[0]), 0, today)
  return ofThree(parts as [string, string, string], order, today)
}

function ofThree([a, b, c]: [string, string, string], order: DateOrder, today: string): ReadBirth {
  if (a.length === 4) return whole(Number(a), Number(b), Number(c), today)
  // Two zeros behind a day and a month are the year 2000; one, three or four are no year.
  if (/^(0|0{3,})$/.test(c)) return unreadable
  const year = yearOf(c, today)
  const [day, month] = order === 'mdy' ? [Number(b), Number(a)] : [Number(a), Number(b)]
  if (month > 12 && day <= 12 && day > 0) {
    const turned = whole(year, day, month, today)
    return turned.value === '' ? turned : { ...turned, fix: 'swapped-date' }
  }
  return whole(year, month, day, today)
}

/** Eight digits: the order that gives a date; the list's own first. */
function ofDigits(text: string, order: DateOrder, today: string): ReadBirth {
  const yearFirst = whole(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)), today)
  const yearLast = ofThree([text.slice(0, 2), text.slice(2, 4), text.slice(4)], order, today)
  return order === 'ymd' ? (yearFirst.value !== '' ? yearFirst : yearLast) : yearLast.value !== '' ? yearLast : yearFirst
}

/** A number alone: a year, or the day number a spreadsheet keeps. */
function ofNumber(value: number, today: string): ReadBirth {
  if (Number.isInteger(value) && value >= 1850 && value <= 2100) return whole(value, 0, 0, today)
  if (Number.isInteger(value) && value < 100) return whole(yearOf(String(value), today), 0, 0, today)
  if (value < 367 || value > 80_000) return unreadable
  const day = dayOfSerial(value)
  return day <= today ? { value: day, fix: 'excel-date' } : impossible
}

const yearOf = (text: string, today: string): number => {
  const thisYear = Number(today.slice(0, 4))
  return text.length > 2 ? Number(text) : Number(text) + (Number(text) + 2000 > thisYear ? 1900 : 2000)
}

function whole(year: number, month: number, day: number, today: string): ReadBirth {
  if (year < 1850 || month > 12 || (month > 0 && day > daysInMonth(year, month))) return impossible
  const value = month === 0 ? String(year) : `${year}-${String(month).padStart(2, '0')}${day === 0 ? '' : `-${String(day).padStart(2, '0')}`}`
  return value <= today ? { value } : impossible
}

/** How a column writes its dates, from examples: day first unless only the other reading gives dates. */
export function dateOrderOf(examples: readonly string[]): DateOrder {
  let [day, month, year] = [0, 0, 0]
  for (const example of examples) {
    const [, a, b, c] = /^\D*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})/.exec(example.trim()) ?? []
    if (!a || !b || !c) continue
    if (a.length === 4) year++
    else if (Number(a) > 12) day++
    else if (Number(b) > 12) month++
  }
  if (year > day + month) return 'ymd'
  return month > day * 2 ? 'mdy' : 'dmy'
}
