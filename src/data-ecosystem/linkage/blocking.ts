import type { BlockingRule } from './model.ts'
import { Col, genderMask, width } from './records.ts'
import { powerOfTwo } from './room.ts'

const birthParts = { none: 0, year: 1, whole: 2, day: 3 } as const

/** Up to three columns of a key, -1 where there are fewer, and what of the day of birth. A description and no function of its own: one loop serves all. */
export interface Key {
  readonly first: number
  readonly second: number
  readonly third: number
  /** What a column says at least: minus one is missing in numbers, zero everywhere else. */
  readonly least: number
  readonly birth: number
  readonly gender: boolean
}

const key = ([first, second = -1, third = -1]: readonly [number, number?, number?], birth: keyof typeof birthParts = 'none', gender = false): Key => ({ first, second, third, least: first === Col.pinHigh || first === Col.cmnd ? 0 : 1, birth: birthParts[birth], gender })

const keys: Readonly<Record<BlockingRule, Key>> = {
  'pin': key([Col.pinHigh, Col.pinLow]),
  'cmnd': key([Col.cmnd]),
  'name-year': key([Col.plain], 'year'),
  'birth-given': key([Col.given], 'whole'),
  'birth-surname-gender': key([Col.surname], 'whole', true),
  'syllables-year': key([Col.sorted], 'year'),
  'name-commune': key([Col.plain, Col.commune]),
  'surname-given-year-commune': key([Col.surname, Col.given, Col.commune], 'year'),
  'given-year-commune-hamlet': key([Col.given, Col.commune, Col.hamlet], 'year'),
  'name-day': key([Col.plain], 'day'),
}

const whole = (birth: number): boolean => birth % 100 !== 0 && birth % 10_000 >= 100
const yearOf = (birth: number): number => (birth / 10_000) | 0

/** A hash of a row's key, or zero where the row has none: the rule does not concern it. */
export function hashOf({ first, second, third, least, birth, gender }: Key, rows: Int32Array, at: number): number {
  if (rows[at + first]! < least) return 0
  let hash = mix(0x811c9dc5 | 0, rows[at + first]!)
  if (second >= 0) {
    if (rows[at + second]! < least) return 0
    hash = mix(hash, rows[at + second]!)
  }
  if (third >= 0) {
    if (rows[at + third]! < least) return 0
    hash = mix(hash, rows[at + third]!)
  }
  if (birth !== birthParts.none) {
    const part = birthPart(birth, rows[at + Col.birth]!)
    if (part === 0) return 0
    hash = mix(hash, part)
  }
  if (gender) {
    if ((rows[at + Col.flags]! & genderMask) === 0) return 0
    hash = mix(hash, rows[at + Col.flags]! & genderMask)
  }
  const folded = Math.imul(hash, 0x85ebca6b)
  return (folded ^ (folded >>> 15)) | (folded === 0 ? 1 : 0)
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1)
  return mixed ^ (mixed >>> 16)
}

function birthPart(how: number, birth: number): number {
  if (how === birthParts.year) return yearOf(birth)
  return !whole(birth) ? 0 : how === birthParts.whole ? birth : birth % 10_000
}

export const keyOf = (rule: BlockingRule): Key => keys[rule]

/** Rules whose keys hold one another's part, with that part: rows that any of them brings together lie in one place, and are fetched once for all. */
const families: readonly { readonly rules: readonly BlockingRule[]; readonly home: Key }[] = [
  { rules: ['pin'], home: keys.pin },
  { rules: ['cmnd'], home: keys.cmnd },
  { rules: ['name-year', 'syllables-year', 'name-commune', 'name-day'], home: key([Col.sorted]) },
  { rules: ['birth-given', 'birth-surname-gender'], home: { ...key([Col.birth]), birth: birthParts.whole } },
  { rules: ['surname-given-year-commune', 'given-year-commune-hamlet'], home: key([Col.given, Col.commune], 'year') },
]

/** These rules by their families, in their own order. */
export function familiesOf(rules: readonly BlockingRule[]): BlockingRule[][] {
  return families.map((family) => rules.filter((rule) => family.rules.includes(rule))).filter((family) => family.length > 0)
}

/** The part of the key that these rules of one family share; of one rule its key. */
export function homeOf(rules: readonly BlockingRule[]): Key {
  return rules.length === 1 ? keys[rules[0]!] : families.find((family) => rules.every((rule) => family.rules.includes(rule)))!.home
}

export const keyHash = (rule: BlockingRule, rows: Int32Array, at: number): number => hashOf(keys[rule], rows, at)
/** A key of training alone: name with its marks and the day of birth. */
export const nameAndBirth = key([Col.telex], 'whole')

const Same = { pin: 1, cmnd: 2, plain: 4, sorted: 8, surname: 16, given: 32, commune: 64, hamlet: 128, year: 256, birth: 512, day: 1_024, gender: 2_048 } as const

