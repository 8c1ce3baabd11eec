/** Day numbers (days since 1970-01-01) and back, without Date objects: the generator makes several hundred thousand dates a second. */

export type CivilDate = { year: number; month: number; day: number }

/** Proleptic Gregorian day number; month 1–12. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Fills `into` with the civil date of a day number. */
export function civilOf(dayNo: number, into: CivilDate): CivilDate {
  const z = dayNo + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  into.day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  into.month = shifted < 10 ? shifted + 3 : shifted - 9
  into.year = yearOfEra + era * 400 + (into.month <= 2 ? 1 : 0)
  return into
}

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))

/** YYYY-MM-DD of a civil date. */
export function isoOf(date: CivilDate): string {
  return `${date.year}-${two[date.month]!}-${two[date.day]!}`
}

const scratch: CivilDate = { year: 0, month: 0, day: 0 }

/** YYYY-MM-DD of a day number. */
export function isoOfDay(dayNo: number): string {
  return isoOf(civilOf(dayNo, scratch))
}

/** Day number of YYYY-MM-DD. */
export function dayOfIso(iso: string): number {
  return dayNumber(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)))
}
