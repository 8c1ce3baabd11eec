import { silent } from './model.ts'
import { Col, countShift, genderMask, markedFlag } from './records.ts'

/** Levels of one pair, as places in `comparisons`. */
export interface Levels {
  name: number
  number: number
  birth: number
  gender: number
  address: number
}

/** Whether two canonical-Telex syllables are one edit apart: a letter more, less or other, or two neighbours swapped. */
export type OneEdit = (a: number, b: number) => boolean

const remembered = 1 << 18

/** Remembers the last answers about pairs of syllables; there are a few thousand syllables. */
export function oneEditOf(syllables: readonly string[]): OneEdit {
  const pairs = new Int32Array(remembered)
  const answers = new Uint8Array(remembered)
  // Texts that come later may be forgotten again, and their ids be given to others: only the answers about these are kept.
  const settled = Math.min(syllables.length, 0x10000)
  return (a, b) => {
    if (a >= settled || b >= settled) return withinOneEdit(syllables[a]!, syllables[b]!)
    const pair = a < b ? (a << 16) | b : (b << 16) | a
    const place = Math.imul(pair, 0x9e3779b1) >>> 14
    if (pairs[place] !== pair) {
      pairs[place] = pair
      answers[place] = withinOneEdit(syllables[a]!, syllables[b]!) ? 1 : 0
    }
    return answers[place] === 1
  }
}

/** Optimal string alignment distance at most one; equal texts count. */
export function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1]
  const [restA, restB] = [endA - start, endB - start]
  if (restA <= 1 && restB <= 1) return true
  return restA === 2 && restB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}

export function nameLevel(l: Int32Array, i: number, r: Int32Array, j: number, oneEdit: OneEdit): number {
  if (l[i + Col.plain] === 0 || r[j + Col.plain] === 0) return silent
  if (l[i + Col.telex] === r[j + Col.telex]) return 7
  if (l[i + Col.plain] === r[j + Col.plain]) return (l[i + Col.flags]! & markedFlag) === 0 || (r[j + Col.flags]! & markedFlag) === 0 ? 6 : 5
  if (l[i + Col.sorted] === r[j + Col.sorted]) return 4
  if (oneSyllableOff(l, i, r, j, oneEdit)) return 3
  if (l[i + Col.given] !== r[j + Col.given]) return 0
  return l[i + Col.surname] === r[j + Col.surname] && l[i + Col.surname] !== 0 ? 2 : 1
}

function oneSyllableOff(l: Int32Array, i: number, r: Int32Array, j: number, oneEdit: OneEdit): boolean {
  const count = l[i + Col.flags]! >> countShift
  if (count > 6 || count !== r[j + Col.flags]! >> countShift) return false
  let a = 0
  let b = 0
  for (let word = Col.syllables12; word <= Col.syllables56; word++) {
    const both = l[i + word]! ^ r[j + word]!
    if (both === 0) continue
    const [high, low] = [both >>> 16, both & 0xffff]
    if (a !== 0 || (high !== 0 && low !== 0)) return false
    a = high !== 0 ? l[i + word]! >>> 16 : l[i + word]! & 0xffff
    b = high !== 0 ? r[j + word]! >>> 16 : r[j + word]! & 0xffff
  }
  return a !== 0 && oneEdit(a, b)
}

export function numberLevel(l: Int32Array, i: number, r: Int32Array, j: number): number {
  const highA = l[i + Col.pinHigh]!
  const lowA = l[i + Col.pinLow]!
  const highB = r[j + Col.pinHigh]!
  const lowB = r[j + Col.pinLow]!
  const pins = highA >= 0 && highB >= 0
  if (pins && highA === highB && lowA === lowB) return 3
  const oldA = l[i + Col.cmnd]!
  const oldB = r[j + Col.cmnd]!
  if (oldA >= 0 && oldA === oldB) return 2
  if (pins) return (highA === highB ? oneDigitOff(lowA, lowB) : lowA === lowB && oneDigitOff(highA, highB)) ? 1 : 0
  return oldA >= 0 && oldB >= 0 ? 0 : silent
}

/** Six digits with one digit other, or two neighbours swapped. */
export function oneDigitOff(a: number, b: number): boolean {
  let difference = 0
  let first = -1
  for (let place = 0, x = a, y = b; place < 6; place++, x = (x / 10) | 0, y = (y / 10) | 0) {
    if (x % 10 === y % 10) continue
    difference++
    if (first < 0) first = place
    if (difference > 2) return false
  }
  if (difference === 1) return true
  if (difference !== 2) return false
  const power = 10 ** first
  const [lowA, highA] = [Math.floor(a / power) % 10, Math.floor(a / power / 10) % 10]
  const [lowB, highB] = [Math.floor(b / power) % 10, Math.floor(b / power / 10) % 10]
  return lowA === highB && highA === lowB
}

const isWhole = (birth: number): boolean => birth % 100 > 0 && birth % 10_000 >= 100

export function birthLevel(l: Int32Array, i: number, r: Int32Array, j: number): number {
  const [a, b] = [l[i + Col.birth]!, r[j + Col.birth]!]
  if (a === 0 || b === 0) return silent
  const wholeA = isWhole(a)
  if (a === b) return wholeA ? 5 : 3
  const wholeB = isWhole(b)
  const yearA = (a / 10_000) | 0
  const yearB = (b / 10_000) | 0
  if (yearA === yearB) {
    const monthA = ((a / 100) | 0) % 100
    const monthB = ((b / 100) | 0) % 100
    if (wholeA && wholeB && monthA === b % 100 && a % 100 === monthB) return 4
    if (!wholeA || !wholeB || a % 10_000 === 101 || b % 10_000 === 101) return 3
    return monthA === monthB || a % 100 === b % 100 ? 2 : 1
  }
  return wholeA && wholeB && a % 10_000 === b % 10_000 && Math.abs(yearA - yearB) === 1 ? 2 : 0
}

export function genderLevel(l: Int32Array, i: number, r: Int32Array, j: number): number {
  const [a, b] = [l[i + Col.flags]! & genderMask, r[j + Col.flags]! & genderMask]
  return a === 0 || b === 0 ? silent : a === b ? 1 : 0
}

/** Whether a set of communes, by its id, holds a commune. */
export type HoldsCommune = (set: number, commune: number) => boolean

/** Remembers the sets there are; those that come later may be forgotten again, and are read anew each time. */
export function holdsCommuneOf(sets: readonly string[]): HoldsCommune {
  const known = sets.map(communesOf)
  return (set, commune) => (known[set] ?? communesOf(sets[set] ?? '')).includes(commune)
}

const communesOf = (set: string): number[] => (set === '' ? [] : set.split(';').map(Number))

/** An old address may mean one of several communes: that the person lives in one of them says something, though less than the same commune. Without `holdsCommune` it says nothing. */
export function addressLevel(l: Int32Array, i: number, r: Int32Array, j: number, holdsCommune: HoldsCommune | null): number {
  const [a, b] = [l[i + Col.commune]!, r[j + Col.commune]!]
  if (a === 0 || b <= 0) return silent
  if (a < 0) return holdsCommune === null ? silent : holdsCommune(-a, b) ? 3 : 0
  if (a !== b) return 0
  return l[i + Col.hamlet] !== 0 && l[i + Col.hamlet] === r[j + Col.hamlet] ? 2 : 1
}
