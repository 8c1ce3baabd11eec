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
export const headBandWeights: readonly number[] = [3, 5, 8, 10, 12, 12, 11, 10, 9, 8, 5, 3, 2, 1, 0.5]

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

export const headIsMarried = stepped([[18, 0.2], [23, 0.5], [28, 0.75], [33, 0.85], [60, 0.78], [70, 0.6], [80, 0.38]])
export const unmarriedHeadIsWidowed = stepped([[18, 0.01], [40, 0.3], [60, 0.7], [70, 0.92]])
export const unmarriedHeadIsDivorced = stepped([[18, 0.03], [30, 0.3], [60, 0.12], [70, 0.03]])
export const childIsAtHome = stepped([[0, 0.99], [16, 0.9], [20, 0.68], [25, 0.5], [30, 0.34], [35, 0.24], [45, 0.14]])
export const childAtHomeIsMarried = stepped([[0, 0], [20, 0.12], [25, 0.42], [30, 0.64], [40, 0.72]])
export const parentLivesWithHead = stepped([[0, 0], [20, 0.12], [65, 0.06], [72, 0]])
/** Chance that a person of this age, once a parent, is still alive; rough. */
export const parentIsAlive = stepped([[0, 0.99], [60, 0.92], [70, 0.8], [80, 0.5], [90, 0.18], [98, 0]])

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
  { until: 9999, children: new Weighted([[0, 6], [1, 20], [2, 55], [3, 15], [4, 4]]) },
]

/** Children a married woman of this birth year has by the end of her fertile years. */
export function completedChildren(prng: Prng, motherBirthYear: number): number {
  for (const cohort of cohorts) if (motherBirthYear < cohort.until) return cohort.children.draw(prng)
  return 0
}

/** Age of a mother at her first birth, years; roughly normal around 25. */
export function firstBirthAge(prng: Prng): number {
  const spread = prng.real() + prng.real() + prng.real() + prng.real() - 2
  return Math.min(38, Math.max(motherAge.min, 25 + spread * 6.4))
}
