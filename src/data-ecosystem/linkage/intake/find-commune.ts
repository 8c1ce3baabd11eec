import { areaAsOf, areaName, levelOfCode, provincesOn, searchAreas, successorsOf } from '../../../foundations/areas/index.ts'
import { plainKey } from '../../../kernel/vietnamese-text.ts'
import type { PlainDate } from '../../../platform/index.ts'
import { addressUnits, type AddressUnits } from '../address-units.ts'

export interface FoundCommune {
  readonly code: string | null
  readonly old: boolean
  readonly warning?: 'commune-unknown' | 'commune-ambiguous'
  /** The communes of today it may be, where it may be several: nothing is chosen. */
  readonly among?: readonly string[]
}

const nothing: FoundCommune = { code: null, old: false }
const kindWord = /^(xa|phuong|thi tran|tt|p|x|thi xa|huyen|quan|tinh|thanh pho|tp|dac khu)[.\s]+/

/** The commune of today that a line means, by code or by names old or new; only when it can be one alone. `home` is the province or commune of the list's owner. Remembers its answers. */
export function communeFinder(home: string, today: PlainDate): (said: { readonly code: string; readonly commune: string; readonly district: string; readonly province: string }) => FoundCommune {
  const answers = new Map<string, FoundCommune>()
  const homeProvince = home.slice(0, 2)
  return ({ code, commune, district, province }) => {
    const key = `${code}|${plainKey(commune)}|${plainKey(district)}|${plainKey(province)}`
    let answer = answers.get(key)
    if (!answer) {
      const number = code.trim() !== '' ? code.trim() : /^\d{4,5}$/.test(commune.trim()) ? commune.trim() : ''
      answer = number !== '' ? byCode(number.padStart(5, '0'), today) : commune.trim() !== '' ? byName(commune, district, province, homeProvince, today) : nothing
      if (answers.size < 100_000) answers.set(key, answer)
    }
    return answer
  }
}

function byCode(code: string, today: PlainDate): FoundCommune {
  if (levelOfCode(code) !== 'commune') return { ...nothing, warning: 'commune-unknown' }
  if (areaAsOf(code, today)) return { code, old: false }
  const now = successorsOf(code, '2025-06-30', today)
  if (!now || now.areas.length === 0) return { ...nothing, warning: 'commune-unknown' }
  return now.areas.length === 1 ? { code: now.areas[0]!.code, old: true } : { ...nothing, warning: 'commune-ambiguous', among: now.areas.map((area) => area.code).toSorted() }
}

function byName(commune: string, district: string, province: string, homeProvince: string, today: PlainDate): FoundCommune {
  const within = province.trim() === '' ? homeProvince : provinceOfName(province, today)
  const own = plainKey(commune).replace(kindWord, '')
  const found = searchAreas([commune, district, province].filter((part) => part.trim() !== '').join(', '), { level: 'commune', on: today, ...(within ? { within } : {}), limit: 50 })
    .filter(({ area, via }) => [area.name, via?.area.name ?? ''].some((name) => plainKey(name).replace(/^0+(?=\d)/, '') === own.replace(/^0+(?=\d)/, '')))
  // A unit of today that bears the name is meant before an old one that went into another.
  const current = found.filter(({ via }) => via === null)
  const meant = district.trim() === '' && current.length > 0 ? current : found
  const codes = [...new Set(meant.map(({ area }) => area.code))]
  if (codes.length === 1) return { code: codes[0]!, old: meant.every(({ via }) => via !== null) }
  // Marks and damaged letters decide more: "Đồng Thịnh" is not "Đông Thịnh".
  const written = addressUnits([commune, district, province].filter((part) => part.trim() !== '').join(', ') + (province.trim() === '' && within ? `, ${areaName(within, today)}` : ''), today)
  return written.communes.length > 0 ? foundOf(written) : codes.length === 0 ? { ...nothing, warning: 'commune-unknown' } : { ...nothing, warning: 'commune-ambiguous', among: codes.toSorted() }
}

/** What an address written without columns of its own says of its commune. */
export const foundOf = ({ communes, named }: AddressUnits): FoundCommune =>
  communes.length === 1 ? { code: communes[0]!, old: named === 'old' } : communes.length === 0 ? nothing : { ...nothing, warning: 'commune-ambiguous', among: communes }

const provinceOfName = (text: string, today: PlainDate): string | undefined => {
  const wanted = plainKey(text).replace(kindWord, '')
  return provincesOn(today).find(({ name }) => plainKey(name) === wanted)?.code ?? searchAreas(text, { level: 'province', on: today, limit: 1 })[0]?.area.code
}

export interface AddressParts {
  readonly detail: string
  readonly commune: string
  readonly district: string
  readonly province: string
}

/** 'Số 9, Ấp 1, Xã Long Hồ, Huyện Long Hồ, Tỉnh Vĩnh Long' in its parts: what names a unit by its kind, from the end on. */
export function addressParts(text: string): AddressParts {
  const parts = text.split(/[,;]|\s-\s/).map((part) => part.trim()).filter((part) => part !== '')
  let [commune, district, province] = ['', '', '']
  while (parts.length > 0) {
    const last = plainKey(parts.at(-1)!)
    if (province === '' && commune === '' && district === '' && /^(tinh|thanh pho|tp)[.\s]/.test(last) && parts.length > 1) province = parts.pop()!
    else if (commune === '' && district === '' && /^(huyen|quan|thi xa|tx|thanh pho|tp)[.\s]/.test(last)) district = parts.pop()!
    else if (commune === '' && /^(xa|phuong|thi tran|dac khu|tt\.?|p\.?|x\.?)[.\s]/.test(last)) {
      commune = parts.pop()!
      break
    } else if (province === '' && district === '' && parts.length > 2 && isProvince(last)) province = parts.pop()!
    else break
  }
  return { detail: parts.join(', '), commune, district, province }
}

let provinceNames: ReadonlySet<string> | undefined
const isProvince = (plain: string): boolean => (provinceNames ??= new Set([...provincesOn('2025-06-30'), ...provincesOn('2025-07-01')].map(({ name }) => plainKey(name)))).has(plain)
