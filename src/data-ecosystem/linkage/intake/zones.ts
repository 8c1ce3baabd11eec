export type PairZone = 'automatic' | 'review' | 'reject'

/** Why a line falls into its zone, with what is said of it; what speaks against the likeliest person stands first. */
export const zoneReasons = {
  'other-gender': { vi: 'khác giới tính', en: 'different genders' },
  'other-number': { vi: 'số giấy tờ khác nhau', en: 'different numbers' },
  'two-fit': { vi: 'có hai người cùng đủ điểm tự khớp', en: 'two people would match by themselves' },
  'not-sure': { vi: 'điểm nằm giữa hai ngưỡng', en: 'the weight lies between the thresholds' },
  'sure': { vi: 'đủ điểm, không có gì nói ngược lại', en: 'enough weight, and nothing speaks against it' },
  'nobody': { vi: 'không ai đạt ngưỡng dưới', en: 'nobody reaches the lower threshold' },
} as const
export type ZoneReason = keyof typeof zoneReasons

/** What is judged of a pair: its weight, and the two comparisons that may speak against it whatever it weighs. */
export interface JudgedPair {
  readonly weight: number
  readonly levels: { readonly gender: number; readonly number: number }
}

export interface Judged {
  readonly zone: PairZone
  /** Never empty. */
  readonly reasons: readonly ZoneReason[]
}

/**
 * Which zone the likeliest person of a line falls into, and why. A pair is a match by itself from the upper threshold on, unless something speaks against it
 * (another sex, another personal number) or another person would match by itself too (twins, one person recorded twice): then people look.
 */
export function judgeLine(candidates: readonly JudgedPair[], { lower, upper }: { readonly lower: number; readonly upper: number }): Judged {
  const [best, second] = candidates
  if (!best || best.weight < lower) return { zone: 'reject', reasons: ['nobody'] }
  const against: ZoneReason[] = []
  if (best.levels.gender === 0) against.push('other-gender')
  if (best.levels.number === 0) against.push('other-number')
  if (second && second.weight >= upper) against.push('two-fit')
  if (best.weight < upper) against.push('not-sure')
  return against.length > 0 ? { zone: 'review', reasons: against } : { zone: 'automatic', reasons: ['sure'] }
}

export const zoneOf = (candidates: readonly JudgedPair[], borders: { readonly lower: number; readonly upper: number }): PairZone => judgeLine(candidates, borders).zone
