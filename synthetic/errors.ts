/** Plants errors in clean households and writes the truth of each beside it. The clean people are the same whatever the rates. */
import { errorKinds, reviveDead } from './error-kinds.ts'
import type { ErrorKind, ErrorScene } from './error-kinds.ts'
import { columns } from './person-seed.ts'
import type { PersonSeed, SyntheticHousehold } from './person-seed.ts'
import type { Commune } from './places.ts'
import { Prng } from './prng.ts'
import type { TruthRow } from './truth.ts'

export type { ErrorKind } from './error-kinds.ts'

/** Share of households or people that receive each error, 0 … 1. The two kinds about the dead count among the dead. */
export type ErrorRates = Record<ErrorKind, number>

export const defaultErrorRates = Object.fromEntries(Object.entries(errorKinds).map(([kind, { rate }]) => [kind, rate])) as ErrorRates
defaultErrorRates['dead-in-household'] = 0.03
defaultErrorRates['dead-as-living'] = 0.02

/** Rates for the generator's option; undefined means no errors. Refuses rates that add up to more than 1. */
export function errorRates(option: 'none' | 'default' | number | Partial<ErrorRates>): ErrorRates | undefined {
  if (option === 'none' || option === 0) return undefined
  if (option === 'default') return defaultErrorRates
  const rates = typeof option === 'number'
    ? (Object.fromEntries(Object.entries(defaultErrorRates).map(([kind, rate]) => [kind, rate * option])) as ErrorRates)
    : { ...defaultErrorRates, ...option }
  if (sumOf(rates, 'person') > 1 || sumOf(rates, 'household') > 1) throw new Error('Error rates add up to more than 1')
  return rates
}

const kindNames = Object.keys(errorKinds) as ErrorKind[]
const householdKinds = kindNames.filter((kind) => errorKinds[kind].of === 'household')
const deadKinds: readonly ErrorKind[] = ['dead-in-household', 'dead-as-living']
const personKinds = kindNames.filter((kind) => errorKinds[kind].of === 'person' && !deadKinds.includes(kind))
const columnName = Object.fromEntries(columns.map(({ name, key }) => [key, name])) as Record<keyof PersonSeed, string>

function sumOf(rates: ErrorRates, of: 'household' | 'person'): number {
  return (of === 'household' ? householdKinds : personKinds).reduce((sum, kind) => sum + rates[kind], 0)
}

export class ErrorInjector {
  readonly #rates: ErrorRates
  readonly #seed: number
  readonly #communes: readonly Commune[]
  readonly #prng = new Prng()

  constructor(rates: ErrorRates, seed: number, communes: readonly Commune[]) {
    this.#rates = rates
    this.#seed = seed
    this.#communes = communes
  }

  /** Changes the household's people in place, adds rows for people entered twice, and attaches the truth. At most one error a person. */
  dirty(household: SyntheticHousehold): SyntheticHousehold {
    const prng = this.#prng
    prng.restart(this.#seed, household.index, 2)
    const truth: TruthRow[] = []
    household.truth = truth
    const touched = new Set<PersonSeed>()
    const clean = household.people.slice()
    const onHousehold = this.#choose(householdKinds)
    if (onHousehold !== undefined) this.#apply(onHousehold, clean[0]!, household, truth, touched)
    for (const person of clean) {
      const dead = person.lifeStatus === 'deceased'
      const kind = this.#choose(dead ? deadKinds : personKinds)
      if (kind === undefined || touched.has(person)) continue
      this.#apply(kind, person, household, truth, touched)
    }
    return household
  }

  #choose(kinds: readonly ErrorKind[]): ErrorKind | undefined {
    let draw = this.#prng.real()
    for (const kind of kinds) {
      draw -= this.#rates[kind]
      if (draw < 0) return kind
    }
    return undefined
  }

  #apply(kind: ErrorKind, person: PersonSeed, household: SyntheticHousehold, truth: TruthRow[], touched: Set<PersonSeed>): void {
    const { rule, apply } = errorKinds[kind]
    const change: ErrorScene['change'] = (target, field, dirtyValue) => {
      const trueValue = target[field]
      if (trueValue === dirtyValue) return
      ;(target as Record<keyof PersonSeed, string>)[field] = dirtyValue
      truth.push({ externalId: target.externalId, rule, error: kind, field: columnName[field], trueValue, dirtyValue })
      touched.add(target)
    }
    if (deadKinds.includes(kind)) return reviveDead(person, change, household, kind === 'dead-as-living')
    const addCopy: ErrorScene['addCopy'] = (original, copy) => {
      household.people.push(copy)
      truth.push({ externalId: copy.externalId, rule, error: kind, field: 'row', trueValue: original.externalId, dirtyValue: copy.externalId })
      touched.add(original)
    }
    apply(person, { household, prng: this.#prng, communes: this.#communes, change, addCopy })
  }
}
