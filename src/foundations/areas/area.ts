import type { PlainDate } from '../../kernel/plain-date.ts'

/** Until 2025-06-30 three levels; from 2025-07-01 two, without districts (NQ 202/2025/QH15). */
export type AreaLevel = 'province' | 'district' | 'commune'

export type AreaKind =
  | 'province' | 'municipality'
  | 'urban-district' | 'rural-district' | 'town' | 'provincial-city'
  | 'commune' | 'ward' | 'township' | 'special-zone'

/** The word Vietnamese puts before the name of a unit of each kind. */
export const kindWords: Readonly<Record<AreaKind, string>> = {
  'province': 'Tỉnh', 'municipality': 'Thành phố',
  'urban-district': 'Quận', 'rural-district': 'Huyện', 'town': 'Thị xã', 'provincial-city': 'Thành phố',
  'commune': 'Xã', 'ward': 'Phường', 'township': 'Thị trấn', 'special-zone': 'Đặc khu',
}

/**
 * An administrative unit over one stretch of time under one name, kind and parent. A code alone is no unit: 00004 was
 * phường Trúc Bạch until 2025-06-30 and is phường Ba Đình since, so every question names a date.
 */
export interface Area {
  /** 2 digits province, 3 district, 5 commune (QĐ 124/2004/QĐ-TTg; from 2025-07-01 QĐ 19/2025/QĐ-TTg). */
  readonly code: string
  readonly level: AreaLevel
  readonly kind: AreaKind
  /** The name without the word of its kind: 'Ba Tri'. */
  readonly name: string
  /** Code of the unit it lies in; null for a province. */
  readonly parent: string | null
  /** First day; null when it began before our earliest source (2022). */
  readonly from: PlainDate | null
  /** First day it no longer held; null while it holds. */
  readonly to: PlainDate | null
  /** Key of the legal text that made this row, see `legalBasisOf`; null when it is older than our sources. */
  readonly basis: string | null
}

/** The day the two-level administration began: NQ 202/2025/QH15 and the 34 resolutions on communes. */
export const reform2025: PlainDate = '2025-07-01'

/** The area with the word of its kind: 'Xã Ba Tri', 'Phường 1', 'Tỉnh Vĩnh Long'. */
export const withKind = (area: Area): string => `${kindWords[area.kind]} ${area.name}`

/** The same in the middle of a sentence: 'xã Ba Tri'. */
export function inSentence(area: Area): string {
  const words = withKind(area)
  return words[0]!.toLowerCase() + words.slice(1)
}

export const holdsOn = (area: Area, on: PlainDate): boolean => (area.from === null || area.from <= on) && (area.to === null || on < area.to)

/** Tells the level of a code by its length; undefined when it is no unit code at all. */
export function levelOfCode(code: string): AreaLevel | undefined {
  if (!/^\d+$/.test(code)) return undefined
  return code.length === 2 ? 'province' : code.length === 3 ? 'district' : code.length === 5 ? 'commune' : undefined
}
