/**
 * Rates of the household model. Marital shares and spouses' ages follow data/population/headlines.csv; the rest is our
 * estimate, and the weights of head ages were fitted (calibrate.ts) so that the people of all households together
 * resemble age-sex-2026-projection.csv.
 */
import { Weighted } from './prng.ts'
import type { Prng } from './prng.ts'

export const daysPerYear = 365.2425
/** A mother is at least 18 and at most 42 at a birth; a year of margin for dates recorded as 1 January. */
export const motherAge = { min: 19.05, max: 41.9 } as const
/** Boys among births: 111.5 to 100 girls (2019 census). */
export const shareOfBoys = 0.527

/** Ages 18–22, 23–27 … 83–87, 88+: share of heads. */
export const headBands: readonly number[] = [18, 23, 28, 33, 38, 43, 48, 53, 58, 63, 68, 73, 78, 83, 88]
export const headBandWeights: readonly number[] = [0.4, 6.3, 8.2, 14.6, 12.7, 12.5, 11.1, 9.7, 8.1, 6.4, 5.2, 2.8, 1.1, 0.4, 0.5]

/** Step function: value of the last step whose age is not above `age`. */
function stepped(steps: readonly (readonly [number, number])[]): (age: number) => number {
  return (age) => {
    let value = 0
    for (const [from, rate] of steps) {
      if (age < from) break
      value = rate
    }
    return value
  }
}

export const headIsMarried = stepped([[18, 0], [20.2, 0.3], [23, 0.5], [28, 0.75], [33, 0.85], [60, 0.76], [68, 0.55], [75, 0.38], [80, 0.22]])
export const unmarriedHeadIsWidowed = stepped([[18, 0.01], [40, 0.3], [60, 0.7], [70, 0.92]])
export const unmarriedHeadIsDivorced = stepped([[18, 0.03], [30, 0.3], [60, 0.12], [70, 0.03]])
export const childIsAtHome = stepped([[0, 0.995], [16, 0.94], [20, 0.72], [25, 0.5], [30, 0.3], [35, 0.2], [45, 0.14]])
export const childAtHomeIsMarried = stepped([[0, 0], [20, 0.14], [25, 0.52], [30, 0.78], [40, 0.78]])
export const parentLivesWithHead = stepped([[0, 0], [20, 0.17], [60, 0.08], [72, 0]])
/** Chance that a mother of this age is still alive; fathers count six years more. Rough. */
export const parentIsAlive = stepped([[0, 0.99], [60, 0.92], [70, 0.75], [78, 0.45], [84, 0.2], [90, 0.06], [98, 0]])

/** Husband's age minus wife's, years: 12 % same age, 72 % husband older, 16 % wife older (registrations 2021–2023). */
const spouseGap = new Weighted<number>([[-5, 2], [-3, 3], [-2, 4], [-1, 7], [0, 12], [1, 12], [2, 12], [3, 10], [4, 9], [5, 8], [6, 7], [8, 6], [10, 5], [13, 3]])

export function husbandOlderByDays(prng: Prng): number {
  return Math.round((spouseGap.draw(prng) + prng.real() - 0.5) * daysPerYear)
}

type Cohort = { until: number; children: Weighted<number> }
const cohorts: readonly Cohort[] = [
  { until: 1950, children: new Weighted([[2, 1], [3, 2], [4, 3], [5, 3], [6, 2], [7, 1]]) },
  { until: 1965, children: new Weighted([[0, 4], [1, 10], [2, 32], [3, 30], [4, 16], [5, 8]]) },
  { until: 1980, children: new Weighted([[0, 5], [1, 16], [2, 50], [3, 22], [4, 7]]) },
  { until: 9999, children: new Weighted([[0, 4], [1, 12], [2, 55], [3, 22], [4, 7]]) },
]

/** Children a married woman of this birth year has by the end of her fertile years. */
export function completedChildren(prng: Prng, motherBirthYear: number): number {
  for (const cohort of cohorts) if (motherBirthYear < cohort.until) return cohort.children.draw(prng)
  return 0
}

/** Age of a mother at her first birth, years; roughly normal around 24.4. */
export function firstBirthAge(prng: Prng): number {
  const spread = prng.real() + prng.real() + prng.real() + prng.real() - 2
  return Math.min(38, Math.max(motherAge.min, 24.4 + spread * 5.6))
}
