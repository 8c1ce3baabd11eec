/** Small sector lists with planted faults, one of each kind the list rules know, and the truth beside: which rule must find which line or person. */
import type { PersonSeed } from '../person-seed.ts'
import { Prng, hashText } from '../prng.ts'

export type RuleListKind =
  | 'nationality-decisions' | 'prisoners' | 'paper-records' | 'special-care' | 'identity-cards' | 'eid-accounts' | 'social-insurance' | 'vaccination' | 'social-payments'
  | 'elderly' | 'veterans' | 'birth-book' | 'death-book' | 'marriage-book' | 'tax-codes' | 'pupils' | 'driving-licences' | 'land-users' | 'vehicles' | 'household-businesses'

export interface RuleListLine {
  readonly rowNo: number
  readonly name: string
  readonly birth: string
  readonly gender: 'male' | 'female'
  readonly number: string
  readonly commune: string
  readonly status: string
  readonly code: string
  readonly day: string
  readonly until: string
  /** externalId of the person meant; empty where nobody of the register is. */
  readonly truth: string
}

export interface PlantedFault {
  readonly rule: string
  /** The line; 0 where the fault is that there is none. */
  readonly rowNo: number
  /** externalId of the person it is about; empty where nobody is found. */
  readonly person: string
}

export interface RuleList {
  readonly kind: RuleListKind
  /** Communes the list is whole for. */
  readonly areas: readonly string[]
  readonly lines: readonly RuleListLine[]
  readonly faults: readonly PlantedFault[]
  /** People of whom a register must say that they stay for a time where they are, for the faults to be faults. */
  readonly staying: readonly string[]
}

export interface RuleListOptions {
  /** Clean people of the register. */
  readonly people: readonly PersonSeed[]
  /** People of nowhere, made from another seed. */
  readonly strangers: readonly PersonSeed[]
  readonly seed: string
  /** The day the lists are of. */
  readonly today: string
  /** Lines without a fault, and faults of each rule; 40 and 3 when not given. */
  readonly clean?: number
  readonly faults?: number
}

export const ruleListKinds: readonly RuleListKind[] = [
  'nationality-decisions', 'prisoners', 'paper-records', 'special-care', 'identity-cards', 'eid-accounts', 'social-insurance', 'vaccination', 'social-payments',
  'elderly', 'veterans', 'birth-book', 'death-book', 'marriage-book', 'tax-codes', 'pupils', 'driving-licences', 'land-users', 'vehicles', 'household-businesses',
]

/** One list of this kind. The same options give the same list. Refuses people among whom there are too few for it. */
export function ruleList(kind: RuleListKind, options: RuleListOptions): RuleList {
  const maker = new ListMaker(kind, options)
  recipes[kind](maker)
  return maker.list()
}

type Parts = Partial<Omit<RuleListLine, 'rowNo' | 'truth'>>

class ListMaker {
  readonly #kind: RuleListKind
  readonly #lines: RuleListLine[] = []
  readonly #faults: PlantedFault[] = []
  readonly #staying: string[] = []
  readonly #used = new Set<PersonSeed>()
  readonly #prng = new Prng()
  readonly #people: readonly PersonSeed[]
  readonly #strangers: readonly PersonSeed[]
  readonly clean: number
  readonly faults: number
  readonly today: string
  areas: readonly string[] = []

  constructor(kind: RuleListKind, { people, strangers, seed, today, clean = 40, faults = 3 }: RuleListOptions) {
    this.#kind = kind
    this.#people = people
    const numbers = new Set(people.map((person) => person.pin))
    this.#strangers = strangers.filter((person) => !numbers.has(person.pin))
    this.#prng.restart(hashText(`${seed}/${kind}`), 0, 5)
    this.today = today
    this.clean = clean
    this.faults = faults
  }

