/** The synthetic Vietnam as a stream of households: deterministic, constant in memory, shardable by blocks of 1,024 households. */
import { reform2025 } from '../src/foundations/areas/index.ts'
import { demoProvince } from './cast-organisations.ts'
import { castHouseholds } from './cast.ts'
import { civilOf, dayOfIso, isoOf, isoOfDay } from './days.ts'
import type { CivilDate } from './days.ts'
import { headBandWeights, headBands } from './demography.ts'
import { ErrorInjector, errorRates } from './errors.ts'
import type { ErrorRates } from './errors.ts'
import { readFacts } from './facts.ts'
import { ageOf, draftHousehold, relation, remarry } from './household.ts'
import type { Draft } from './household.ts'
import { NameBook } from './names.ts'
import { clanIsLast, hasOwnNames, ownName } from './names-of-peoples.ts'
import { NumberBlock, blockSize, cmndEraLastBirthYear, prefixOfProvince, testPrefixes } from './numbers.ts'
import type { TestPrefix } from './numbers.ts'
import type { PersonSeed, SyntheticHousehold } from './person-seed.ts'
import { communesToFill, provincePlaces } from './places.ts'
import type { Commune, OldCommune } from './places.ts'
import { Prng, Weighted, hashText } from './prng.ts'
import { shapesOf, type ShapeRow, type Shapes } from './shapes.ts'

export type GenerateOptions = {
  seed: string
  /** Stops with the household that reaches this number. The cast counts, and comes whole however small the number. */
  people: number
  /** Two-digit code of today; default 86. */
  province?: string
  /** Commune codes people live in; default the eight of the demo, or the whole province above 100,000 people. */
  communes?: readonly string[]
  /** Default by province; only 099, 098, 097, 090. */
  prefix?: TestPrefix
  /** 'none', 'default', or a factor on or a change of the default rates. The cast never has errors. */
  errors?: 'none' | 'default' | number | Partial<ErrorRates>
  /** Shares of twins, homonym siblings, remarried mothers, other peoples and their names; `defaultShapes` where nothing is said. */
  shapes?: Partial<Shapes>
  /** The day people's ages are counted to, YYYY-MM-DD. */
  asOf?: string
  /** Default: true for the demo province. */
  withCast?: boolean
  /** Only blocks b with b % of === index; the people limit then counts this shard alone. */
  shard?: { index: number; of: number }
}

export const defaultAsOf = '2026-11-01'

/**
 * Households in a fixed order, the cast first. The same options give the same people on every machine; a household depends
 * only on seed, province, communes, asOf and its block. Refuses a prefix outside the test set and a commune outside the province.
 */
export function* generatePeople(options: GenerateOptions): Generator<SyntheticHousehold, void, undefined> {
  const shard = options.shard ?? { index: 0, of: 1 }
  const maker = new HouseholdMaker(options)
  let made = 0
  if (shard.index === 0 && (options.withCast ?? maker.province === demoProvince.code)) {
    for (const household of castHouseholds()) {
      made += household.people.length
      yield household
    }
  }
  for (let block = shard.index; made < options.people; block += shard.of) {
    maker.startBlock(block)
    for (let place = 0; place < blockSize && made < options.people; place++) {
      const household = maker.make(block * blockSize + place)
      made += household.people.length
      yield household
    }
  }
}

const bloodTypes = new Weighted<string>([['O+', 42], ['B+', 30], ['A+', 21], ['AB+', 6.9], ['O-', 0.05], ['A-', 0.02], ['B-', 0.03]])
const hamlets = ['Phước Lợi', 'An Thuận', 'Phú Hòa', 'Tân Bình', 'Long Thới', 'Hòa Lợi', 'Thanh Mỹ', 'An Hòa', 'Phú Thạnh', 'Bình Thuận', 'Tân Lợi', 'Thuận Phú']
const streets = ['Lê Lợi', 'Trần Hưng Đạo', 'Nguyễn Huệ', 'Lý Thường Kiệt', 'Hai Bà Trưng', 'Nguyễn Trãi', 'Phan Bội Châu', 'Đinh Tiên Hoàng', 'Trưng Nữ Vương', 'Phạm Ngũ Lão']
const civil: CivilDate = { year: 0, month: 0, day: 0 }

