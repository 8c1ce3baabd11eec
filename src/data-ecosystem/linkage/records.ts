import { birthKeys } from './birth-keys.ts'
import { nameForms } from './name-forms.ts'
import { numberKeys } from './numbers.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'

/** One line of a list, or one person of the register, as it is matched. */
export interface MatchInput {
  readonly id: string
  readonly name: string
  readonly birth: string
  /** male, female, Nam, Nữ, or nothing. */
  readonly gender: string
  /** Every number the line carries, separated by semicolons. */
  readonly numbers: string
  /** Code of the commune of today; nothing where it is not known. */
  readonly commune: string
  /** Communes of today that an old address may mean, where it leaves a choice; `commune` is empty then. */
  readonly communes?: readonly string[]
  /** Hamlet and whatever stands before it. */
  readonly address: string
}

/** Columns of a prepared row; `commune` is a code, or below zero a set of communes that an old address may mean; every row is sixteen whole numbers, one line of the processor's memory. */
export const Col = { telex: 0, plain: 1, sorted: 2, surname: 3, given: 4, syllables12: 5, syllables34: 6, syllables56: 7, pinHigh: 8, pinLow: 9, cmnd: 10, birth: 11, commune: 12, hamlet: 13, flags: 14, row: 15 } as const
export const width = 16
export const genderMask = 3
export const markedFlag = 4
export const countShift = 4

/** Texts as small whole numbers, shared by both sides. */
export class Dictionary {
  readonly #ids = new Map<string, number>()
  readonly texts: string[] = []

  id(text: string): number {
    let id = this.#ids.get(text)
    if (id === undefined) {
      id = this.texts.length
      this.#ids.set(text, id)
      this.texts.push(text)
    }
    return id
  }

  /** Forgets what was added after this many texts: a question that is asked once leaves no words behind. */
  forgetAfter(count: number): void {
    while (this.texts.length > count) this.#ids.delete(this.texts.pop()!)
  }
}

export interface Dictionaries {
  readonly telex: Dictionary
  readonly plain: Dictionary
  readonly sorted: Dictionary
  readonly surname: Dictionary
  readonly given: Dictionary
  readonly syllable: Dictionary
  readonly hamlet: Dictionary
  /** Sets of communes, as codes with semicolons. */
  readonly communes: Dictionary
}

export function newDictionaries(): Dictionaries {
  const made = { telex: new Dictionary(), plain: new Dictionary(), sorted: new Dictionary(), surname: new Dictionary(), given: new Dictionary(), syllable: new Dictionary(), hamlet: new Dictionary(), communes: new Dictionary() }
  // Zero means missing everywhere.
  for (const dictionary of Object.values(made)) dictionary.id('')
  return made
}

/** The rows of one side, as comparisons read them. */
export interface Side {
  readonly n: number
  readonly rows: Int32Array
}

/** Prepared rows of one side: `rows` is n × 16 whole numbers, in shared memory so that workers read them where they are. */
export interface Prepared extends Side {
  readonly ids: readonly string[]
}

/** Normalises a side once. Order and number of rows stay: nothing is dropped. */
export function prepare(inputs: Iterable<MatchInput>, n: number, dictionaries: Dictionaries, thisYear: number): Prepared {
  const rows = new Int32Array(new SharedArrayBuffer(Math.max(1, n) * width * 4))
  const ids: string[] = []
  let at = 0
  for (const input of inputs) {
    writeRow(rows, at * width, input, dictionaries, thisYear)
    rows[at * width + Col.row] = at
    ids.push(input.id)
    at++
  }
  if (at !== n) throw new Error(`${n} rows were said, ${at} came`)
  return { n, rows, ids }
}

/** Most communes of a set that are compared: a name that more of them bore says nothing. */
export const mostCommunes = 4

/** The id of a set of two to four communes; zero for everything else. In a row it stands below zero, where a commune's code stands above. */
function setOf(communes: readonly string[], dictionaries: Dictionaries): number {
  const codes = [...new Set(communes)].filter((code) => /^\d{5}$/.test(code)).sort()
  return codes.length < 2 || codes.length > mostCommunes || codes.length < communes.length ? 0 : dictionaries.communes.id(codes.join(';'))
}

const males = new Set(['male', 'nam', 'm', 'trai'])
const females = new Set(['female', 'nu', 'f', 'gai'])

export function writeRow(rows: Int32Array, base: number, input: MatchInput, dictionaries: Dictionaries, thisYear: number): void {
  const forms = nameForms(input.name)
  const syllables = forms.telex === '' ? [] : forms.telex.split(' ')
  const syllable = (i: number): number => (i < syllables.length ? dictionaries.syllable.id(syllables[i]!) : 0)
  const { pin, cmnd } = numberKeys(input.numbers)
  const { year, month, day } = birthKeys(input.birth, thisYear)
  const gender = plainKey(input.gender)
  const parts = input.address.split(',')
  const hamlet = plainKey(parts.at(-1) ?? '')
  rows[base + Col.telex] = dictionaries.telex.id(forms.telex)
  rows[base + Col.plain] = dictionaries.plain.id(forms.plain)
  rows[base + Col.sorted] = dictionaries.sorted.id(forms.sorted)
  rows[base + Col.surname] = dictionaries.surname.id(forms.surname)
  rows[base + Col.given] = dictionaries.given.id(forms.given)
  rows[base + Col.syllables12] = (syllable(0) << 16) | syllable(1)
  rows[base + Col.syllables34] = (syllable(2) << 16) | syllable(3)
  rows[base + Col.syllables56] = (syllable(4) << 16) | syllable(5)
  rows[base + Col.pinHigh] = pin ? Number(pin.slice(0, 6)) : -1
  rows[base + Col.pinLow] = pin ? Number(pin.slice(6)) : -1
  rows[base + Col.cmnd] = cmnd ? Number(cmnd) : -1
  rows[base + Col.birth] = year * 10_000 + month * 100 + day
  rows[base + Col.commune] = /^\d{5}$/.test(input.commune) ? Number(input.commune) : -setOf(input.communes ?? [], dictionaries)
  rows[base + Col.hamlet] = hamlet === '' ? 0 : dictionaries.hamlet.id(hamlet)
  rows[base + Col.flags] = (males.has(gender) ? 1 : females.has(gender) ? 2 : 0) | (forms.marked ? markedFlag : 0) | (Math.min(syllables.length, 7) << countShift)
}
