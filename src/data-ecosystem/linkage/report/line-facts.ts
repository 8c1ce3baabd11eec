import { birthKeys } from '../birth-keys.ts'
import { nameForms } from '../name-forms.ts'
import { numberKeys } from '../numbers.ts'
import type { MatchInput } from '../records.ts'
import { plainKey } from '../../../kernel/vietnamese-text.ts'

/** What a line says, by kind; of its values only those that are held against other lines. */
export interface LineFacts {
  readonly name: 'marked' | 'unmarked' | 'unreadable' | 'empty'
  readonly surname: string
  readonly plain: string
  readonly pin: string | null
  readonly number: 'pin' | 'padded' | 'cmnd' | 'unreadable' | 'empty'
  readonly birth: 'whole' | 'partial' | 'unreadable' | 'empty'
  readonly firstOfJanuary: boolean
  readonly year: number
  readonly gender: 'male' | 'female' | 'unreadable' | 'empty'
  readonly commune: 'known' | 'unreadable' | 'empty'
  readonly address: 'said' | 'empty'
}

const males = new Set(['male', 'nam', 'm', 'trai'])
const females = new Set(['female', 'nu', 'f', 'gai'])

export function lineFacts(line: MatchInput, thisYear: number): LineFacts {
  const forms = nameForms(line.name)
  const { pin, cmnd, padded } = numberKeys(line.numbers)
  const { year, month, day } = birthKeys(line.birth, thisYear)
  const gender = plainKey(line.gender)
  const empty = (text: string): 'empty' | 'unreadable' => (text.trim() === '' ? 'empty' : 'unreadable')
  return {
    name: forms.plain === '' ? empty(line.name) : forms.marked ? 'marked' : 'unmarked',
    surname: forms.surname, plain: forms.plain, pin,
    number: pin ? (padded ? 'padded' : 'pin') : cmnd ? 'cmnd' : empty(line.numbers.replaceAll(';', '')),
    birth: year === 0 ? empty(line.birth) : month > 0 && day > 0 ? 'whole' : 'partial',
    firstOfJanuary: month === 1 && day === 1, year,
    gender: males.has(gender) ? 'male' : females.has(gender) ? 'female' : empty(line.gender),
    commune: /^\d{5}$/.test(line.commune) ? 'known' : empty(line.commune),
    address: line.address.trim() === '' ? 'empty' : 'said',
  }
}
