import { areaAsOf, fullAreaName, levelOfCode, searchAreas, successorsOf } from '../areas/index.ts'
import type { PlainDate } from '../../platform/index.ts'
import { refuse } from './refusals.ts'

/** Where to search: units of today, and how an old or typed name led to them. */
export interface SearchedPlaces {
  readonly codes: readonly string[]
  /** 'Xã An Hội (cũ) → Phường An Hội, tỉnh Vĩnh Long', one line a unit that is not called as typed. */
  readonly led: readonly string[]
}

const lastDayBeforeReform = '2025-06-30'
/** More units than this are no place any more. */
const mostUnits = 12

/** A code of today, a code of before 01/07/2025, or a name of either time; refuses what names no commune or province. */
export function placesOf(typed: string, today: PlainDate): SearchedPlaces {
  const text = typed.trim()
  if (levelOfCode(text)) {
    if (areaAsOf(text, today)) return { codes: [text], led: [] }
    const old = successorsOf(text, lastDayBeforeReform, today)
    if (!old || old.areas.length === 0) refuse('population.place-unknown', { field: 'commune' })
    return { codes: old.areas.map((area) => area.code), led: [`${fullAreaName(text, lastDayBeforeReform)} → ${old.areas.map((area) => fullAreaName(area.code, today)).join('; ')}`] }
  }
  const hits = searchAreas(text, { on: today, limit: mostUnits }).filter(({ area }) => area.level !== 'district')
  const named = hits.filter(({ via }) => via === null)
  const best = named.length > 0 && hits[0]!.via === null ? named : hits
  if (best.length === 0) refuse('population.place-unknown', { field: 'commune' })
  return { codes: best.map(({ area }) => area.code), led: best.flatMap(({ via, fullName }) => (via ? [`${via.fullName} → ${fullName}`] : [])) }
}
