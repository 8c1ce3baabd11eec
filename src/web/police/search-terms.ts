import type { SearchPeople } from '../../foundations/population/index.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import { tidySpaces } from '../../kernel/vietnamese-text.ts'

/** What an officer typed into the one box, taken apart. */
export interface SearchTerms {
  readonly name: string
  readonly number: string
  readonly phone: string
  /** Residence file number: digits with a dot or dash after the area. */
  readonly fileNumber: string
  /** House, street or hamlet: begins with the word for it. */
  readonly address: string
  readonly birthYear: number | null
  readonly birthDate: string | null
}

const date = /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)/
const year = /(?<!\d)(?:18|19|20)\d\d(?!\d)/
/** Nine or twelve digits, however they are grouped. */
const number = /(?<!\d)\d(?:[ .-]?\d){8}(?:(?:[ .-]?\d){3})?(?!\d)/

/** Ten digits beginning with 0, or +84. */
const phone = /(?<!\d)(?:\+84|0)[ .-]?[235789](?:[ .-]?\d){8}(?!\d)/
const fileNumber = /(?<![\d.-])(?:\d{2}\.\d{6,9}|\d{5}-\d{7})(?!\d)/
/** Only words that are no part of a name: «duong» may be Dương, «Phố» and «Bản» are names too. */
const address = /(?:^|\s)((?:số nhà|số|ấp|khóm|thôn|đường|so nha|ap|khom|thon)\s+\S.*)$/iu

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
  const file = take(fileNumber) ?? ''
  const call = take(phone)?.replace(/[ .-]/g, '') ?? ''
  // A number of a document is never an address, "số 12" is one.
  const digits = take(number)?.replace(/\D/g, '') ?? ''
  const [, place = ''] = digits === '' ? address.exec(rest) ?? [] : []
  if (place !== '') rest = tidySpaces(rest.slice(0, rest.length - place.length))
  const born = take(year)
  return {
    phone: call, fileNumber: file, address: place, name: tidySpaces(rest.replace(/[^\p{L}\p{M}' -]/gu, ' ')), number: digits, birthYear: born === null ? null : Number(born), birthDate,
  }
}

/** The question to the register. A number alone is enough and wins. */
export function questionOf(terms: SearchTerms, commune: string | null): SearchPeople {
  if (terms.number !== '') return { number: terms.number, ...(commune ? { commune } : {}) }
  const surest = terms.fileNumber !== '' ? { fileNumber: terms.fileNumber } : terms.phone !== '' ? { phone: terms.phone } : terms.address !== '' ? { address: terms.address } : {}
  return {
    ...surest, ...(terms.name === '' ? {} : { name: terms.name }), ...(terms.birthYear ? { birthYear: terms.birthYear } : {}), ...(terms.birthDate ? { birthDate: terms.birthDate } : {}), ...(commune ? { commune } : {}),
  }
}

export const saysNothing = (terms: SearchTerms): boolean => [terms.name, terms.number, terms.phone, terms.fileNumber, terms.address].every((each) => each === '')
