import type { BlockingRule } from './model.ts'
import { Col, genderMask, width } from './records.ts'
import { powerOfTwo } from './room.ts'

type Hash = (rows: Int32Array, base: number) => number

const whole = (birth: number): boolean => birth % 100 !== 0 && birth % 10_000 >= 100
const yearOf = (birth: number): number => (birth / 10_000) | 0

/** Written out, for they are asked of every row for every rule. Minus one is missing in numbers, zero everywhere else. */
const hashes: Readonly<Record<BlockingRule, Hash>> = {
  'pin': (rows, at) => (rows[at + Col.pinHigh]! >= 0 && rows[at + Col.pinLow]! >= 0 ? ended(mix(mix(seed, rows[at + Col.pinHigh]!), rows[at + Col.pinLow]!)) : 0),
  'cmnd': (rows, at) => (rows[at + Col.cmnd]! >= 0 ? ended(mix(seed, rows[at + Col.cmnd]!)) : 0),
  'name-year': (rows, at) => withYear(rows, at, rows[at + Col.plain]!),
  'birth-given': (rows, at) => (rows[at + Col.given]! > 0 && whole(rows[at + Col.birth]!) ? ended(mix(mix(seed, rows[at + Col.given]!), rows[at + Col.birth]!)) : 0),
  'birth-surname-gender': (rows, at) => {
    const gender = rows[at + Col.flags]! & genderMask
    return gender !== 0 && rows[at + Col.surname]! > 0 && whole(rows[at + Col.birth]!) ? ended(mix(mix(mix(seed, rows[at + Col.surname]!), rows[at + Col.birth]!), gender)) : 0
  },
  'syllables-year': (rows, at) => withYear(rows, at, rows[at + Col.sorted]!),
  'name-commune': (rows, at) => (rows[at + Col.plain]! > 0 && rows[at + Col.commune]! > 0 ? ended(mix(mix(seed, rows[at + Col.plain]!), rows[at + Col.commune]!)) : 0),
  'surname-given-year-commune': (rows, at) => (rows[at + Col.surname]! > 0 && rows[at + Col.commune]! > 0 ? withYear(rows, at, rows[at + Col.given]!, mix(mix(seed, rows[at + Col.surname]!), rows[at + Col.commune]!)) : 0),
  'given-year-commune-hamlet': (rows, at) => (rows[at + Col.hamlet]! > 0 && rows[at + Col.commune]! > 0 ? withYear(rows, at, rows[at + Col.given]!, mix(mix(seed, rows[at + Col.commune]!), rows[at + Col.hamlet]!)) : 0),
  'name-day': (rows, at) => (rows[at + Col.plain]! > 0 && whole(rows[at + Col.birth]!) ? ended(mix(mix(seed, rows[at + Col.plain]!), rows[at + Col.birth]! % 10_000)) : 0),
}

const seed = 0x811c9dc5 | 0

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1)
  mixed ^= mixed >>> 16
  return Math.imul(mixed, 0x85ebca6b)
}

function ended(hash: number): number {
  const folded = hash ^ (hash >>> 15)
  return folded === 0 ? 1 : folded
}

const withYear = (rows: Int32Array, at: number, name: number, hash = seed): number => (name > 0 && rows[at + Col.birth]! >= 10_000 ? ended(mix(mix(hash, name), yearOf(rows[at + Col.birth]!))) : 0)

/** A hash of a row's key under a rule, or zero where the row has none: the rule does not concern it. */
export const hashOf = (rule: BlockingRule): Hash => hashes[rule]
export const keyHash = (rule: BlockingRule, rows: Int32Array, base: number): number => hashes[rule](rows, base)

/** A key of training alone: name with its marks and the day of birth. */
export const nameAndBirthHash: Hash = (rows, at) => (rows[at + Col.telex]! > 0 && rows[at + Col.birth]! % 100 !== 0 ? ended(mix(mix(seed, rows[at + Col.telex]!), rows[at + Col.birth]!)) : 0)

const Same = { pin: 1, cmnd: 2, plain: 4, sorted: 8, surname: 16, given: 32, commune: 64, hamlet: 128, year: 256, birth: 512, day: 1_024, gender: 2_048 } as const

/** In what two rows agree, as the rules ask it: one bit each. What a side does not say is no agreement. */
export function agreement(l: Int32Array, i: number, r: Int32Array, j: number): number {
  let same = 0
  if (l[i + Col.pinLow] === r[j + Col.pinLow] && l[i + Col.pinHigh] === r[j + Col.pinHigh] && l[i + Col.pinHigh]! >= 0) same |= Same.pin
  if (l[i + Col.cmnd] === r[j + Col.cmnd] && l[i + Col.cmnd]! >= 0) same |= Same.cmnd
  if (l[i + Col.plain] === r[j + Col.plain] && l[i + Col.plain]! > 0) same |= Same.plain
  if (l[i + Col.sorted] === r[j + Col.sorted] && l[i + Col.sorted]! > 0) same |= Same.sorted
  if (l[i + Col.surname] === r[j + Col.surname] && l[i + Col.surname]! > 0) same |= Same.surname
  if (l[i + Col.given] === r[j + Col.given] && l[i + Col.given]! > 0) same |= Same.given
  if (l[i + Col.commune] === r[j + Col.commune] && l[i + Col.commune]! > 0) same |= Same.commune
  if (l[i + Col.hamlet] === r[j + Col.hamlet] && l[i + Col.hamlet]! > 0) same |= Same.hamlet
  const gender = l[i + Col.flags]! & genderMask
  if (gender !== 0 && gender === (r[j + Col.flags]! & genderMask)) same |= Same.gender
  const a = l[i + Col.birth]!
  const b = r[j + Col.birth]!
  if (a >= 10_000 && b >= 10_000 && yearOf(a) === yearOf(b)) same |= Same.year
  if (a % 10_000 === b % 10_000 && whole(a)) same |= a === b ? Same.day | Same.birth : Same.day
  return same
}

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
  readonly hash: Hash
  readonly agrees: (l: Int32Array, i: number, r: Int32Array, j: number) => boolean
}

/** Every pair that a rule brings, by where its rows begin. */
export function forEachPair({ hash, agrees }: PairRule, left: { n: number; rows: Int32Array }, right: { n: number; rows: Int32Array }, visit: (l: number, r: number) => void): void {
  const mask = powerOfTwo(left.n * 2) - 1
  const heads = new Int32Array(mask + 1).fill(-1)
  const nexts = new Int32Array(left.n)
  for (let i = 0; i < left.n; i++) {
    const own = hash(left.rows, i * width)
    if (own === 0) continue
    nexts[i] = heads[own & mask]!
    heads[own & mask] = i
  }
  for (let j = 0; j < right.n; j++) {
    const own = hash(right.rows, j * width)
    if (own === 0) continue
    for (let i = heads[own & mask]!; i >= 0; i = nexts[i]!) if (agrees(left.rows, i * width, right.rows, j * width)) visit(i * width, j * width)
  }
}

/** Whether any rule of a model brings these two rows together, to be scored at all. */
export const meet = (rules: readonly BlockingRule[], l: Int32Array, i: number, r: Int32Array, j: number): boolean => rules.some((rule) => agreesOn(rule, l, i * width, r, j * width))
