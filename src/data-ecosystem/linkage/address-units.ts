import { areaName, chainOf, communesOf, oldNamesOf, provincesOn, type Share } from '../../foundations/areas/index.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { canonicalTone, plainKey } from '../../kernel/vietnamese-text.ts'
import { repairText } from './repair.ts'

/** Where the unit named in an address lies today. The raw text stays with whoever asks. */
export interface AddressUnits {
  /** Communes of today it may mean, by code; empty when no unit was recognised. */
  readonly communes: readonly string[]
  /** `current`: named as today; `old`: by an earlier name; `none`: not recognised, or only a district or province was written. */
  readonly named: 'current' | 'old' | 'none'
  /** What stands before the unit: house, hamlet. */
  readonly detail: string
}

interface Known {
  readonly code: string
  readonly current: boolean
  /** Names, without marks and kind, of the units it lay in under that name, and of the province of today. */
  readonly within: ReadonlySet<string>
  readonly kind: Kind
  /** The name with its marks, lower case, one tone style. */
  readonly marked: string
}
type Kind = 'xa' | 'phuong' | 'thi tran' | 'dac khu'

const landOnly: ReadonlySet<Share> = new Set(['part-area', 'unincorporated'])
/** Words before a unit, as lists write them. The longer ones first. */
const communeWords: readonly (readonly [RegExp, Kind])[] = [[/^(?:thi tran|ttr?)[ .]+/, 'thi tran'], [/^dac khu[ .]+/, 'dac khu'], [/^(?:phuong|ph|p|f)(?:[ .]+|(?=\d))/, 'phuong'], [/^(?:xa|x)[ .]+/, 'xa']]
const districtWords = /^(?:huyen|h|quan|q|thi xa|tx|thanh pho|t ?p)(?:[ .]+|(?=\d))/
const provinceWords = /^(?:tinh|t|thanh pho|t ?p)[ .]+/
const hamletWords = /^(?:so|ap|thon|khom|khu pho|kp|to|to dan pho|duong|ngo|hem|ban|buon|lang|xom|doi|khu|nha)[ .\d]/

let known: { readonly on: PlainDate; readonly byName: ReadonlyMap<string, readonly Known[]> } | undefined
const answers = new Map<string, Omit<AddressUnits, 'detail'>>()

/**
 * The communes of today that an address of any time may mean, old names and districts included: a commune that was divided, and a name several
 * communes bore, answer with all of them; nothing is chosen. A part of the text with a district or province narrows the set.
 */
export function addressUnits(raw: string, on: PlainDate): AddressUnits {
  const said = raw.replace(/\([^)]*\)/g, ' ')
  const parts = partsOf(said)
  // As it stands first: names of other peoples look like keystrokes ("Noong Hẹt"). Only what is then unknown is repaired.
  for (const spelling of [parts, partsOf(repairText(said).text), parts.map(repaired)].filter((each) => each.length === parts.length)) {
    const plain = spelling.map(plainKey)
    for (let at = 0; at < parts.length; at++) {
      const found = unitsOf(plain[at]!, markedOf(spelling[at]!), plain.slice(at + 1), on)
      if (found) return { ...found, detail: parts.slice(0, at).join(', ') }
    }
  }
  return { communes: [], named: 'none', detail: parts.join(', ') }
}

function unitsOf(part: string, marked: string, after: readonly string[], on: PlainDate): Omit<AddressUnits, 'detail'> | null {
  const key = `${on}|${marked}|${after.join('|')}`
  const kept = answers.get(key)
  if (kept) return kept.named === 'none' ? null : kept
  const found = lookUp(part, marked, after, on)
  if (answers.size < 200_000) answers.set(key, found ?? { communes: [], named: 'none' })
  return found
}

function lookUp(part: string, marked: string, after: readonly string[], on: PlainDate): Omit<AddressUnits, 'detail'> | null {
  const word = communeWords.find(([pattern]) => pattern.test(part))
  const name = tidy(word ? part.replace(word[0], '') : part)
  // A bare name may be a commune; a part that says it is a house, a hamlet or a district is none.
  if (!word && (hamletWords.test(part) || districtWords.test(part) || provinceWords.test(part) || after.length === 0)) return null
  const around = after.map((each) => [tidy(each.replace(districtWords, '')), tidy(each.replace(provinceWords, '')), tidy(each)])
  const fits = (names(on).get(name) ?? []).filter((each) => around.every((spellings) => spellings.some((spelling) => each.within.has(spelling))))
  // Written with its marks, a name is that name; many xã have become phường, so a wrong word hides nothing and the right one goes first.
  const best = preferred(preferred(fits, (each) => marked.endsWith(each.marked)), (each) => each.kind === word?.[1])
  if (best.length === 0) return null
  return { communes: [...new Set(best.map((each) => each.code))].toSorted(), named: best.some((each) => each.current) ? 'current' : 'old' }
}

const partsOf = (text: string): string[] => text.split(/[,;]|\s[-–]\s/).map((part) => part.trim()).filter((part) => part !== '')

/** A short form before a name is no word: 'T. BÕn Tre' → 'T. Bến Tre'. */
function repaired(part: string): string {
  const short = /^\p{L}{1,3}\.\s*/u.exec(part)?.[0] ?? ''
  return short + repairText(part.slice(short.length)).text
}

const preferred = (list: readonly Known[], wanted: (each: Known) => boolean): readonly Known[] => {
  const some = list.filter(wanted)
  return some.length > 0 ? some : list
}

const markedOf = (text: string): string => canonicalTone(text).toLowerCase().replace(/[.'’]/g, ' ').replace(/\s+/g, ' ').trim()
const tidy = (text: string): string => text.replace(/[.'’]/g, ' ').replace(/\s+/g, ' ').trim().replace(/^0+(?=\d)/, '')

/** Every name a commune of that day bears or bore, made once a day. */
function names(on: PlainDate): ReadonlyMap<string, readonly Known[]> {
  if (known?.on === on) return known.byName
  const byName = new Map<string, Known[]>()
  const add = (name: string, unit: Known): void => {
    const key = tidy(plainKey(name))
    const bucket = byName.get(key)
    if (bucket) bucket.push(unit)
    else byName.set(key, [unit])
  }
  for (const province of provincesOn(on)) {
    const provinceName = tidy(plainKey(province.name))
    for (const commune of communesOf(province.code, on)) {
      add(commune.name, { code: commune.code, current: true, within: new Set([provinceName]), kind: kindOf(areaName(commune.code, on)), marked: markedOf(commune.name) })
      for (const old of oldNamesOf(commune.code, on)) {
        if (old.area.level !== 'commune' || landOnly.has(old.share)) continue
        const above = chainOf(old.area, old.until).slice(1).map((unit) => tidy(plainKey(unit.name)))
        add(old.area.name, { code: commune.code, current: false, within: new Set([...above, provinceName]), kind: kindOf(old.name), marked: markedOf(old.area.name) })
      }
    }
  }
  known = { on, byName }
  return byName
}

function kindOf(withKind: string): Kind {
  const plain = plainKey(withKind)
  return plain.startsWith('phuong') ? 'phuong' : plain.startsWith('thi tran') ? 'thi tran' : plain.startsWith('dac khu') ? 'dac khu' : 'xa'
}
