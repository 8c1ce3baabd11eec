import type { SearchPeople } from '../../foundations/population/index.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import { tidySpaces } from '../../kernel/vietnamese-text.ts'

/** What an officer typed into the one box, taken apart. */
export interface SearchTerms {
  readonly name: string
  readonly number: string
  readonly birthYear: number | null
  readonly birthDate: string | null
}

const date = /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)/
const year = /(?<!\d)(?:18|19|20)\d\d(?!\d)/
/** Nine or twelve digits, however they are grouped. */
const number = /(?<!\d)\d(?:[ .-]?\d){8}(?:(?:[ .-]?\d){3})?(?!\d)/

/** The terms, in whatever order they were typed: a date, a number, a year, and the rest is a name. */
export function termsOf(typed: string): SearchTerms {
  let rest = tidySpaces(typed.normalize('NFC'))
  const take = (pattern: RegExp): string | null => {
    const [found] = pattern.exec(rest) ?? []
    if (found !== undefined) rest = tidySpaces(rest.replace(found, ' '))
    return found ?? null
  }
  const written = take(date)
  const birthDate = written === null ? null : parseDateVi(written.replace(/[.-]/g, '/'))
  const digits = take(number)?.replace(/\D/g, '') ?? ''
  const born = take(year)
  return { name: tidySpaces(rest.replace(/[^\p{L}\p{M}' -]/gu, ' ')), number: digits, birthYear: born === null ? null : Number(born), birthDate }
}

/** The question to the register. A number alone is enough and wins. */
export function questionOf(terms: SearchTerms, commune: string | null): SearchPeople {
  if (terms.number !== '') return { number: terms.number, ...(commune ? { commune } : {}) }
  return {
    name: terms.name, ...(terms.birthYear ? { birthYear: terms.birthYear } : {}), ...(terms.birthDate ? { birthDate: terms.birthDate } : {}), ...(commune ? { commune } : {}),
  }
}
