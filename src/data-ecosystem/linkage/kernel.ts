import { agreement, agreementOfFar, areFar, hashOf, keyOf, mayBeFar, needs, type Key } from './blocking.ts'
import { addressLevel, birthLevel, genderLevel, holdsCommuneOf, nameLevel, numberLevel, oneEditOf, type HoldsCommune, type OneEdit } from './compare.ts'
import { meeting, type Parted } from './meeting.ts'
import { oneEditLevel, priorWeight, surnameGivenLevel, weighsSets, weightsOf, type BlockingRule, type LinkModel } from './model.ts'
import { Col, width, type Side } from './records.ts'
import { powerOfTwo, Room, touch } from './room.ts'

/** How common names are, in the whole register: shares, by the id of the plain name and by surname and given name together. */
export interface NameShares {
  readonly whole: Float32Array
  readonly surnameGiven: Float32Array
  readonly givens: number
}

/** Pairs that were kept: row of the list, row of the register, weight. */
export interface Kept {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly weight: Float64Array
  readonly pairs: number
}

/** The words that comparisons look into; all else is whole numbers. */
export interface ComparedWords {
  readonly syllable: { readonly texts: readonly string[] }
  readonly communes: { readonly texts: readonly string[] }
}

/** Rows of the register that are fetched ahead. */
const ahead = 64

/** Scores pairs one by one; the same code for whole lists and for one record. */
export class Scorer {
  readonly #prior: number
  readonly #name: Float64Array
  readonly #number: Float64Array
  readonly #birth: Float64Array
  readonly #gender: Float64Array
  readonly #address: Float64Array
  readonly #wholeU: Float64Array
  readonly #surnameGivenU: number
  /** What a name can add at most that is not the same as a whole and has another given name. */
  readonly #mostOfOtherName: number
  /** What a pair of rows that are far weighs at most. */
  readonly mostOfFar: number
  readonly #shares: NameShares
  readonly #oneEdit: OneEdit
  readonly #holdsCommune: HoldsCommune | null
  readonly #reached = new Float64Array(1)

  constructor(model: LinkModel, shares: NameShares, words: ComparedWords) {
    const weights = weightsOf(model)
    this.#prior = priorWeight(model)
    this.#name = weights.name
    this.#number = weights.number
    this.#birth = weights.birth
    this.#gender = weights.gender
    this.#address = weights.address
    this.#wholeU = Float64Array.from(model.levels.name.u)
    this.#surnameGivenU = model.levels.name.u[surnameGivenLevel]!
    this.#mostOfOtherName = Math.max(0, weights.name[0]!, weights.name[oneEditLevel]!)
    this.mostOfFar = this.#prior + Math.max(0, weights.number[0]!) + Math.max(0, ...weights.birth) + Math.max(0, ...weights.gender) + weights.address[0]! + this.#mostOfOtherName
    this.#shares = shares
    this.#oneEdit = oneEditOf(words.syllable.texts)
    this.#holdsCommune = weighsSets(model) ? holdsCommuneOf(words.communes.texts) : null
  }

  weight(l: Int32Array, i: number, r: Int32Array, j: number): number {
    this.reaches(Number.NEGATIVE_INFINITY, l, i, r, j)
    return this.reached
  }