class HouseholdMaker {
  readonly province: string
  readonly #seed: number
  readonly #prng = new Prng()
  /** A stream of its own: a household no shape is drawn for is the same whatever the shares. */
  readonly #shapePrng = new Prng()
  readonly #shapes: Shapes
  readonly #otherPeoples: Weighted<string>
  readonly #today: number
  readonly #mergeDay = dayOfIso(reform2025)
  readonly #homes: Weighted<Commune>
  readonly #everywhere: OldCommune[]
  readonly #communeText: Map<string, string>
  readonly #ethnicity: Map<string, Weighted<string>>
  readonly #religion: Weighted<string>
  readonly #names: NameBook
  readonly #numbers: NumberBlock
  readonly #headBand: Weighted<number>
  readonly #injector: ErrorInjector | undefined
  readonly #hamletWord: string

  constructor(options: GenerateOptions) {
    this.province = options.province ?? demoProvince.code
    const prefix = options.prefix ?? prefixOfProvince[this.province]
    if (prefix === undefined || !testPrefixes.includes(prefix)) throw new Error(`Give a test prefix (${testPrefixes.join(', ')}) for province ${this.province}`)
    const places = provincePlaces(this.province, options.asOf ?? defaultAsOf)
    this.#seed = hashText(`${options.seed}/${this.province}`)
    this.#shapes = shapesOf(options.shapes)
    this.#otherPeoples = new Weighted(readFacts('ethnic-by-province-2019').filter((row) => row.province_code_63 === '00' && row.ethnic_code !== '01').map((row) => [row.ethnic_code!, Number(row.persons)]))
    this.#today = dayOfIso(options.asOf ?? defaultAsOf)
    this.#homes = new Weighted(communesToFill(places, options.people, options.communes).map((commune) => [commune, commune.population]))
    this.#everywhere = places.communes.flatMap((commune) => commune.oldCommunes)
    this.#communeText = new Map(places.communes.map((commune) => [commune.code, commune.text]))
    this.#ethnicity = ethnicShares()
    this.#religion = new Weighted(readFacts('religions-2019').map((row) => [row.code!, Number(row.persons)]))
    this.#names = new NameBook(this.province)
    this.#numbers = new NumberBlock(prefix, this.#seed)
    this.#headBand = new Weighted(headBands.map((band, index) => [band, headBandWeights[index]!]))
    this.#hamletWord = Number(this.province) >= 70 ? 'Ấp' : 'Thôn'
    const rates = errorRates(options.errors ?? 'none')
    this.#injector = rates === undefined ? undefined : new ErrorInjector(rates, this.#seed, this.#homes.items)
  }

  startBlock(block: number): void {
    this.#numbers.start(block)
  }

