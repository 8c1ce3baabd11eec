/** Every kind of error the generator can plant: its category of domain §8.2, its default rate, and what it does to the record. */
import type { PersonSeed, SyntheticHousehold } from './person-seed.ts'
import type { Commune } from './places.ts'
import type { Prng } from './prng.ts'
import { asNfd, asOtherTonePlace, asTcvn3, withoutMarks } from './error-text.ts'

export type ErrorKind = keyof typeof errorKinds
export type ErrorScene = { household: SyntheticHousehold; prng: Prng; communes: readonly Commune[]; change: Change; addCopy: (original: PersonSeed, copy: PersonSeed) => void }
/** Writes the dirty value and the truth beside it; equal values are refused silently. */
export type Change = (person: PersonSeed, field: keyof PersonSeed, dirty: string) => void
type Kind = {
  /** Category C01–C25 of domain §8.2, or TEXT for damaged letters, which has none. */
  rule: string
  /** Share of households (of: 'household') or of people. */
  rate: number
  of: 'household' | 'person'
  apply: (person: PersonSeed, scene: ErrorScene) => void
}

const livingMembers = (scene: ErrorScene): PersonSeed[] => scene.household.people.filter((other) => other.relationToHead !== '')
const bornBefore = (person: PersonSeed, year: number): boolean => Number(person.birthDate.slice(0, 4)) <= year
const others = (person: PersonSeed, scene: ErrorScene): PersonSeed[] => livingMembers(scene).filter((other) => other !== person)
const digitAt = (text: string, at: number, digit: string): string => text.slice(0, at) + digit + text.slice(at + 1)
const damaged = (damage: (text: string) => string) => (person: PersonSeed, { change }: ErrorScene): void => change(person, 'fullName', damage(person.fullName))

