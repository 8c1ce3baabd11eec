import type { BlockingRule } from './model.ts'
import { Col, genderMask, width } from './records.ts'

/** Columns of a key; `birth` in three readings. */
interface Key {
  readonly columns: readonly number[]
  readonly birth?: 'whole' | 'year' | 'day'
  readonly gender?: true
}

const keys: Readonly<Record<BlockingRule, Key>> = {
  'pin': { columns: [Col.pinHigh, Col.pinLow] },
  'cmnd': { columns: [Col.cmnd] },
  'name-year': { columns: [Col.plain], birth: 'year' },
  'birth-given': { columns: [Col.given], birth: 'whole' },
  'birth-surname-gender': { columns: [Col.surname], birth: 'whole', gender: true },
  'syllables-year': { columns: [Col.sorted], birth: 'year' },
  'name-commune': { columns: [Col.plain, Col.commune] },
  'surname-given-year-commune': { columns: [Col.surname, Col.given, Col.commune], birth: 'year' },
  'given-year-commune-hamlet': { columns: [Col.given, Col.commune, Col.hamlet], birth: 'year' },
  'name-day': { columns: [Col.plain], birth: 'day' },
}

/** Minus one is missing in numbers, zero everywhere else. */
const said = (column: number, value: number): boolean => (column === Col.pinHigh || column === Col.pinLow || column === Col.cmnd ? value >= 0 : value > 0)

/** A hash of the row's key, or zero where the row has none: the rule does not concern it. */
export function keyHash(rule: BlockingRule, rows: Int32Array, base: number): number {
  const { columns, birth, gender } = keys[rule]
  let hash = 0x811c9dc5 | 0
  for (const column of columns) {
    const value = rows[base + column]!
    if (!said(column, value)) return 0
    hash = mix(hash, value)
  }
  if (birth) {
    const part = birthPart(birth, rows[base + Col.birth]!)
    if (part === 0) return 0
    hash = mix(hash, part)
  }
  if (gender) {
    const value = rows[base + Col.flags]! & genderMask
    if (value === 0) return 0
    hash = mix(hash, value)
  }
  hash ^= hash >>> 15
  return hash === 0 ? 1 : hash
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1)
  mixed ^= mixed >>> 16
  return Math.imul(mixed, 0x85ebca6b)
}

const birthPart = (how: 'whole' | 'year' | 'day', birth: number): number => {
  if (how === 'year') return Math.floor(birth / 10_000)
  const day = birth % 10_000
  return day % 100 === 0 || day < 100 ? 0 : how === 'whole' ? birth : day
}

type Agrees = (l: Int32Array, i: number, r: Int32Array, j: number) => boolean

const sameYear: Agrees = (l, i, r, j) => {
  const [a, b] = [l[i + Col.birth]!, r[j + Col.birth]!]
  return a > 0 && b > 0 && (a === b || Math.floor(a / 10_000) === Math.floor(b / 10_000))
}
const whole = (birth: number): boolean => birth % 100 !== 0 && birth % 10_000 >= 100
const sameBirth: Agrees = (l, i, r, j) => l[i + Col.birth] === r[j + Col.birth] && whole(l[i + Col.birth]!)
const sameDay: Agrees = (l, i, r, j) => whole(l[i + Col.birth]!) && whole(r[j + Col.birth]!) && l[i + Col.birth]! % 10_000 === r[j + Col.birth]! % 10_000
const sameSaid = (column: number): Agrees => (l, i, r, j) => l[i + column] === r[j + column] && l[i + column]! > 0
const [samePlain, sameSorted, sameSurname, sameGiven, sameCommune, sameHamlet] = [sameSaid(Col.plain), sameSaid(Col.sorted), sameSaid(Col.surname), sameSaid(Col.given), sameSaid(Col.commune), sameSaid(Col.hamlet)]
const sameGender: Agrees = (l, i, r, j) => (l[i + Col.flags]! & genderMask) !== 0 && (l[i + Col.flags]! & genderMask) === (r[j + Col.flags]! & genderMask)

/** Whether a pair agrees on the key of each rule; written out, for it is asked billions of times. */
export const agrees: Readonly<Record<BlockingRule, Agrees>> = {
  'pin': (l, i, r, j) => l[i + Col.pinLow] === r[j + Col.pinLow] && l[i + Col.pinHigh] === r[j + Col.pinHigh] && l[i + Col.pinHigh]! >= 0,
  'cmnd': (l, i, r, j) => l[i + Col.cmnd] === r[j + Col.cmnd] && l[i + Col.cmnd]! >= 0,
  'name-year': (l, i, r, j) => samePlain(l, i, r, j) && sameYear(l, i, r, j),
  'birth-given': (l, i, r, j) => sameGiven(l, i, r, j) && sameBirth(l, i, r, j),
  'birth-surname-gender': (l, i, r, j) => sameSurname(l, i, r, j) && sameBirth(l, i, r, j) && sameGender(l, i, r, j),
  'syllables-year': (l, i, r, j) => sameSorted(l, i, r, j) && sameYear(l, i, r, j),
  'name-commune': (l, i, r, j) => samePlain(l, i, r, j) && sameCommune(l, i, r, j),
  'surname-given-year-commune': (l, i, r, j) => sameGiven(l, i, r, j) && sameSurname(l, i, r, j) && sameCommune(l, i, r, j) && sameYear(l, i, r, j),
  'given-year-commune-hamlet': (l, i, r, j) => sameGiven(l, i, r, j) && sameCommune(l, i, r, j) && sameHamlet(l, i, r, j) && sameYear(l, i, r, j),
  'name-day': (l, i, r, j) => samePlain(l, i, r, j) && sameDay(l, i, r, j),
}

/** Exactly how many pairs a rule brings, before any join: the sum over keys of list rows times register rows. */
export function countPairs(rule: BlockingRule, left: { n: number; rows: Int32Array }, right: { n: number; rows: Int32Array }): { pairs: number; hottest: number } {
  const counts = new Map<number, number>()
  for (let i = 0; i < left.n; i++) {
    const hash = keyHash(rule, left.rows, i * width)
    if (hash !== 0) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  const sums = new Map<number, number>()
  for (let j = 0; j < right.n; j++) {
    const hash = keyHash(rule, right.rows, j * width)
    const own = hash === 0 ? undefined : counts.get(hash)
    if (own !== undefined) sums.set(hash, (sums.get(hash) ?? 0) + own)
  }
  let pairs = 0
  let hottest = 0
  for (const sum of sums.values()) {
    pairs += sum
    hottest = Math.max(hottest, sum)
  }
  return { pairs, hottest }
}

/** Whether any rule of a model brings these two rows together, to be scored at all. */
export const meet = (rules: readonly BlockingRule[], l: Int32Array, i: number, r: Int32Array, j: number): boolean => rules.some((rule) => agrees[rule](l, i * width, r, j * width))