  /** Whether a pair weighs `least` or more; if so, `reached` is its weight. A number that is handed back costs memory each time, and most pairs weigh little. */
  reaches(least: number, l: Int32Array, i: number, r: Int32Array, j: number): boolean {
    const number = numberLevel(l, i, r, j)
    const birth = birthLevel(l, i, r, j)
    const gender = genderLevel(l, i, r, j)
    const address = this.addressLevel(l, i, r, j)
    let weight = this.#prior
    if (number >= 0) weight += this.#number[number]!
    if (birth >= 0) weight += this.#birth[birth]!
    if (gender >= 0) weight += this.#gender[gender]!
    if (address >= 0) weight += this.#address[address]!
    if (weight + this.#mostOfOtherName < least && areOtherNames(l, i, r, j)) return false
    const name = nameLevel(l, i, r, j, this.#oneEdit)
    if (name >= 0) weight += this.#name[name]! + this.nameRarity(name, r, j)
    this.#reached[0] = weight
    return weight >= least
  }

  get reached(): number {
    return this.#reached[0]!
  }

  /** The level of the address, as this model tells it. */
  addressLevel(l: Int32Array, i: number, r: Int32Array, j: number): number {
    return addressLevel(l, i, r, j, this.#holdsCommune)
  }

  /** What a rare or a common name adds to its level: log2 of the level's u over the share of this very name. */
  nameRarity(level: number, r: Int32Array, j: number): number {
    if (level >= 4) {
      const share = this.#shares.whole[r[j + Col.plain]!]!
      return share > 0 ? Math.log2(wholeU(this.#wholeU) / share) : 0
    }
    // A given name that nobody bore when the shares were counted has no share.
    if (level !== surnameGivenLevel || r[j + Col.given]! >= this.#shares.givens) return 0
    const share = this.#shares.surnameGiven[r[j + Col.surname]! * this.#shares.givens + r[j + Col.given]!]!
    return share > 0 ? Math.log2(this.#surnameGivenU / share) : 0
  }
}

/** Chance that two people bear the same plain name: the levels of the whole name together. */
const wholeU = (u: Float64Array): number => u[4]! + u[5]! + u[6]! + u[7]!

const areOtherNames = (l: Int32Array, i: number, r: Int32Array, j: number): boolean =>
  l[i + Col.given] !== r[j + Col.given] && l[i + Col.sorted] !== r[j + Col.sorted] && l[i + Col.plain] !== r[j + Col.plain] && l[i + Col.telex] !== r[j + Col.telex] && l[i + Col.plain] !== 0 && r[j + Col.plain] !== 0

/** What a rule asks of a pair, and where the pairs it brings are kept. */
interface Asked {
  readonly bit: number
  readonly key: Key
  readonly need: number
  /** What rules before it ask: a pair belongs to the first. */
  readonly earlier: Int32Array
  readonly kept: Growing
  /** Whether pairs of rows that are far are this rule's, and weigh too little to be kept. */
  readonly passOver: boolean
  pairs: number
}

/**
 * All pairs of these rules of one family, each under the first rule of the model that brings it, scored; those of the model's weight and more are kept.
 * The answer is by rule, in the order of `rules`.
 */
export function scoreFamily(rules: readonly BlockingRule[], model: LinkModel, left: Side, right: Side, scorer: Scorer, self = false, room = new Room()): Kept[] {
  const { list, register } = meeting(rules, left, right, self, room)
  const asked = rules.map((rule, r): Asked => {
    const earlier = model.blocking.slice(0, model.blocking.indexOf(rule)).map((each) => needs[each])
    return { bit: 1 << r, key: keyOf(rule), need: needs[rule], earlier: Int32Array.from(earlier), kept: new Growing(), passOver: mayBeFar(needs[rule]) && !earlier.some(mayBeFar) && scorer.mostOfFar < model.keep, pairs: 0 }
  })
  for (let p = 0; p + 1 < list.starts.length; p++) {
    const [from, to, first, end] = [list.starts[p]!, list.starts[p + 1]!, register.starts[p]!, register.starts[p + 1]!]
    if (from === to || first === end) continue
    const together: Together = { list, from, size: to - from, own: sideBySide('own', list.rows, from, to, left, room), register, first, end, theirs: sideBySide('theirs', register.rows, first, end, right, room), self }
    for (const each of asked) scorePart(each, together, model.keep, scorer, room)
  }
  return asked.map(({ kept, pairs }) => ({ ...kept.take(), pairs }))
}

/** One part of both sides: `size` rows of the list in `own`, and the rows of the register from `first` to `end` in `theirs`. */
interface Together {
  readonly list: Parted
  readonly from: number
  readonly size: number
  readonly own: Int32Array
  readonly register: Parted
  readonly first: number
  readonly end: number
  readonly theirs: Int32Array
  readonly self: boolean
}

function scorePart(asked: Asked, { list, from, size, own, register, first, end, theirs, self }: Together, keep: number, scorer: Scorer, room: Room): void {
  const { bit, key, need, earlier, kept, passOver } = asked
  const mask = powerOfTwo(size * 2) - 1
  const heads = room.ints('heads', mask + 1).fill(-1, 0, mask + 1)
  const nexts = room.ints('nexts', size)
  const hashes = room.ints('hashes', size)
  for (let k = 0; k < size; k++) {
    if ((list.rules[from + k]! & bit) === 0) continue
    const hash = hashOf(key, own, k * width)
    hashes[k] = hash
    nexts[k] = heads[hash & mask]!
    heads[hash & mask] = k
  }
  let pairs = 0
  for (let at = first; at < end; at++) {
    if ((register.rules[at]! & bit) === 0) continue
    const row = register.rows[at]!
    const j = (at - first) * width
    const hash = hashOf(key, theirs, j)
    for (let k = heads[hash & mask]!; k >= 0; k = nexts[k]!) {
      if (hashes[k] !== hash) continue
      if (self && list.rows[from + k]! >= row) continue
      if (passOver && areFar(own, k * width, theirs, j)) {
        if ((agreementOfFar(own, k * width, theirs, j) & need) === need) pairs++
        continue
      }
      const same = agreement(own, k * width, theirs, j)
      if ((same & need) !== need || holdsOneOf(same, earlier)) continue
      pairs++
      if (scorer.reaches(keep, own, k * width, theirs, j)) kept.push(list.rows[from + k]!, row, scorer.reached)
    }
  }
  asked.pairs += pairs
}

/** The rows of one part side by side, for they are looked at again and again. */
function sideBySide(name: string, rows: Int32Array, from: number, to: number, side: Side, room: Room): Int32Array {
  const own = room.ints(name, (to - from) * width)
  for (let k = 0; k < to - from; k++) {
    if (k % ahead === 0) touch(rows, from + k, Math.min(to, from + k + ahead), side.rows, room)
    const target = k * width
    const source = rows[from + k]! * width
    for (let c = 0; c < width; c++) own[target + c] = side.rows[source + c]!
  }
  return own
}

function holdsOneOf(same: number, earlier: Int32Array): boolean {
  for (let e = 0; e < earlier.length; e++) if ((same & earlier[e]!) === earlier[e]) return true
  return false
}

/** Typed arrays that grow. */
class Growing {
  #left = new Int32Array(1 << 16)
  #right = new Int32Array(1 << 16)
  #weight = new Float64Array(1 << 16)
  #n = 0

  push(left: number, right: number, weight: number): void {
    if (this.#n === this.#left.length) {
      const grown = <T extends Int32Array | Float64Array>(old: T, made: T): T => (made.set(old as never), made)
      this.#left = grown(this.#left, new Int32Array(this.#n * 2))
      this.#right = grown(this.#right, new Int32Array(this.#n * 2))
      this.#weight = grown(this.#weight, new Float64Array(this.#n * 2))
    }
    this.#left[this.#n] = left
    this.#right[this.#n] = right
    this.#weight[this.#n++] = weight
  }

  take(): Omit<Kept, 'pairs'> {
    return { left: this.#left.slice(0, this.#n), right: this.#right.slice(0, this.#n), weight: this.#weight.slice(0, this.#n) }
  }
}
