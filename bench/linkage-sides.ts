/** The two sides of the matching benchmarks: a synthetic register and a sector's list about it, with the truth kept beside. */
import { newDictionaries, prepare, type Dictionaries, type MatchInput, type Prepared } from '../src/data-ecosystem/linkage/index.ts'
import { generatePeople, type PersonSeed } from '../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../synthetic/lists/sector-list.ts'

export interface Sides {
  readonly dictionaries: Dictionaries
  readonly left: Prepared
  readonly right: Prepared
  readonly list: readonly ListLine[]
  readonly prepareSeconds: number
}

export const asInput = (person: PersonSeed): MatchInput => ({ id: person.externalId, name: person.fullName, birth: person.birthDate, gender: person.gender, numbers: `${person.pin};${person.cmnd9}`, commune: person.residenceArea, address: person.residenceDetail })

/** Nothing here was used to choose levels or thresholds: the seed is the benchmark's own. */
export function makeSides(register: number, lines: number, kind: keyof typeof listErrors): Sides {
  const inputs: MatchInput[] = []
  const meant: PersonSeed[] = []
  const share = Math.max(1, Math.floor(register / (lines * 0.92)))
  for (const household of generatePeople({ seed: 'bench-linkage', people: register, errors: 'default' })) {
    for (const person of household.people) {
      if (inputs.length % share === 0 && person.lifeStatus === 'living' && meant.length < lines * 0.92) meant.push(person)
      inputs.push(asInput(person))
    }
  }
  const strangers = [...generatePeople({ seed: 'bench-strangers', people: Math.ceil(lines * 0.08), errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
  const list = [...sectorList(meant, strangers, listErrors[kind], 'bench-list')]
  const dictionaries = newDictionaries()
  const began = performance.now()
  const right = prepare(inputs, inputs.length, dictionaries, 2026)
  const left = prepare(list, list.length, dictionaries, 2026)
  return { dictionaries, left, right, list, prepareSeconds: (performance.now() - began) / 1000 }
}

/** A person recorded twice has two records; either is right. */
export const sameAs = (id: string, truth: string): boolean => truth !== '' && (id === truth || id.replace(/-D$/, '') === truth)
