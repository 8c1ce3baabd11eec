/** A sector's list of people with its errors and the truth beside: what a department, an association or a school hands over. */
import { asNfd, asOtherTonePlace, asTcvn3, withoutMarks } from '../error-text.ts'
import type { PersonSeed } from '../person-seed.ts'
import { Prng } from '../prng.ts'

export interface ListLine {
  readonly id: string
  readonly name: string
  readonly birth: string
  readonly gender: string
  readonly numbers: string
  readonly commune: string
  readonly address: string
  /** externalId of the person meant; empty where nobody of the register is. */
  readonly truth: string
}

/** Shares of lines that carry each kind of error; a line may carry several. */
export interface ListErrors {
  readonly withoutNumber: number
  readonly oldNumber: number
  readonly wrongDigit: number
  readonly swappedDigits: number
  readonly lostZero: number
  readonly withoutMarks: number
  readonly otherTonePlace: number
  readonly decomposed: number
  readonly lostTone: number
  readonly typo: number
  readonly regional: number
  readonly withoutMiddle: number
  readonly givenFirst: number
  readonly rawTelex: number
  readonly rawVni: number
  readonly tcvn3: number
  readonly yearOnly: number
  readonly dayMonthSwapped: number
  readonly wrongPart: number
  readonly wrongYear: number
  readonly wrongGender: number
  readonly withoutGender: number
  readonly withoutAddress: number
  readonly moved: number
}

/** A list that asks for numbers (A), and one of an association that hardly has any (B). */
export const listErrors: Readonly<Record<'with-numbers' | 'few-numbers', ListErrors>> = {
  'with-numbers': {
    withoutNumber: 0.12, oldNumber: 0.08, wrongDigit: 0.02, swappedDigits: 0.01, lostZero: 0.04, withoutMarks: 0.15, otherTonePlace: 0.1, decomposed: 0.03, lostTone: 0.03, typo: 0.02, regional: 0.02, withoutMiddle: 0.03,
    givenFirst: 0.01, rawTelex: 0.01, rawVni: 0.01, tcvn3: 0.01, yearOnly: 0.05, dayMonthSwapped: 0.02, wrongPart: 0.02, wrongYear: 0.01, wrongGender: 0.005, withoutGender: 0.03, withoutAddress: 0.1, moved: 0.08,
  },
  'few-numbers': {
    withoutNumber: 0.76, oldNumber: 0.05, wrongDigit: 0.02, swappedDigits: 0.01, lostZero: 0.02, withoutMarks: 0.2, otherTonePlace: 0.1, decomposed: 0.03, lostTone: 0.04, typo: 0.03, regional: 0.03, withoutMiddle: 0.04,
    givenFirst: 0.01, rawTelex: 0.01, rawVni: 0.01, tcvn3: 0.01, yearOnly: 0.12, dayMonthSwapped: 0.02, wrongPart: 0.03, wrongYear: 0.02, wrongGender: 0.005, withoutGender: 0.05, withoutAddress: 0.08, moved: 0.06,
  },
}

/** Lines about these people; about strangers too, whose truth is empty. The same seed makes the same list. */
export function* sectorList(people: Iterable<PersonSeed>, strangers: Iterable<PersonSeed>, errors: ListErrors, seed: string): Generator<ListLine> {
  const prng = new Prng()
  prng.restart(Array.from(seed).reduce((sum, letter) => Math.imul(sum, 31) + letter.codePointAt(0)!, 7) | 0, 0, 97)
  let at = 0
  for (const person of people) yield lineOf(person, person.externalId, errors, prng, `L${++at}`)
  for (const person of strangers) yield lineOf(person, '', errors, prng, `L${++at}`)
}

function lineOf(person: PersonSeed, truth: string, errors: ListErrors, prng: Prng, id: string): ListLine {
  const hit = (share: number): boolean => prng.chance(share)
  return {
    id, truth, name: nameOf(person.fullName, errors, prng, hit), birth: birthOf(person.birthDate, errors, prng, hit),
    gender: hit(errors.withoutGender) ? '' : (person.gender === 'male') !== hit(errors.wrongGender) ? 'Nam' : 'Nữ',
    numbers: numbersOf(person, errors, prng, hit),
    ...(hit(errors.withoutAddress) ? { commune: '', address: '' } : hit(errors.moved) ? { commune: person.nativePlaceArea, address: 'Ấp 9' } : { commune: person.residenceArea, address: person.residenceDetail }),
  }
}

type Hit = (share: number) => boolean

function nameOf(full: string, errors: ListErrors, prng: Prng, hit: Hit): string {
  let name = full
  const words = name.split(' ')
  if (words.length > 2 && hit(errors.withoutMiddle)) name = [words[0]!, ...words.slice(2)].join(' ')
  else if (words.length > 2 && hit(errors.givenFirst)) name = [words.at(-1)!, ...words.slice(0, -1)].join(' ')
  if (hit(errors.lostTone)) name = withoutOneTone(name, prng)
  if (hit(errors.regional)) name = regional(name, prng)
  if (hit(errors.typo)) name = typo(name, prng)
  if (hit(errors.withoutMarks)) return withoutMarks(name)
  if (hit(errors.rawTelex)) return asTelex(name)
  if (hit(errors.rawVni)) return asVni(name)
  if (hit(errors.tcvn3)) return asTcvn3(name)
  if (hit(errors.otherTonePlace)) name = asOtherTonePlace(name)
  return hit(errors.decomposed) ? asNfd(name) : name
}

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/

