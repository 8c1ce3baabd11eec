export interface Share {
  readonly of: number
  readonly count: number
  readonly share: number
  /** Ends of the interval that holds the true share in 95 of 100 cases (Wilson, 1927): right also for few cases and for shares near one. */
  readonly low: number
  readonly high: number
}

/** A share with its interval; null of nothing. */
export function shareOf(count: number, of: number, z = 1.959964): Share | null {
  if (of === 0) return null
  const share = count / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return { of, count, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** Two blind answers about one row. */
export type TwoAnswers = readonly [first: string, second: string]

export interface Agreement {
  readonly agreed: Share
  /** Cohen's kappa: agreement beyond what chance brings; null where only one answer was ever given. */
  readonly kappa: number | null
}

/** How far two readers agree. Null where nothing was read twice. */
export function agreementOf(pairs: readonly TwoAnswers[]): Agreement | null {
  const agreed = shareOf(pairs.filter(([first, second]) => first === second).length, pairs.length)
  if (!agreed) return null
  const answers = [...new Set(pairs.flat())]
  const chance = answers.reduce((sum, answer) => sum + (pairs.filter(([first]) => first === answer).length / pairs.length) * (pairs.filter(([, second]) => second === answer).length / pairs.length), 0)
  return { agreed, kappa: chance >= 1 ? null : (agreed.share - chance) / (1 - chance) }
}
