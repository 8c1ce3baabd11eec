import { areaAsOf, fullAreaName, provinceOf, successorsOf } from '../../areas/index.ts'
import { addDays, todayAt, type Instant, type PlainDate } from '../../../kernel/plain-date.ts'

/** What is to be done with the stored addresses of one code and province. */
export interface AddressPlan {
  readonly area: string
  readonly province: string
  /** Only rows recorded before this moment mean the old unit: the code was given to another one. Null: all of them. */
  readonly before: Instant | null
  /** In words, as it was. */
  readonly oldText: string
  /** The one unit its people live in now. */
  readonly to: { readonly area: string; readonly province: string; readonly from: PlainDate } | null
  /** The units it was divided into; empty where our sources do not know. */
  readonly candidates: readonly string[]
}

/** Days on which an old code is looked up when the day of recording does not know it: the last of the old order, then our earlier sources. */
const oldDays: readonly PlainDate[] = ['2025-06-30', '2025-03-01', '2024-12-31', '2023-12-31', '2023-01-01']

/**
 * Pure: whether the addresses of this code and province, the first of them recorded at `first`, still name what the unit is
 * called on `on`, and if not where they lie then. Undefined: nothing to do. A code without a unit, one that lies in another
 * province than was stored, and one that was given to a unit younger than the record mean the older unit.
 */
export function addressPlan(stored: { readonly area: string; readonly province: string; readonly first: Instant }, on: PlainDate): AddressPlan | undefined {
  const { area, province, first } = stored
  const unit = areaAsOf(area, on)
  const younger = unit?.level === 'commune' && unit.from !== null && todayAt(first) < unit.from && provinceOf(area, on)?.code === province
  if (unit?.level === 'commune' && provinceOf(area, on)?.code === province && !younger) return undefined
  const day = dayOf(area, province, todayAt(first), younger ? addDays(unit.from!, -1) : null)
  const old = day && areaAsOf(area, day)
  if (!old || !day) return { area, province, before: null, oldText: area, to: null, candidates: [] }
  const next = successorsOf(area, day, on)
  const before = younger ? `${addDays(unit.from!, -1)}T17:00:00.000Z` : null
  const common = { area, province, before, oldText: fullAreaName(area, day) }
  const units = (next?.areas ?? []).filter((each) => each.level === 'commune')
  if (next?.kind === 'several' || units.length !== 1) return { ...common, to: null, candidates: units.map((each) => each.code) }
  const target = units[0]!
  const to = { area: target.code, province: provinceOf(target.code, on)!.code, from: later(target.from, old.to) }
  return to.area === area && to.province === province ? undefined : { ...common, to, candidates: [] }
}

/** A day on which a unit of this province bore the code. */
function dayOf(area: string, province: string, recorded: PlainDate, before: PlainDate | null): PlainDate | undefined {
  const days = [...(before ? [before] : []), recorded, ...oldDays]
  return days.find((day) => areaAsOf(area, day)?.level === 'commune' && provinceOf(area, day)?.code === province) ?? days.find((day) => areaAsOf(area, day)?.level === 'commune')
}

const later = (a: PlainDate | null, b: PlainDate | null): PlainDate => [a, b].filter((day): day is PlainDate => day !== null).sort().at(-1) ?? '2025-07-01'