  make(index: number): SyntheticHousehold {
    const prng = this.#prng
    prng.restart(this.#seed, index, 1)
    const commune = this.#homes.draw(prng)
    const old = commune.oldCommunes.length > 0 ? prng.pick(commune.oldCommunes) : prng.pick(this.#everywhere)
    const drafts = draftHousehold(prng, this.#headBand, this.#today, this.#shapes.twins)
    this.#shapePrng.restart(this.#seed, index, 3)
    if (this.#shapePrng.chance(this.#shapes.remarriedMothers)) remarry(this.#shapePrng, drafts)
    const household = this.#dress(index, commune, old, drafts)
    return this.#injector === undefined ? household : this.#injector.dirty(household)
  }

  /** Names, numbers, places and the rest, for drafts in order. */
  #dress(index: number, commune: Commune, old: OldCommune, drafts: Draft[]): SyntheticHousehold {
    const prng = this.#prng
    const stem = `${this.province}-${String(index).padStart(7, '0')}`
    const householdNo = `${this.province}.${String(index).padStart(7, '0')}`
    const detail = this.#address(commune)
    const shares = this.#ethnicity.get(old.oldProvince) ?? this.#ethnicity.get('00')!
    const ownEthnicity = shares.draw(prng)
    const houseEthnicity = this.#shapes.minorities > 0 && this.#shapePrng.chance(this.#shapes.minorities) ? this.#otherPeoples.draw(this.#shapePrng) : ownEthnicity
    const houseReligion = houseEthnicity === '05' && prng.chance(0.9) ? '01' : this.#religion.draw(prng)
    const since = this.#today - prng.below(Math.max(1, Math.min(ageOf(drafts[0]!, this.#today) - 17, 35) * 365))
    const house: House = { commune, old, detail, householdNo, ethnicity: houseEthnicity, religion: houseReligion, since, shares, familyName: this.#names.family(prng, houseEthnicity), firstFamilyName: '', own: new Set(), families: new Map() }
    const people = drafts.map((draft, slot) => this.#person(draft, `${stem}-${slot < 9 ? '0' : ''}${slot + 1}`, house))
    for (let slot = 0; slot < drafts.length; slot++) this.#finish(drafts[slot]!, people[slot]!, drafts, people, house)
    return { index, householdNo, residenceArea: commune.code, people, shapes: shapesIn(drafts, people, house) }
  }

  #person(draft: Draft, externalId: string, house: House): PersonSeed {
    const prng = this.#prng
    const date = civilOf(draft.birth, civil)
    const year = date.year
    const birthDate = this.#birthDate(date, draft.birth)
    const age = (this.#today - draft.birth) / 365.2425
    const inCmndEra = year <= cmndEraLastBirthYear || (year <= 2001 && prng.chance(0.4))
    const living = draft.death === 0 && !draft.missing
    const phone = living && prng.chance(age < 14 ? 0 : age < 18 ? 0.25 : age < 70 ? 0.88 : 0.45) ? this.#numbers.phone() : ''
    const birthPlace = prng.chance(draft.inLaw ? 0.35 : 0.8) ? house.old : prng.pick(this.#everywhere)
    const birthText = draft.birth >= this.#mergeDay ? this.#communeText.get(birthPlace.area)! : birthPlace.text
    return {
      externalId, pin: this.#numbers.pin(draft.female, year), fullName: '', otherName: '', birthDate,
      gender: draft.female ? 'female' : 'male', ethnicity: house.ethnicity, religion: house.religion, nationality: 'VNM',
      bloodType: prng.chance(0.25) ? bloodTypes.draw(prng) : '',
      birthPlaceArea: birthPlace.area, birthPlaceText: birthText, birthRegistrationArea: birthPlace.area,
      nativePlaceArea: birthPlace.area, nativePlaceText: birthText, maritalStatus: draft.marital,
      fatherExternalId: '', motherExternalId: '', spouseExternalId: '',
      householdNo: draft.relation === '' ? '' : house.householdNo, relationToHead: draft.relation,
      residenceArea: house.commune.code, residenceDetail: house.detail,
      residenceSince: isoOfDay(Math.min(this.#today, Math.max(house.since, draft.birth + 20))),
      cmnd9: inCmndEra ? this.#cmnd9() : '', phone, email: '',
      lifeStatus: draft.death > 0 ? 'deceased' : draft.missing ? 'missing' : 'living',
      deathDate: draft.death > 0 ? isoOfDay(draft.death) : '',
    }
  }

  /** What needs the other members: parents, spouse, family name, native place of the father (Luật Hộ tịch art. 4), full name. */
  #finish(draft: Draft, person: PersonSeed, drafts: Draft[], people: PersonSeed[], house: House): void {
    const prng = this.#prng
    const father = draft.father && people[drafts.indexOf(draft.father)]
    const mother = draft.mother && people[drafts.indexOf(draft.mother)]
    if (father !== undefined) person.fatherExternalId = father.externalId
    if (mother !== undefined) person.motherExternalId = mother.externalId
    if (draft.spouse !== undefined) person.spouseExternalId = people[drafts.indexOf(draft.spouse)]?.externalId ?? ''
    const parent = father ?? mother
    if (draft.inLaw) person.ethnicity = prng.chance(0.95) ? house.ethnicity : house.shares.draw(prng)
    if (parent !== undefined && parent.fullName !== '') {
      person.ethnicity = parent.ethnicity
      person.nativePlaceArea = parent.nativePlaceArea
      person.nativePlaceText = parent.nativePlaceText
    }
    person.fullName = this.#fullName(draft, person, parent, people, house)
    if (person.phone !== '' && prng.chance(0.22)) person.email = `${person.externalId.toLowerCase()}@congdan.example`
  }

  #fullName(draft: Draft, person: PersonSeed, parent: PersonSeed | undefined, people: PersonSeed[], house: House): string {
    const prng = this.#prng
    const year = Number(person.birthDate.slice(0, 4))
    const stranger = draft.inLaw || draft.relation === relation.lodger
    const named = parent !== undefined && parent.fullName !== '' ? house.families.get(parent) : undefined
    const family = draft.ofFirstMarriage ? this.#firstFamilyName(house) : named ?? (stranger ? this.#names.family(prng, person.ethnicity) : house.familyName)
    house.families.set(person, family)
    if (parent !== undefined && prng.chance(this.#shapes.homonymSiblings)) {
      const homonym = people.find((other) => other !== person && other.fullName !== '' && other.gender === person.gender && other.relationToHead === person.relationToHead && other.fullName.startsWith(`${family} `))
      if (homonym !== undefined) return homonym.fullName
    }
    const own = clanIsLast(person.ethnicity) || (hasOwnNames(person.ethnicity) && prng.chance(this.#shapes.ownNames))
    if (own) house.own.add(person)
    const make = (): string => (own ? ownName(prng, person.ethnicity, draft.female, family) : family + this.#names.rest(prng, draft.female, year))
    let name = make()
    for (let tries = 0; tries < 3 && people.some((other) => other.fullName === name); tries++) name = make()
    return name
  }

  /** The family name of the mother's first husband: another than the household's. */
  #firstFamilyName(house: House): string {
    const here = new Set(house.families.values())
    for (let tries = 0; tries < 30 && house.firstFamilyName === ''; tries++) {
      const name = this.#names.family(this.#shapePrng, house.ethnicity)
      if (!here.has(name)) house.firstFamilyName = name
    }
    if (house.firstFamilyName === '') house.firstFamilyName = 'Lại'
    return house.firstFamilyName
  }

  /** Year only for 12 % born before 1950 and 4 % before 1970, a little month-and-year, and more 1 January than nature gives. */
  #birthDate(date: CivilDate, birth: number): string {
    const draw = this.#prng.real()
    if (date.year < 1970 && draw < (date.year < 1950 ? 0.12 : 0.04)) return String(date.year)
    if (date.year < 1970 && draw > 0.997) return isoOf(date).slice(0, 7)
    if (date.year < 1985 && birth < this.#today - 366 && draw > 0.97) return `${date.year}-01-01`
    return isoOf(date)
  }

  #cmnd9(): string {
    const first = this.#numbers.cmnd9()
    return this.#prng.chance(0.02) ? `${first};${this.#numbers.cmnd9()}` : first
  }

  #address(commune: Commune): string {
    const prng = this.#prng
    const number = prng.between(1, 480)
    if (commune.urban) return `Số ${number}, Đường ${prng.pick(streets)}, Khóm ${prng.between(1, 9)}`
    return prng.chance(0.35) ? `Số ${number}, ${this.#hamletWord} ${prng.between(1, 8)}` : `Số ${number}, ${this.#hamletWord} ${prng.pick(hamlets)}`
  }
}

type House = {
  commune: Commune; old: OldCommune; detail: string; householdNo: string; ethnicity: string; religion: string
  since: number; shares: Weighted<string>; familyName: string; firstFamilyName: string
  /** Who bears a name in the form of his own people, and everybody's family name. */
  own: Set<PersonSeed>; families: Map<PersonSeed, string>
}

/** The hard shapes that came out, drawn or by chance. */
function shapesIn(drafts: readonly Draft[], people: readonly PersonSeed[], house: House): ShapeRow[] {
  const rows: ShapeRow[] = []
  for (const [i, draft] of drafts.entries()) {
    const { externalId, fullName } = people[i]!
    if (house.own.has(people[i]!)) rows.push({ externalId, shape: 'own-name', otherId: '' })
    if (draft.mother === undefined) continue
    if (draft.ofFirstMarriage) rows.push({ externalId: people[drafts.indexOf(draft.mother)]!.externalId, shape: 'remarried-mother', otherId: externalId })
    for (let j = 0; j < i; j++) {
      if (drafts[j]!.mother !== draft.mother) continue
      if (drafts[j]!.birth === draft.birth) rows.push({ externalId, shape: 'twin', otherId: people[j]!.externalId })
      if (people[j]!.fullName === fullName) rows.push({ externalId, shape: 'homonym-sibling', otherId: people[j]!.externalId })
    }
  }
  return rows
}

function ethnicShares(): Map<string, Weighted<string>> {
  const rows = Map.groupBy(readFacts('ethnic-by-province-2019'), (row) => row.province_code_63!)
  return new Map([...rows].map(([province, list]) => [province, new Weighted(list.map((row) => [row.ethnic_code!, Number(row.persons)]))]))
}
