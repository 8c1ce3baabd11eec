import type { PlainDate } from '../../kernel/plain-date.ts'
import { type Area, withKind } from './area.ts'
import { areaFacts, readAreaFile, type Share } from './area-facts.ts'
import { areaAsOf, fullNameOf, lastDayOf } from './areas-as-of.ts'
import { parseCsv } from './csv.ts'
import { predecessorsOf } from './succession.ts'

/** A name under which the land of a unit, or a part of it, was known before. */
export interface OldName {
  readonly area: Area
  /** 'Xã Mỹ Hưng' */
  readonly name: string
  /** 'Xã Mỹ Hưng, huyện Quảng Hòa, tỉnh Cao Bằng', as it stood on its last day. */
  readonly fullName: string
  /** The last day of that name. */
  readonly until: PlainDate
  readonly share: Share
}

let variants: ReadonlyMap<string, readonly { name: string; on: PlainDate }[]> | undefined

/** Other spellings of a unit's name that older registers carry ('Phó Bảng' for Phố Bảng), by the code as it stood on that day. */
export function nameVariants(): ReadonlyMap<string, readonly { name: string; on: PlainDate }[]> {
  if (!variants) {
    const all = new Map<string, { name: string; on: PlainDate }[]>()
    for (const row of parseCsv(readAreaFile('name-variants.csv'))) {
      all.set(row['code']!, [...(all.get(row['code']!) ?? []), { name: row['name']!, on: row['on']! }])
    }
    variants = all
  }
  return variants
}

/**
 * The earlier names of the unit that bears the code on the day `on` and of all units that went into it, newest first.
 * Goes back through every change in data/areas; empty for a unit that never changed.
 */
export function oldNamesOf(code: string, on: PlainDate = '9999-12-31'): OldName[] {
  const area = areaAsOf(code, on)
  if (!area) return []
  const names = earlier(area).flatMap(({ area: old, share }) => [asOldName(old, share), ...spellings(old, share)])
  const seen = new Set([withKind(area)])
  return names.toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0))
    .filter((one) => (seen.has(one.fullName) || one.fullName === withKind(area) ? false : seen.add(one.fullName)))
}

function earlier(area: Area): { area: Area; share: Share }[] {
  const before = renamedFrom(area) ?? predecessorsOf(area.code, lastDayOf(area))
  return before.flatMap(({ area: old, share }) => [{ area: old, share }, ...earlier(old).map((one) => ({ area: one.area, share: one.share === 'whole' ? share : one.share }))])
}

/** After 2025-07-01 a new row under the same code is the same unit under another name or kind. */
function renamedFrom(area: Area): { area: Area; share: Share }[] | undefined {
  if (area.from === null || area.from <= '2025-07-01') return undefined
  const row = areaFacts().byCode.get(area.code)!.find((one) => one.to === area.from)
  return row && [{ area: row, share: 'retyped' }]
}

function asOldName(area: Area, share: Share): OldName {
  const until = lastDayOf(area)
  return { area, name: withKind(area), fullName: fullNameOf(area, until), until, share }
}

function spellings(area: Area, share: Share): OldName[] {
  const until = lastDayOf(area)
  return (nameVariants().get(area.code) ?? []).filter((one) => one.on <= until && (area.from === null || area.from <= one.on))
    .map((one) => asOldName({ ...area, name: one.name }, share))
}
