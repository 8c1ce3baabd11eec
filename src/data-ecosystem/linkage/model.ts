/**
 * The model of Fellegi and Sunter for people of Vietnam: comparisons with exclusive levels, each with m = P(level | same person) and
 * u = P(level | two people). The weight of a pair is log2 of the prior odds plus log2(m/u) of each level; nothing said adds nothing.
 */
export const comparisons = {
  name: ['else', 'given', 'surname-given', 'one-edit', 'order', 'tones-differ', 'unmarked', 'equal'],
  number: ['differs', 'one-digit', 'old-number', 'equal'],
  birth: ['else', 'year', 'near', 'year-only', 'swapped', 'equal'],
  gender: ['differs', 'equal'],
  address: ['else', 'commune', 'hamlet', 'one-of'],
} as const
export type Comparison = keyof typeof comparisons
export const comparisonNames = Object.keys(comparisons) as Comparison[]
/** A level that says nothing, because a side is missing. */
export const silent = -1

/** Pairs that agree on one of these keys are looked at, and no others. In this order: a pair belongs to the first rule it meets. */
export const blockingRules = [
  'pin', 'cmnd', 'name-year', 'birth-given', 'birth-surname-gender', 'syllables-year', 'name-commune', 'surname-given-year-commune', 'given-year-commune-hamlet', 'name-day',
] as const
export type BlockingRule = (typeof blockingRules)[number]

export interface LevelShares {
  readonly m: readonly number[]
  readonly u: readonly number[]
}

export interface LinkModel {
  readonly version: 1
  /** Share of all pairs that are the same person. */
  readonly prior: number
  readonly levels: Readonly<Record<Comparison, LevelShares>>
  readonly blocking: readonly BlockingRule[]
  /** Pairs below this weight are not kept. */
  readonly keep: number
  /** From here on a pair is a match by itself; between the two, people look. */
  readonly automatic: number
  readonly review: number
  /** How it was trained, for whoever reads the file. */
  readonly trained: Readonly<Record<string, number | string>>
}

export const priorWeight = ({ prior }: LinkModel): number => Math.log2(prior / (1 - prior))

/** How many levels a model has at least. One that never met addresses that mean one of several communes goes without the last of `address`: to it such an address says nothing. */
export const levelsAtLeast: Readonly<Record<Comparison, number>> = { name: 8, number: 4, birth: 6, gender: 2, address: 3 }

/** Whether the model weighs an address that means one of several communes. */
export const weighsSets = ({ levels }: Pick<LinkModel, 'levels'>): boolean => levels.address.m.length > levelsAtLeast.address

/** log2(m/u) of each level, in the order of `comparisons`. */
export function weightsOf(model: LinkModel): Record<Comparison, Float64Array> {
  return Object.fromEntries(comparisonNames.map((name) => [name, Float64Array.from(model.levels[name].m, (m, i) => Math.log2(m / model.levels[name].u[i]!))])) as Record<Comparison, Float64Array>
}

/** Levels whose weight is corrected by how common the name is: all of the whole name, and surname with given name. */
export const wholeNameLevels: readonly number[] = [4, 5, 6, 7]
export const surnameGivenLevel = 2
export const oneEditLevel = 3