  /** So many people of this sort, each taken once. */
  take(n: number, fits: (person: PersonSeed) => boolean): PersonSeed[] {
    const able = this.#people.filter((person) => fits(person) && !this.#used.has(person))
    if (able.length < n) throw new Error(`too few people for the list ${this.#kind}: ${n} wanted, ${able.length} there`)
    const taken: PersonSeed[] = []
    for (let i = 0; i < n; i++) {
      const [person] = able.splice(this.#prng.below(able.length), 1)
      taken.push(person!)
      this.#used.add(person!)
    }
    return taken
  }

  all(fits: (person: PersonSeed) => boolean): PersonSeed[] {
    return this.#people.filter(fits)
  }

  stranger(): PersonSeed {
    return this.#strangers[this.#prng.below(this.#strangers.length)]!
  }

  line(person: PersonSeed, parts: Parts = {}, truth = person.externalId): number {
    const rowNo = this.#lines.length + 1
    this.#lines.push({ rowNo, name: person.fullName, birth: person.birthDate, gender: person.gender, number: person.pin, commune: person.residenceArea, status: '', code: '', day: '', until: '', ...parts, truth })
    return rowNo
  }

  fault(rule: string, rowNo: number, person: PersonSeed | null): void {
    this.#faults.push({ rule, rowNo, person: person?.externalId ?? '' })
  }

  stays(person: PersonSeed): void {
    this.#staying.push(person.externalId)
  }

  /** Lines of people the register does not have. */
  strange(rule: string, parts: Parts = {}): void {
    for (let i = 0; i < this.faults; i++) this.fault(rule, this.line(this.stranger(), parts, ''), null)
  }

  age(person: PersonSeed): number {
    return Number(this.today.slice(0, 4)) - Number(person.birthDate.slice(0, 4))
  }

  before(days: number): string {
    return new Date(Date.parse(`${this.today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
  }

  list(): RuleList {
    return { kind: this.#kind, areas: this.areas, lines: this.#lines, faults: this.#faults, staying: this.#staying }
  }
}

const living = (person: PersonSeed): boolean => person.lifeStatus === 'living' && person.residenceArea !== ''
const dead = (person: PersonSeed): boolean => person.lifeStatus === 'deceased' && person.deathDate.length === 10
const wholeDate = (person: PersonSeed): boolean => person.birthDate.length === 10

const recipes: Readonly<Record<RuleListKind, (list: ListMaker) => void>> = {
  'nationality-decisions'(list) {
    for (const person of list.take(list.faults, dead)) list.line(person, { day: list.before(400) })
    for (const person of list.take(list.faults, living)) list.fault('nationality-renounced', list.line(person, { day: list.before(90) }), person)
  },
  'prisoners'(list) {
    const adult = (person: PersonSeed): boolean => living(person) && list.age(person) > 20
    const prison = list.all(living)[0]!.residenceArea
    for (const person of list.take(list.clean, adult)) list.line(person, { status: 'held', commune: prison })
    const away = (person: PersonSeed): boolean => adult(person) && person.residenceArea !== prison
    for (const person of list.take(list.faults, away)) {
      list.stays(person)
      list.fault('prisoner-elsewhere', list.line(person, { status: 'held', commune: prison }), person)
    }
    // Set free: may stay where they like.
    for (const person of list.take(list.faults, away)) {
      list.stays(person)
      list.line(person, { status: 'released', commune: prison })
    }
  },
  'paper-records'(list) {
    for (const person of list.take(list.clean, living)) list.line(person)
    list.strange('paper-record-not-in-register', { number: '' })
  },
  'special-care'(list) {
    for (const person of list.take(list.clean, living)) list.line(person)
    const elsewhere = list.all(living).map((person) => person.residenceArea)
    for (const person of list.take(list.faults, living)) list.fault('special-care-elsewhere', list.line(person, { commune: elsewhere.find((area) => area !== person.residenceArea)! }), person)
  },
  'identity-cards'(list) {
    const area = list.all(living).at(-1)!.residenceArea
    list.areas = [area]
    const able = (person: PersonSeed): boolean => living(person) && person.residenceArea === area && list.age(person) > 14
    for (const person of list.take(list.faults, able)) list.fault('card-not-made', 0, person)
    for (const person of list.take(list.faults, able)) list.fault('card-expired', list.line(person, { until: list.before(30) }), person)
    const rest = list.all((person) => living(person) && person.residenceArea === area && list.age(person) >= 14)
    for (const person of list.take(rest.length - 2 * list.faults, (one) => rest.includes(one))) list.line(person, { until: list.age(person) > 60 ? '' : list.before(-900) })
  },
  'eid-accounts'(list) {
    const adult = (person: PersonSeed): boolean => living(person) && list.age(person) > 15
    for (const person of list.take(list.clean, adult)) list.line(person, { status: 'active', day: list.before(200) })
    for (const person of list.take(list.faults, adult)) list.line(person, { status: 'collected', day: list.before(7) })
    for (const person of list.take(list.faults, adult)) list.fault('eid-not-activated', list.line(person, { status: 'collected', day: list.before(8) }), person)
  },
  'social-insurance'(list) {
    const adult = (person: PersonSeed): boolean => living(person) && list.age(person) > 20 && wholeDate(person)
    for (const person of list.take(list.clean, adult)) list.line(person, { status: 'active' })
    for (const person of list.take(list.faults, dead)) list.line(person, { status: 'stopped' })
    for (const person of list.take(list.faults, dead)) list.fault('insured-deceased', list.line(person, { status: 'active' }), person)
    for (const person of list.take(list.faults, adult)) {
      const [other] = list.take(1, (one) => adult(one) && Math.abs(list.age(one) - list.age(person)) > 3 && one.fullName !== person.fullName)
      list.fault('insured-number-of-another', list.line(person, { status: 'active', number: other!.pin }), person)
    }
    for (const person of list.take(list.faults, adult)) for (let i = 0; i < 2; i++) list.fault('insured-twice', list.line(person, { status: 'active' }), person)
    for (const person of list.take(list.faults, adult)) for (const status of ['active', 'stopped']) list.line(person, { status })
    list.strange('insured-not-in-register', { status: 'active' })
  },
  'vaccination'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 3)) list.line(person, { day: list.before(300) })
    for (const person of list.take(list.faults, (one) => living(one) && wholeDate(one) && list.age(one) > 3)) list.fault('vaccinated-before-birth', list.line(person, { day: `${Number(person.birthDate.slice(0, 4)) - 1}-05-05` }), person)
    list.strange('vaccinated-not-in-register', { day: list.before(300) })
  },
  'social-payments'(list) {
    const old = (person: PersonSeed): boolean => living(person) && list.age(person) > 40
    const paid = (person: PersonSeed): Parts => ({ status: 'social-pension', code: `970400${person.pin.slice(4)}`, day: list.before(20) })
    for (const person of list.take(list.clean, old)) list.line(person, paid(person))
    for (const person of list.take(list.faults, dead)) list.line(person, { ...paid(person), day: person.deathDate })
    for (const person of list.take(list.faults, (one) => dead(one) && one.deathDate < list.before(40))) list.fault('payment-after-death', list.line(person, paid(person)), person)
    for (const person of list.take(list.faults, old)) for (let i = 0; i < 2; i++) list.fault('payment-twice', list.line(person, paid(person)), person)
    for (const person of list.take(list.faults, old)) for (const status of ['social-pension', 'disability']) list.line(person, { ...paid(person), status })
    for (const person of list.take(list.faults, old)) list.fault('payment-without-account', list.line(person, { ...paid(person), code: '' }), person)
    list.strange('payment-not-in-register', { status: 'social-pension', code: '9704009900010001', day: list.before(20) })
  },
  'elderly'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 60)) list.line(person, { number: '' })
    for (const person of list.take(list.faults, dead)) list.fault('elderly-member-deceased', list.line(person, { number: '' }), person)
    for (const person of list.take(list.faults, (one) => living(one) && list.age(one) < 60)) list.fault('elderly-member-too-young', list.line(person, { number: '' }), person)
    list.strange('elderly-member-not-in-register', { number: '' })
  },
  'veterans'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 45)) list.line(person)
    for (const person of list.take(list.faults, dead)) list.fault('veteran-member-deceased', list.line(person), person)
    list.strange('veteran-member-not-in-register')
  },
  'birth-book'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) < 20)) list.line(person)
    for (const person of list.take(list.faults, (one) => living(one) && wholeDate(one) && list.age(one) < 20)) {
      const day = person.birthDate.endsWith('-11') ? '12' : '11'
      list.fault('birth-book-date-differs', list.line(person, { birth: `${person.birthDate.slice(0, 8)}${day}` }), person)
    }
    list.strange('birth-book-not-in-register')
  },
  'death-book'(list) {
    for (const person of list.take(2 * list.faults, dead)) list.line(person, { day: person.deathDate })
    for (const person of list.take(list.faults, living)) list.fault('death-book-living', list.line(person, { day: list.before(60) }), person)
  },
  'marriage-book'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && one.maritalStatus === 'married')) list.line(person, { day: list.before(4_000) })
    for (const person of list.take(list.faults, (one) => living(one) && one.maritalStatus === 'single' && list.age(one) > 22)) list.fault('marriage-book-single', list.line(person, { day: list.before(50) }), person)
  },
  'tax-codes'(list) {
    const adult = (person: PersonSeed): boolean => living(person) && list.age(person) > 20 && wholeDate(person)
    for (const person of list.take(list.clean, adult)) list.line(person, { code: person.pin })
    for (let i = 0; i < list.faults; i++) for (const person of list.take(2, adult)) list.fault('tax-code-shared', list.line(person, { code: `86009900${i}1` }), person)
    for (const person of list.take(list.faults, adult)) {
      const [other] = list.take(1, (one) => adult(one) && Math.abs(list.age(one) - list.age(person)) > 3 && one.fullName !== person.fullName)
      list.fault('tax-number-of-another', list.line(person, { code: person.pin, number: other!.pin }), person)
    }
    for (const person of list.take(list.faults, adult)) list.line(person)
  },
  'pupils'(list) {
    const area = list.all(living).at(-1)!.residenceArea
    list.areas = [area]
    // Whole years are counted to the day, so only ages that are sure in every month are planted; all others of that age are on the list.
    const ofAge = (person: PersonSeed): boolean => living(person) && person.residenceArea === area && list.age(person) >= 6 && list.age(person) <= 15
    for (const person of list.take(list.faults, (one) => ofAge(one) && list.age(one) > 6 && list.age(one) < 15)) list.fault('child-not-in-school', 0, person)
    const rest = list.all(ofAge)
    for (const person of list.take(rest.length - list.faults, ofAge)) list.line(person)
    list.strange('pupil-not-in-register')
  },
  'driving-licences'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 18)) list.line(person, { until: list.before(-800) })
    for (const person of list.take(list.faults, dead)) list.line(person, { until: list.before(10) })
    for (const person of list.take(list.faults, dead)) list.fault('licence-holder-deceased', list.line(person, { until: list.before(-800) }), person)
  },
  'land-users'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 20)) list.line(person)
    for (const person of list.take(list.faults, dead)) list.fault('land-user-deceased', list.line(person), person)
  },
  'vehicles'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 20)) list.line(person)
    for (const person of list.take(list.faults, dead)) list.fault('vehicle-owner-deceased', list.line(person), person)
  },
  'household-businesses'(list) {
    for (const person of list.take(list.clean, (one) => living(one) && list.age(one) > 20)) list.line(person, { status: 'active' })
    for (const person of list.take(list.faults, dead)) list.line(person, { status: 'stopped' })
    for (const person of list.take(list.faults, dead)) list.fault('business-owner-deceased', list.line(person, { status: 'active' }), person)
  },
}
