import type { PlainDate } from '../../kernel/plain-date.ts'
import { type Area, holdsOn, reform2025 } from './area.ts'
import { areaFacts, type Merge, type Share } from './area-facts.ts'
import { areaAsOf, childrenOf, lastDayOf } from './areas-as-of.ts'

/**
 * Where the people of an old unit live now.
 * - `same`: the unit itself, perhaps renamed or of another kind;
 * - `one`: it went into one other unit, so the answer may be filled in;
 * - `several`: it was divided, or our sources do not say which: ask the person or the officer.
 */
export interface Succession {
  readonly kind: 'same' | 'one' | 'several'
  readonly areas: readonly Area[]
  /** Units that took land but nobody living there. */
  readonly landOnly: readonly Area[]
  /** `guess`: only the district of the old unit is known (communes abolished between 2023 and 2025), `areas` are the candidates. */
  readonly certainty: 'sure' | 'guess'
}

export interface Predecessor {
  readonly area: Area
  readonly share: Share
  readonly note: string
}

const endOfTime: PlainDate = '9999-12-31'
const landOnlyShares: ReadonlySet<Share> = new Set(['part-area', 'unincorporated'])
const sameShares: ReadonlySet<Share> = new Set(['unchanged', 'renamed', 'retyped'])

/**
 * What the unit that bore `oldCode` on the day `asOf` became by the day `on` (the latest state when not given).
 * Undefined when no unit bore the code that day. Source: data/areas/merges-2025.csv for the reform of 2025-07-01,
 * the history of the code itself for the other days.
 */
export function successorsOf(oldCode: string, asOf: PlainDate, on: PlainDate = endOfTime): Succession | undefined {
  const area = areaAsOf(oldCode, asOf)
  return area && follow(area, on)
}

/** The same for a row already in hand. */
export function follow(area: Area, on: PlainDate): Succession {
  if (area.to === null || on < area.to) return same(area)
  const next = step(area)
  const followed = next.areas.map((one) => follow(one, on))
  return {
    kind: next.kind !== 'several' && followed[0] ? stronger(next.kind, followed[0].kind) : 'several',
    areas: distinct(followed.flatMap((one) => one.areas)),
    landOnly: distinct(next.landOnly.flatMap((one) => follow(one, on).areas)),
    certainty: [next, ...followed].some((one) => one.certainty === 'guess') ? 'guess' : 'sure',
  }
}

/** What went into the unit that bears `code` on the day `on`: the units of 2025-06-30, or the row before under the same code. */
export function predecessorsOf(code: string, on: PlainDate = endOfTime): Predecessor[] {
  const area = areaAsOf(code, on)
  if (!area || area.from === null) return []
  const { mergesByNew, provinceMerges } = areaFacts()
  if (area.from > reform2025) return predecessorsOf(code, lastDayBefore(area))
  if (area.from < reform2025) {
    const before = areaFacts().byCode.get(code)!.find((row) => row.to === area.from)
    return before ? [{ area: before, share: 'whole', note: '' }] : []
  }
  const last = (old: string) => areaAsOf(old, lastDayBefore(area))
  if (area.level === 'province') {
    return provinceMerges.filter((merge) => merge.newCode === code)
      .flatMap((merge) => last(merge.oldCode) ?? []).map((old) => ({ area: old, share: 'whole', note: '' }))
  }
  return (mergesByNew.get(code) ?? []).flatMap((merge) => {
    const old = last(merge.oldCode)
    return old ? [{ area: old, share: merge.share, note: merge.note }] : []
  })
}

/** One change: the end of this row. */
function step(area: Area): Succession {
  const day = area.to!
  const { byCode, mergesByOld, provinceMerges } = areaFacts()
  if (day === reform2025 && area.level === 'province') {
    const merge = provinceMerges.find((one) => one.oldCode === area.code)!
    return one(areaAsOf(merge.newCode, day)!)
  }
  const merges = mergesByOld.get(area.code) ?? []
  if (day === reform2025 && area.level === 'commune') return byMerges(merges, day)
  if (day === reform2025) return districtOf2025(area, merges, day)
  const nextRow = byCode.get(area.code)!.find((row) => row.from === day)
  if (!nextRow) return candidates(area, day)
  return nextRow.name === area.name ? same(nextRow) : one(nextRow)
}

function byMerges(merges: readonly Merge[], day: PlainDate): Succession {
  const unit = (merge: Merge) => areaAsOf(merge.newCode, day)!
  const people = merges.filter((merge) => !landOnlyShares.has(merge.share))
  const landOnly = merges.filter((merge) => landOnlyShares.has(merge.share)).map(unit)
  const areas = people.map(unit)
  const kind = areas.length > 1 ? 'several' : people[0] && sameShares.has(people[0].share) ? 'same' : 'one'
  return { kind, areas, landOnly, certainty: 'sure' }
}

/** Districts ended on 2025-07-01: five island districts became special zones, the others live on in the communes of their communes. */
function districtOf2025(district: Area, merges: readonly Merge[], day: PlainDate): Succession {
  const zone = merges.filter((merge) => merge.share === 'district')
  if (zone.length > 0) return byMerges(zone, day)
  const areas = distinct(childrenOf(district.code, lastDayOf(district)).flatMap((commune) => step(commune).areas))
  return { kind: areas.length === 1 ? 'one' : 'several', areas, landOnly: [], certainty: 'sure' }
}

/** A unit that ended before 2025 with no successor in our sources: the units that the same district was made of the day after. */
function candidates(area: Area, day: PlainDate): Succession {
  const before = lastDayOf(area)
  if (area.level === 'district') {
    const heirs = distinct(childrenOf(area.code, before)
      .flatMap((commune) => areaAsOf(commune.code, day)?.parent ?? []).flatMap((code) => areaAsOf(code, day) ?? []))
    return { kind: heirs.length === 1 ? 'one' : 'several', areas: heirs, landOnly: [], certainty: 'guess' }
  }
  const district = areaAsOf(area.parent!, before)
  const now = district && (holdsOn(district, day) ? [district] : (district.to === day ? step(district).areas : []))
  const areas = (now ?? []).flatMap((one) => (one.level === 'commune' ? [one] : childrenOf(one.code, day)))
  return { kind: 'several', areas, landOnly: [], certainty: 'guess' }
}

const same = (area: Area): Succession => ({ kind: 'same', areas: [area], landOnly: [], certainty: 'sure' })
const one = (area: Area): Succession => ({ kind: 'one', areas: [area], landOnly: [], certainty: 'sure' })
const distinct = (areas: readonly Area[]): Area[] => [...new Set(areas)]
const lastDayBefore = (area: Area): PlainDate => lastDayOf({ ...area, to: area.from })

function stronger(first: Succession['kind'], second: Succession['kind']): Succession['kind'] {
  if (first === 'several' || second === 'several') return 'several'
  return first === 'one' || second === 'one' ? 'one' : 'same'
}