/** In what two rows agree, as the rules ask it: one bit each. What a side does not say is no agreement. */
export function agreement(l: Int32Array, i: number, r: Int32Array, j: number): number {
  let same = agreementOfFar(l, i, r, j)
  if (l[i + Col.pinLow] === r[j + Col.pinLow] && l[i + Col.pinHigh] === r[j + Col.pinHigh] && l[i + Col.pinHigh]! >= 0) same |= Same.pin
  if (l[i + Col.cmnd] === r[j + Col.cmnd] && l[i + Col.cmnd]! >= 0) same |= Same.cmnd
  if (l[i + Col.plain] === r[j + Col.plain] && l[i + Col.plain]! > 0) same |= Same.plain
  if (l[i + Col.sorted] === r[j + Col.sorted] && l[i + Col.sorted]! > 0) same |= Same.sorted
  if (l[i + Col.given] === r[j + Col.given] && l[i + Col.given]! > 0) same |= Same.given
  if (l[i + Col.commune] === r[j + Col.commune] && l[i + Col.commune]! > 0) same |= Same.commune
  return same
}

/** Two rows that differ in number, given name, the syllables of the name and commune: most of those that a day of birth brings together. */
export const areFar = (l: Int32Array, i: number, r: Int32Array, j: number): boolean =>
  l[i + Col.given] !== r[j + Col.given] && l[i + Col.sorted] !== r[j + Col.sorted]
  && l[i + Col.commune] !== r[j + Col.commune] && l[i + Col.commune]! > 0 && r[j + Col.commune]! > 0
  && (l[i + Col.cmnd] !== r[j + Col.cmnd] || l[i + Col.cmnd]! < 0)
  && ((l[i + Col.pinHigh] !== r[j + Col.pinHigh] && l[i + Col.pinLow] !== r[j + Col.pinLow]) || l[i + Col.pinHigh]! < 0 || r[j + Col.pinHigh]! < 0)

/** The agreement that is left to rows that are far. */
export function agreementOfFar(l: Int32Array, i: number, r: Int32Array, j: number): number {
  let same = 0
  if (l[i + Col.surname] === r[j + Col.surname] && l[i + Col.surname]! > 0) same |= Same.surname
  if (l[i + Col.hamlet] === r[j + Col.hamlet] && l[i + Col.hamlet]! > 0) same |= Same.hamlet
  const gender = l[i + Col.flags]! & genderMask
  if (gender !== 0 && gender === (r[j + Col.flags]! & genderMask)) same |= Same.gender
  const a = l[i + Col.birth]!
  const b = r[j + Col.birth]!
  if (a >= 10_000 && b >= 10_000 && yearOf(a) === yearOf(b)) same |= Same.year
  if (a % 10_000 === b % 10_000 && whole(a)) same |= a === b ? Same.day | Same.birth : Same.day
  return same
}

/** Whether rows that are far may agree in this. */
export const mayBeFar = (need: number): boolean => (need & (Same.pin | Same.cmnd | Same.plain | Same.sorted | Same.given | Same.commune)) === 0

/** What a pair must agree in for each rule. */
export const needs: Readonly<Record<BlockingRule, number>> = {
  'pin': Same.pin,
  'cmnd': Same.cmnd,
  'name-year': Same.plain | Same.year,
  'birth-given': Same.given | Same.birth,
  'birth-surname-gender': Same.surname | Same.birth | Same.gender,
  'syllables-year': Same.sorted | Same.year,
  'name-commune': Same.plain | Same.commune,
  'surname-given-year-commune': Same.surname | Same.given | Same.commune | Same.year,
  'given-year-commune-hamlet': Same.given | Same.commune | Same.hamlet | Same.year,
  'name-day': Same.plain | Same.day,
}

/** Whether a pair agrees on the key of a rule. */
export const agreesOn = (rule: BlockingRule, l: Int32Array, i: number, r: Int32Array, j: number): boolean => (agreement(l, i, r, j) & needs[rule]) === needs[rule]

export interface PairRule {
  readonly key: Key
  readonly agrees: (l: Int32Array, i: number, r: Int32Array, j: number) => boolean
}

/** Every pair that a rule brings, by where its rows begin. */
export function forEachPair({ key, agrees }: PairRule, left: { n: number; rows: Int32Array }, right: { n: number; rows: Int32Array }, visit: (l: number, r: number) => void): void {
  const mask = powerOfTwo(left.n * 2) - 1
  const heads = new Int32Array(mask + 1).fill(-1)
  const nexts = new Int32Array(left.n)
  for (let i = 0; i < left.n; i++) {
    const own = hashOf(key, left.rows, i * width)
    if (own === 0) continue
    nexts[i] = heads[own & mask]!
    heads[own & mask] = i
  }
  for (let j = 0; j < right.n; j++) {
    const own = hashOf(key, right.rows, j * width)
    if (own === 0) continue
    for (let i = heads[own & mask]!; i >= 0; i = nexts[i]!) if (agrees(left.rows, i * width, right.rows, j * width)) visit(i * width, j * width)
  }
}

/** Whether any rule of a model brings these two rows together, to be scored at all. */
export const meet = (rules: readonly BlockingRule[], l: Int32Array, i: number, r: Int32Array, j: number): boolean => rules.some((rule) => agreesOn(rule, l, i * width, r, j * width))
