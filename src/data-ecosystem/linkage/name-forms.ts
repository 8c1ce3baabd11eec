import { canonicalTone, tidySpaces } from '../../kernel/vietnamese-text.ts'
import { repairText, type Damage } from './repair.ts'

/** One name in every form that is compared; all ASCII, made once and stored. */
export interface NameForms {
  /** Canonical Telex: marks after their letter, tone at the end of the syllable. 'nguyeenx thij mai' */
  readonly telex: string
  /** No marks: 'nguyen thi mai' */
  readonly plain: string
  /** The plain syllables in order of the alphabet. */
  readonly sorted: string
  readonly surname: string
  readonly given: string
  /** Whether any mark was written at all. */
  readonly marked: boolean
  readonly damage: Damage | null
}

const marks: Readonly<Record<string, string>> = { '\u0302': '', '\u0306': 'w', '\u031b': 'w', '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' }
const doubled = new Set(['\u0302'])
const tones = new Set(['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'])

/** One syllable as canonical Telex: 'Nguyễn' → 'nguyeenx', 'Đặng' → 'ddawngj'. Tone placement does not count. */
export function canonicalTelex(syllable: string): string {
  let letters = ''
  let tone = ''
  for (const sign of canonicalTone(syllable).toLowerCase().replaceAll('đ', 'dd').normalize('NFD')) {
    if (tones.has(sign)) tone = marks[sign]!
    else if (doubled.has(sign)) letters += letters.at(-1) ?? ''
    else if (sign in marks) letters += marks[sign]!
    else if (/[a-z0-9]/.test(sign)) letters += sign
  }
  return letters + tone
}

const plainOf = (syllable: string): string => syllable.toLowerCase().replaceAll('đ', 'd').normalize('NFKD').replace(/[^a-z0-9]/g, '')

const known = new Map<string, NameForms>()

/** All forms of a name. A name comes again and again in a register: each spelling is worked out once. */
export function nameForms(raw: string): NameForms {
  let forms = known.get(raw)
  if (!forms) {
    forms = formsOf(raw)
    if (known.size < 400_000) known.set(raw, forms)
  }
  return forms
}

function formsOf(raw: string): NameForms {
  // The soft hyphen is a letter of TCVN3: it is read before stray signs are taken away.
  const { text, damage } = repairText(raw.replace(/\([^)]*\)/g, ' '))
  const words = tidySpaces(text).split(/[\s.,;]+/).filter((word) => word !== '')
  const plainWords = words.map(plainOf).filter((word) => word !== '')
  const telexWords = words.map(canonicalTelex).filter((word) => word !== '')
  const plain = plainWords.join(' ')
  const telex = telexWords.join(' ')
  return { telex, plain, sorted: plainWords.toSorted().join(' '), surname: plainWords.length > 1 ? plainWords[0]! : '', given: plainWords.at(-1) ?? '', marked: telex !== plain, damage }
}
