/** A date of birth as digits: year, month, day; zero where it is not said. */
export interface BirthKeys {
  readonly year: number
  readonly month: number
  readonly day: number
}

const unknown: BirthKeys = { year: 0, month: 0, day: 0 }

/** Reads 1998, 05/1998, 05/03/1998, 1998-03-05, 5.3.98. Days and months that cannot be are dropped, not guessed. */
export function birthKeys(raw: string, thisYear: number): BirthKeys {
  const text = raw.normalize('NFKC').trim()
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$/.exec(text)
  if (iso) return checked(Number(iso[1]), Number(iso[2] ?? 0), Number(iso[3] ?? 0))
  const written = /^(?:(\d{1,2})[/.\-\s])?(?:(\d{1,2})[/.\-\s])?(\d{4}|\d{2})$/.exec(text)
  if (!written) return unknown
  const [, first, second, last] = written
  const year = last!.length === 4 ? Number(last) : Number(last) + (Number(last) + 2000 > thisYear ? 1900 : 2000)
  return second === undefined ? checked(year, Number(first ?? 0), 0) : checked(year, Number(second), Number(first))
}

function checked(year: number, month: number, day: number): BirthKeys {
  if (year < 1850 || year > 2200) return unknown
  // 20/15/1980 can only be the 20th; 05/13 only the 13th of May.
  if (month > 12 && day >= 1 && day <= 12) [month, day] = [day, month]
  if (month < 1 || month > 12) return { year, month: 0, day: 0 }
  return { year, month, day: day >= 1 && day <= 31 ? day : 0 }
}
