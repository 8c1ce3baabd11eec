/** Where synthetic people live and were born: real communes of today and the units they were formed from on 2025-07-01. */
import { areaAsOf, areaFigures, communesOf, fullAreaName, predecessorsOf, reform2025, withKind } from '../src/foundations/areas/index.ts'
import type { PlainDate } from '../src/kernel/plain-date.ts'
import { addDays } from '../src/kernel/plain-date.ts'
import { demoCommunes, demoProvince } from './cast-organisations.ts'

/** A commune as it was until the day before the reform. */
export type OldCommune = {
  code: string
  /** Commune code of today. */
  area: string
  /** Two-digit code of the province of the 63. */
  oldProvince: string
  /** "Xã Long Phước, huyện Long Hồ, tỉnh Vĩnh Long" */
  text: string
  /** False when the same code is in force again, for a unit of today. */
  codeClosed: boolean
}

export type Commune = {
  code: string
  name: string
  /** "Xã Long Hồ, tỉnh Vĩnh Long", the form used since the reform. */
  text: string
  urban: boolean
  /** Approximate; a weight, never a count. */
  population: number
  oldCommunes: OldCommune[]
}

export type Places = { province: string; communes: Commune[] }

const lastOldDay = addDays(reform2025, -1)

/**
 * Every commune of one province (two digits) on the day, with the old communes that went wholly or partly into it.
 * Refuses a code that is no province that day. Communes whose figure is missing or visibly cut weigh 25,000 people.
 */
export function provincePlaces(province: string, on: PlainDate): Places {
  if (areaAsOf(province, on)?.level !== 'province') throw new Error(`No province ${province} on ${on}: use one of the 34 two-digit codes`)
  const communes = communesOf(province, on).map((area): Commune => {
    const population = areaFigures(area.code)?.population ?? 0
    return {
      code: area.code, name: withKind(area), text: fullAreaName(area.code, on), urban: area.kind === 'ward',
      population: population >= 8_000 ? population : 25_000, oldCommunes: oldCommunesOf(area.code, on),
    }
  })
  return { province, communes }
}

/** The communes people live in: those asked for, else the eight of the demo, else all of the province for a large population. */
export function communesToFill(places: Places, people: number, asked?: readonly string[]): Commune[] {
  const wanted = asked ?? (people > 100_000 ? undefined : defaultCommunes(places))
  if (wanted === undefined) return places.communes
  return wanted.map((code) => {
    const commune = places.communes.find((candidate) => candidate.code === code)
    if (commune === undefined) throw new Error(`Commune ${code} is not in province ${places.province} today`)
    return commune
  })
}

function defaultCommunes(places: Places): readonly string[] {
  return places.province === demoProvince.code ? demoCommunes : places.communes.slice(0, 8).map((commune) => commune.code)
}

function oldCommunesOf(code: string, on: PlainDate): OldCommune[] {
  return predecessorsOf(code, on)
    .filter(({ area, share }) => area.to === reform2025 && share !== 'part-area' && share !== 'unincorporated')
    .map(({ area }) => ({
      code: area.code, area: code, text: fullAreaName(area.code, lastOldDay), codeClosed: areaAsOf(area.code, on) === undefined,
      oldProvince: areaAsOf(areaAsOf(area.parent!, lastOldDay)!.parent!, lastOldDay)!.code,
    }))
}
