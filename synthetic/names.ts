/** Vietnamese names by sex, birth year and ethnic group, in the real frequencies of data/population. */
import { canonicalTone } from '../src/kernel/vietnamese-text.ts'
import { readFacts } from './facts.ts'
import { ownClan } from './names-of-peoples.ts'
import { Weighted } from './prng.ts'
import type { Prng } from './prng.ts'

type Draw = Weighted<string>
type SexedNames = { given: Draw; middle: Draw; commonMiddle: Draw }

/** Birth-order names of southern rural elders; general knowledge. */
const elderNames = ['Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Út', 'Bé', 'Lớn', 'Nhỏ', 'Đẹt', 'Lành']
/** Provinces from Quảng Trị southwards write Võ, Huỳnh for Vũ, Hoàng. */
const firstSouthernProvince = 44

export class NameBook {
  readonly #family: Draw
  readonly #ethnicFamily = new Map<string, Draw>()
  readonly #male: SexedNames
  readonly #female: SexedNames

  constructor(province: string) {
    this.#family = familyNames(Number(province) >= firstSouthernProvince)
    const byGroup = Map.groupBy(readFacts('family-names-by-ethnic-group'), (row) => row.ethnic_code!)
    for (const [code, rows] of byGroup) this.#ethnicFamily.set(code, new Weighted(rows.map((row, place) => [row.name!, 10 / (place + 3)])))
    this.#male = { given: counts('given-names-male'), middle: middles('male', (name) => name !== 'Văn' && !name.includes(' ')), commonMiddle: new Weighted([['Văn', 1]]) }
    this.#female = { given: counts('given-names-female'), middle: middles('female', (name) => !name.startsWith('Thị')), commonMiddle: middles('female', (name) => /^Thị( \p{L}+)?$/u.test(name)) }
  }

  family(prng: Prng, ethnicity: string): string {
    return ownClan(prng, ethnicity) ?? (this.#ethnicFamily.get(ethnicity) ?? this.#family).draw(prng)
  }

  /** Middle and given name with a leading space, e.g. " Thị Thu Hà". */
  rest(prng: Prng, female: boolean, birthYear: number): string {
    const names = female ? this.#female : this.#male
    const common = prng.chance(female ? shareOfThi(birthYear) : shareOfVan(birthYear))
    let middle = (common ? names.commonMiddle : names.middle).draw(prng)
    if (!female && !common && prng.chance(0.1)) middle = `${middle} ${names.middle.draw(prng)}`
    const elder = birthYear < 1965 && prng.chance(0.18)
    const given = elder ? prng.pick(elderNames) : names.given.draw(prng)
    return middle.endsWith(given) ? ` ${middle}` : ` ${middle} ${given}`
  }
}

/** 72 % of women born before 1985, 14 % after 2000, a straight line between (reference/linkage §2.1). */
function shareOfThi(birthYear: number): number {
  if (birthYear <= 1985) return 0.72
  return birthYear >= 2000 ? 0.14 : 0.72 - ((birthYear - 1985) * 0.58) / 15
}

/** Our estimate: the sample holds 16 % for the young. */
function shareOfVan(birthYear: number): number {
  if (birthYear <= 1980) return 0.45
  return birthYear >= 2010 ? 0.08 : 0.45 - ((birthYear - 1980) * 0.37) / 30
}

/** National shares for the commonest names, the sample's counts for the tail. */
function familyNames(southern: boolean): Draw {
  const shares = readFacts('family-name-shares-2005').map((row) => [variant(row.name!, southern), Number(row.percent)] as const)
  const known = new Set(shares.flatMap(([name]) => [name]).concat(['Hoàng', 'Huỳnh', 'Vũ', 'Võ']))
  const tail = readFacts('family-names').filter((row) => !known.has(row.name!))
  const tailCount = tail.reduce((sum, row) => sum + Number(row.count), 0)
  const tailShare = 100 - shares.reduce((sum, [, percent]) => sum + percent, 0)
  return new Weighted([...shares, ...tail.map((row) => [row.name!, (Number(row.count) / tailCount) * tailShare] as const)])
}

/** "Hoàng/Huỳnh", "Vũ/Võ": northern form first. */
function variant(name: string, southern: boolean): string {
  const [north, south] = name.split('/')
  return southern ? (south ?? north!) : north!
}

function counts(file: string): Draw {
  return new Weighted(readFacts(file).map((row) => [canonicalTone(row.name!), Number(row.count)]))
}

function middles(sex: 'male' | 'female', keep: (name: string) => boolean): Draw {
  return new Weighted(readFacts(`middle-names-${sex}`).filter((row) => keep(row.name!)).map((row) => [canonicalTone(row.name!), Number(row.count)]))
}