function withoutOneTone(name: string, prng: Prng): string {
  const words = name.split(' ')
  const with_ = words.flatMap((word, i) => (toneMarks.test(word.normalize('NFD')) ? [i] : []))
  if (with_.length === 0) return name
  const at = prng.pick(with_)
  return words.map((word, i) => (i === at ? word.normalize('NFD').replace(toneMarks, '').normalize('NFC') : word)).join(' ')
}

const confusions: readonly (readonly [RegExp, string])[] = [[/\bS(?=[^h])/, 'X'], [/\bX/, 'S'], [/\bCh/, 'Tr'], [/\bTr/, 'Ch'], [/\bL/, 'N'], [/\bN(?![gh])/, 'L'], [/\bD/, 'Gi'], [/\bGi(?=[^\s])/, 'D']]

function regional(name: string, prng: Prng): string {
  const usable = confusions.filter(([pattern]) => pattern.test(name))
  if (usable.length === 0) return name
  const [pattern, other] = prng.pick(usable)
  return name.replace(pattern, other)
}

function typo(name: string, prng: Prng): string {
  const letters = Array.from(name)
  const at = prng.between(1, Math.max(1, letters.length - 2))
  if (letters[at] === ' ') return name
  const kind = prng.between(0, 3)
  if (kind === 0) letters.splice(at, 1)
  else if (kind === 1) letters.splice(at, 0, letters[at]!)
  else if (kind === 2 && letters[at + 1] !== ' ') [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!]
  else letters[at] = prng.pick(['a', 'o', 'i', 'n', 'h', 't'])
  return letters.join('')
}

const telexMarks: Readonly<Record<string, string>> = { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' }
const vniMarks: Readonly<Record<string, string>> = { '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5', '\u0302': '6', '\u031b': '7', '\u0306': '8' }

/** The keys of Telex as they were struck, the tone at the end of each word. */
export function asTelex(text: string): string {
  return text.split(' ').map((word) => {
    let tone = ''
    let out = ''
    for (const sign of word.normalize('NFD')) {
      if (telexMarks[sign]) tone = telexMarks[sign]
      else if (sign === '\u0302') out += out.at(-1)!.toLowerCase()
      else if (sign === '\u0306' || sign === '\u031b') out += 'w'
      else if (sign === 'đ') out += 'dd'
      else if (sign === 'Đ') out += 'Dd'
      else out += sign
    }
    return out + tone
  }).join(' ')
}

/** The keys of VNI as they were struck. */
export function asVni(text: string): string {
  return text.split(' ').map((word) => {
    let tone = ''
    let out = ''
    for (const sign of word.normalize('NFD')) {
      if ('12345'.includes(vniMarks[sign] ?? '-')) tone = vniMarks[sign]!
      else if (vniMarks[sign]) out += vniMarks[sign]
      else if (sign === 'đ') out += 'd9'
      else if (sign === 'Đ') out += 'D9'
      else out += sign
    }
    return out + tone
  }).join(' ')
}

function birthOf(date: string, errors: ListErrors, prng: Prng, hit: Hit): string {
  const [year, month, day] = date.split('-') as [string, string?, string?]
  if (!month || !day) return hit(0.3) ? `01/01/${year}` : year
  if (hit(errors.yearOnly)) return hit(0.3) ? `01/01/${year}` : year
  if (hit(errors.dayMonthSwapped) && Number(day) <= 12) return `${month}/${day}/${year}`
  if (hit(errors.wrongPart)) return hit(0.5) ? `${String(prng.between(1, 28)).padStart(2, '0')}/${month}/${year}` : `${day}/${String(prng.between(1, 12)).padStart(2, '0')}/${year}`
  if (hit(errors.wrongYear)) return `${day}/${month}/${Number(year) + (hit(0.5) ? 1 : -1)}`
  return `${day}/${month}/${year}`
}

function numbersOf(person: PersonSeed, errors: ListErrors, prng: Prng, hit: Hit): string {
  const old = person.cmnd9.split(';')[0]!
  if (hit(errors.withoutNumber) || person.pin === '') return ''
  if (hit(errors.oldNumber)) return old
  if (hit(errors.wrongDigit)) {
    const at = prng.between(6, 11)
    return person.pin.slice(0, at) + String((Number(person.pin[at]) + prng.between(1, 9)) % 10) + person.pin.slice(at + 1)
  }
  if (hit(errors.swappedDigits)) {
    const at = prng.between(6, 10)
    return person.pin.slice(0, at) + person.pin[at + 1]! + person.pin[at]! + person.pin.slice(at + 2)
  }
  return hit(errors.lostZero) ? person.pin.replace(/^0+/, '') : person.pin
}
