import { addDays, type PlainDate } from '../../kernel/plain-date.ts'
import { refusals } from '../../kernel/refusal.ts'
import { type Area, holdsOn, inSentence, withKind } from './area.ts'
import { areaFacts } from './area-facts.ts'

const { refuse } = refusals({
  'areas.unknown-unit': {
    status: 422,
    vi: 'Không có đơn vị hành chính mã {code} vào ngày {date}.',
    en: 'There is no administrative unit {code} on {date}.',
    next: 'Chọn xã, phường theo tên trong danh sách.',
  },
})

/** The unit that bore this code on that day; undefined when none did. */
export function areaAsOf(code: string, on: PlainDate): Area | undefined {
  return areaFacts().byCode.get(code)?.find((area) => holdsOn(area, on))
}

/** The same, refusing a code that no unit bore that day. `field` names the place in the form. */
export function getArea(code: string, on: PlainDate, field?: string): Area {
  return areaAsOf(code, on) ?? refuse('areas.unknown-unit', { vars: { code, date: on }, ...(field ? { field } : {}) })
}

/** The unit it lay in on that day: district or province; undefined for a province or an unknown unit. */
export function parentOf(code: string, on: PlainDate): Area | undefined {
  const parent = areaAsOf(code, on)?.parent
  return parent == null ? undefined : areaAsOf(parent, on)
}

/** The province of a unit on that day (the province itself for a province). */
export function provinceOf(code: string, on: PlainDate): Area | undefined {
  let area = areaAsOf(code, on)
  while (area && area.parent !== null) area = areaAsOf(area.parent, on)
  return area
}

/** The units a unit lay in on that day, itself first, the province last. */
export function chainOf(area: Area, on: PlainDate): Area[] {
  const chain = [area]
  for (let parent = area.parent; parent !== null;) {
    const next = areaAsOf(parent, on)
    if (!next) break
    chain.push(next)
    parent = next.parent
  }
  return chain
}

/** All provinces of that day by code: 63 until 2025-06-30, 34 since. */
export function provincesOn(on: PlainDate): Area[] {
  return areaFacts().all.filter((area) => area.level === 'province' && holdsOn(area, on))
}

/** The units directly inside a unit on that day: districts of an old province, communes of a new one or of a district. */
export function childrenOf(code: string, on: PlainDate): Area[] {
  return (areaFacts().byParent.get(code) ?? []).filter((area) => holdsOn(area, on))
}

/** All communes of a province on that day, through its districts while there were districts. */
export function communesOf(provinceCode: string, on: PlainDate): Area[] {
  return childrenOf(provinceCode, on).flatMap((child) => (child.level === 'commune' ? [child] : childrenOf(child.code, on)))
}

/** Is the unit the other one, or inside it, on that day? Unknown units are inside nothing. */
export function isWithin(code: string, ancestorCode: string, on: PlainDate): boolean {
  const area = areaAsOf(code, on)
  return area !== undefined && chainOf(area, on).some((unit) => unit.code === ancestorCode)
}

/** 'Xã Ba Tri'; '(mã 00001)' when no unit bore the code that day, so that a page never breaks on an old code. */
export function areaName(code: string, on: PlainDate): string {
  const area = areaAsOf(code, on)
  return area ? withKind(area) : `(mã ${code})`
}

/** 'Xã Ba Tri, tỉnh Vĩnh Long'; with the district while there were districts. */
export function fullAreaName(code: string, on: PlainDate): string {
  const area = areaAsOf(code, on)
  return area ? fullNameOf(area, on) : `(mã ${code})`
}

export function fullNameOf(area: Area, on: PlainDate): string {
  return chainOf(area, on).map((unit, i) => (i === 0 ? withKind(unit) : inSentence(unit))).join(', ')
}

/** The last day this row held; the end of time while it still holds. */
export const lastDayOf = (area: Area): PlainDate => (area.to === null ? '9999-12-31' : addDays(area.to, -1))
