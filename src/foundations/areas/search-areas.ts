import type { PlainDate } from '../../kernel/plain-date.ts'
import { canonicalTone, compareVi, syllables } from '../../kernel/vietnamese-text.ts'
import { type Area, type AreaLevel, holdsOn, kindWords, levelOfCode } from './area.ts'
import { areaFacts } from './area-facts.ts'
import { areaAsOf, chainOf, fullNameOf, isWithin, lastDayOf } from './areas-as-of.ts'
import { nameVariants } from './old-names.ts'
import { follow, type Succession } from './succession.ts'

export interface AreaSearch {
  readonly level?: AreaLevel
  /** The day the wanted unit must hold on. */
  readonly on: PlainDate
  /** Only units inside this one on that day. */
  readonly within?: string
  /** 20 when not given. */
  readonly limit?: number
}

export interface AreaHit {
  readonly area: Area
  readonly fullName: string
  /** The old unit whose name was found, when the unit was not found by its own name. */
  readonly via: { readonly area: Area; readonly fullName: string; readonly kind: Succession['kind']; readonly certainty: Succession['certainty'] } | null
}

interface Entry {
  readonly area: Area
  readonly name: readonly string[]
  /** The name with its marks, lower case, one tone style. */
  readonly marked: string
}

let index: ReadonlyMap<string, readonly Entry[]> | undefined
const contexts = new Map<Area, ReadonlySet<string>>()

/**
 * Finds units by any name they bear or bore, marks or not, with or without words such as "xã", "huyện", the district or
 * the province after the name ("an hoi ben tre", "P.12 Q3 TP.HCM"). The last word may be half typed. An old name answers
 * with the units its people live in on the day `on`, best match first.
 */
export function searchAreas(text: string, { level, on, within, limit = 20 }: AreaSearch): AreaHit[] {
  const words = queryWords(text)
  if (words.length === 0) return []
  const marked = canonicalTone(text).toLowerCase()
  const best = new Map<string, { hit: AreaHit; score: number }>()
  for (const entry of candidatesFor(words)) {
    const matched = score(entry, words)
    if (matched === 0) continue
    for (const hit of hitsOf(entry.area, on)) {
      if ((level && hit.area.level !== level) || (within && !isWithin(hit.area.code, within, on))) continue
      const points = matched + (marked.includes(entry.marked) ? 20 : 0) + (hit.via === null ? 10 : hit.via.certainty === 'guess' ? -40 : 0)
      const known = best.get(hit.area.code)
      if (!known || known.score < points) best.set(hit.area.code, { hit, score: points })
    }
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || compareVi(a.hit.fullName, b.hit.fullName) || (a.hit.area.code < b.hit.area.code ? -1 : 1))
    .slice(0, limit).map((one) => one.hit)
}

function hitsOf(area: Area, on: PlainDate): AreaHit[] {
  if (holdsOn(area, on)) return [{ area, fullName: fullNameOf(area, on), via: null }]
  if (area.to === null || area.to > on) return []
  const { areas, kind, certainty } = follow(area, on)
  const fullName = fullNameOf(area, lastDayOf(area))
  return areas.map((one) => ({ area: one, fullName: fullNameOf(one, on), via: { area, fullName, kind, certainty } }))
}

/** The whole name somewhere in the query, or the query's start inside the name; every other word must belong to its place. 0: no match. */
function score(entry: Entry, words: readonly string[]): number {
  const whole = runOf(entry.name, words)
  if (whole >= 0) {
    const before = words.slice(0, whole)
    const after = words.slice(whole + entry.name.length)
    const first = before.every((word) => allKindWords.has(word))
    if ((!first && !known(entry.area, before, false)) || !known(entry.area, after, true)) return 0
    const own = syllables(kindWords[entry.area.kind])
    const sameKind = before.length > 0 && before.every((word) => own.includes(word))
    return 100 + (first ? 40 : 0) + (sameKind ? 15 : 0) + (after.length === 0 ? { province: 6, district: 4, commune: 2 }[entry.area.level] : 0)
  }
  const start = words.findIndex((word) => !allKindWords.has(word))
  const rest = start < 0 ? words : words.slice(start)
  if (rest.length >= entry.name.length || !rest.every((word, i) => fits(entry.name[i]!, word, i === rest.length - 1))) return 0
  return (60 * rest.length) / entry.name.length
}