export const errorKinds = {
  'no-head': { rule: 'C01', rate: 0.002, of: 'household', apply: (head, { change }) => change(head, 'relationToHead', '26') },
  'two-heads': { rule: 'C02', rate: 0.002, of: 'household', apply: (head, scene) => {
    const second = others(head, scene).find((other) => bornBefore(other, 2007))
    if (second !== undefined) scene.change(second, 'relationToHead', '01')
  } },
  'cmnd9-missing': { rule: 'C03', rate: 0.01, of: 'person', apply: (person, { change }) => { if (bornBefore(person, 1998)) change(person, 'cmnd9', '') } },
  'cmnd9-structure': { rule: 'C04', rate: 0.004, of: 'person', apply: (person, { prng, change }) => {
    const first = person.cmnd9.slice(0, 9)
    if (first !== '') change(person, 'cmnd9', prng.pick([first.slice(1), digitAt(first, 4, 'O'), first[8]!.repeat(9), `${first}7`]))
  } },
  'field-missing': { rule: 'C05', rate: 0.01, of: 'person', apply: (person, { prng, change }) => {
    const field = prng.pick(['ethnicity', 'religion', 'nationality', 'nativePlaceArea', 'birthRegistrationArea', 'residenceDetail', 'residenceSince'] as const)
    if (person[field] !== '') change(person, field, '')
    if (field === 'nativePlaceArea') change(person, 'nativePlaceText', '')
  } },
  'child-without-residence': { rule: 'C06', rate: 0.0015, of: 'person', apply: (person, { change }) => {
    if (bornBefore(person, 2019) || person.relationToHead === '') return
    const gone = ['householdNo', 'relationToHead', 'residenceArea', 'residenceDetail', 'residenceSince', 'fatherExternalId', 'motherExternalId'] as const
    for (const field of gone) if (person[field] !== '') change(person, field, '')
  } },
  'person-twice': { rule: 'C11', rate: 0.002, of: 'person', apply: (person, scene) => {
    const elsewhere = scene.prng.pick(scene.communes)
    const copy: PersonSeed = { ...person, externalId: `${person.externalId}-D`, householdNo: '', relationToHead: '', residenceArea: elsewhere.code, residenceDetail: 'Chưa rõ số nhà', cmnd9: '', phone: '', email: '' }
    if (scene.prng.chance(0.5)) copy.pin = ''
    if (scene.prng.chance(0.3)) copy.fullName = withoutMarks(copy.fullName)
    if (person.lifeStatus === 'living') scene.addCopy(person, copy)
  } },
  'pin-shared': { rule: 'C11', rate: 0.0005, of: 'person', apply: (person, scene) => {
    const mother = scene.household.people.find((other) => other.externalId === person.motherExternalId)
    if (mother !== undefined) scene.change(person, 'pin', mother.pin)
  } },
  'cmnd9-shared': { rule: 'C11', rate: 0.0005, of: 'person', apply: (person, scene) => {
    const other = others(person, scene).find((candidate) => candidate.cmnd9 !== '')
    if (other !== undefined && person.cmnd9 !== '') scene.change(person, 'cmnd9', other.cmnd9.slice(0, 9))
  } },
  'dead-in-household': { rule: 'C12', rate: 0.0005, of: 'person', apply: () => {} },
  'dead-as-living': { rule: 'C12', rate: 0.0005, of: 'person', apply: () => {} },
  'pin-structure': { rule: 'C13', rate: 0.001, of: 'person', apply: (person, { prng, change }) => change(person, 'pin', prng.chance(0.6) ? person.pin.slice(1) : digitAt(person.pin, 6, 'O')) },
  'pin-gender': { rule: 'C13', rate: 0.001, of: 'person', apply: (person, { change }) => change(person, 'gender', person.gender === 'male' ? 'female' : 'male') },
  'pin-year': { rule: 'C13', rate: 0.001, of: 'person', apply: (person, { prng, change }) => change(person, 'pin', digitAt(person.pin, 5, String((Number(person.pin[5]) + prng.between(1, 9)) % 10))) },
  'child-without-pin': { rule: 'C14', rate: 0.001, of: 'person', apply: (person, { change }) => { if (!bornBefore(person, 2015)) change(person, 'pin', '') } },
  'old-area-code': { rule: 'C15', rate: 0.004, of: 'person', apply: (person, { prng, communes, change }) => {
    const closed = communes.find((commune) => commune.code === person.residenceArea)?.oldCommunes.filter((old) => old.codeClosed) ?? []
    if (closed.length > 0) change(person, 'residenceArea', prng.pick(closed).code)
  } },
  'day-month-swapped': { rule: 'C21', rate: 0.003, of: 'person', apply: (person, { change }) => {
    const [year, month, day] = person.birthDate.split('-')
    if (day !== undefined && Number(day) <= 12) change(person, 'birthDate', `${year}-${day}-${month}`)
  } },
  'parent-too-young': { rule: 'C24', rate: 0.001, of: 'person', apply: (person, scene) => {
    const born = Number(person.birthDate.slice(0, 4))
    const young = others(person, scene).find((other) => Math.abs(born - Number(other.birthDate.slice(0, 4))) < 11 && other.externalId !== person.spouseExternalId)
    if (young !== undefined) scene.change(person, young.gender === 'female' ? 'motherExternalId' : 'fatherExternalId', young.externalId)
  } },
  'spouse-one-sided': { rule: 'C24', rate: 0.001, of: 'person', apply: (person, { change }) => { if (person.spouseExternalId !== '') change(person, 'spouseExternalId', '') } },
  'phone-shared': { rule: 'C25', rate: 0.003, of: 'person', apply: (person, scene) => {
    const other = others(person, scene).find((candidate) => candidate.phone !== '')
    if (other !== undefined && person.phone !== '') scene.change(person, 'phone', other.phone)
  } },
  'name-decomposed': { rule: 'TEXT', rate: 0.002, of: 'person', apply: damaged(asNfd) },
  'name-other-tone-place': { rule: 'TEXT', rate: 0.003, of: 'person', apply: damaged(asOtherTonePlace) },
  'name-tcvn3': { rule: 'TEXT', rate: 0.0005, of: 'person', apply: damaged(asTcvn3) },
  'name-without-marks': { rule: 'TEXT', rate: 0.001, of: 'person', apply: damaged(withoutMarks) },
} as const satisfies Record<string, Kind>

/** The dead who were not struck off: as a dead member of the household, or as if still living in it. */
export function reviveDead(person: PersonSeed, change: Change, household: SyntheticHousehold, asLiving: boolean): void {
  change(person, 'householdNo', household.householdNo)
  change(person, 'relationToHead', person.gender === 'female' ? '02' : '03')
  if (!asLiving) return
  change(person, 'lifeStatus', 'living')
  change(person, 'deathDate', '')
}