function runOf(name: readonly string[], words: readonly string[]): number {
  for (let at = 0; at + name.length <= words.length; at++) {
    if (name.every((word, i) => fits(word, words[at + i]!, at + i === words.length - 1 && name.length > 1))) return at
  }
  return -1
}

/** A wrong word of kind does not hide a unit: many xã have become phường. */
const allKindWords: ReadonlySet<string> = new Set(Object.values(kindWords).flatMap(syllables))

const fits = (word: string, typed: string, half: boolean): boolean => word === typed || (half && word.startsWith(typed))

function known(area: Area, words: readonly string[], lastMayBeHalf: boolean): boolean {
  if (words.length === 0) return true
  const context = contextOf(area)
  return words.every((word, i) => context.has(word) || (lastMayBeHalf && i === words.length - 1 && [...context].some((one) => one.startsWith(word))))
}

/** The words that may stand beside a unit's name: its kind, its district and province then, and that province's name since 2025. */
function contextOf(area: Area): ReadonlySet<string> {
  let context = contexts.get(area)
  if (!context) {
    const [, ...above] = chainOf(area, lastDayOf(area))
    const province = above.at(-1)
    const merged = province && areaFacts().provinceMerges.find((merge) => area.to !== null && merge.oldCode === province.code)
    const now = merged && areaAsOf(merged.newCode, '9999-12-31')
    const units = now ? [...above, now] : above
    context = new Set([...syllables(kindWords[area.kind]), ...units.flatMap((unit) => [...syllables(kindWords[unit.kind]), ...plainWords(unit.name)])])
    contexts.set(area, context)
  }
  return context
}

function* candidatesFor(words: readonly string[]): Iterable<Entry> {
  index ??= buildIndex()
  for (const word of new Set(words)) yield* index.get(word) ?? []
  const half = words.at(-1)!
  for (const [first, entries] of index) if (first !== half && first.startsWith(half)) yield* entries
}

function buildIndex(): Map<string, Entry[]> {
  const made = new Map<string, Entry[]>()
  const add = (area: Area, written: string) => {
    const name = writtenOut(plainWords(written))
    const entry = { area, name, marked: canonicalTone(written).toLowerCase() }
    const bucket = made.get(name[0]!)
    if (bucket) bucket.push(entry)
    else made.set(name[0]!, [entry])
  }
  for (const area of areaFacts().all) add(area, area.name)
  for (const [code, variants] of nameVariants()) {
    for (const { name, on } of variants) {
      const area = areaAsOf(code, on)
      if (area) add(area, name)
    }
  }
  return made
}

const plainWords = (text: string): string[] => syllables(text).map((word) => word.replace(/^0+(?=\d)/, ''))

/** A lone letter inside a name ("Ea H'Leo") is read as the query reads it, or typing the name exactly would miss it. */
const writtenOut = (name: readonly string[]): string[] => name.flatMap((word, i) => (i < name.length - 1 ? shortForms[word] ?? [word] : [word]))

const shortForms: Readonly<Record<string, readonly string[]>> = {
  tp: ['thanh', 'pho'], tx: ['thi', 'xa'], tt: ['thi', 'tran'], p: ['phuong'], f: ['phuong'], q: ['quan'], h: ['huyen'], x: ['xa'], t: ['tinh'],
  hcm: ['ho', 'chi', 'minh'], tphcm: ['thanh', 'pho', 'ho', 'chi', 'minh'], hn: ['ha', 'noi'], tth: ['thua', 'thien', 'hue'], brvt: ['ba', 'ria', 'vung', 'tau'],
}

/** The plain words of a query, short forms written out; a short form that is the last word may still be the start of a name and stays. */
function queryWords(text: string): string[] {
  if (levelOfCode(text.trim())) return areaFacts().byCode.has(text.trim()) ? plainWords(areaFacts().byCode.get(text.trim())!.at(-1)!.name) : []
  const words = syllables(text).flatMap((word) => word.match(/^([pqf])(\d+)$/)?.slice(1) ?? [word])
  return words.flatMap((word, i) => (shortForms[word] && (word.length > 2 || i < words.length - 1) ? shortForms[word] : [word.replace(/^0+(?=\d)/, '')]))
}
