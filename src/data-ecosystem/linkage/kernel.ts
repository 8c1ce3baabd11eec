import { agrees, keyHash } from './blocking.ts'
import { addressLevel, birthLevel, genderLevel, holdsCommuneOf, nameLevel, numberLevel, oneEditOf, type HoldsCommune, type OneEdit } from './compare.ts'
import { priorWeight, surnameGivenLevel, weighsSets, weightsOf, type BlockingRule, type LinkModel } from './model.ts'
import { Col, width } from './records.ts'

/** How common names are, in the whole register: shares, by the id of the plain name and by surname and given name together. */
export interface NameShares {
  readonly whole: Float32Array
  readonly surnameGiven: Float32Array
  readonly givens: number
}

export interface Side {
  readonly n: number
  readonly rows: Int32Array
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

const partitions = 128

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
  readonly #shares: NameShares
  readonly #oneEdit: OneEdit
  readonly #holdsCommune: HoldsCommune | null

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
    this.#shares = shares
    this.#oneEdit = oneEditOf(words.syllable.texts)
    this.#holdsCommune = weighsSets(model) ? holdsCommuneOf(words.communes.texts) : null
  }

  weight(l: Int32Array, i: number, r: Int32Array, j: number): number {
    const name = nameLevel(l, i, r, j, this.#oneEdit)
    const number = numberLevel(l, i, r, j)
    const birth = birthLevel(l, i, r, j)
    const gender = genderLevel(l, i, r, j)
    const address = this.addressLevel(l, i, r, j)
    let weight = this.#prior
    if (name >= 0) weight += this.#name[name]! + this.nameRarity(name, r, j)
    if (number >= 0) weight += this.#number[number]!
    if (birth >= 0) weight += this.#birth[birth]!
    if (gender >= 0) weight += this.#gender[gender]!
    if (address >= 0) weight += this.#address[address]!
    return weight
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

/** Rows of one side that a rule concerns, gathered so that those of one part of the hash lie together. */
interface Gathered {
  readonly rows: Int32Array
  readonly hashes: Int32Array
  readonly starts: Int32Array
}

function gather(rule: BlockingRule, { n, rows }: Side, from = 0, to = n): Gathered {
  const hashes = new Int32Array(to - from)
  const starts = new Int32Array(partitions + 1)
  for (let i = from; i < to; i++) {
    const hash = keyHash(rule, rows, i * width)
    hashes[i - from] = hash
    if (hash !== 0) starts[(hash >>> 25) + 1]!++
  }
  for (let p = 0; p < partitions; p++) starts[p + 1]! += starts[p]!
  const next = starts.slice(0, partitions)
  const own = new Int32Array(starts[partitions]! * width)
  const ownHashes = new Int32Array(starts[partitions]!)
  for (let i = from; i < to; i++) {
    const hash = hashes[i - from]!
    if (hash === 0) continue
    const place = next[hash >>> 25]!++
    ownHashes[place] = hash
    const [target, source] = [place * width, i * width]
    for (let k = 0; k < width; k++) own[target + k] = rows[source + k]!
  }
  return { rows: own, hashes: ownHashes, starts }
}

/** All pairs of one rule that no earlier rule brought, scored; those of the model's weight and more are kept. */
export function scoreRule(rule: BlockingRule, model: LinkModel, left: Side, right: Side, scorer: Scorer, self = false): Kept {
  const earlier = model.blocking.slice(0, model.blocking.indexOf(rule)).map((each) => agrees[each])
  const same = agrees[rule]
  const list = gather(rule, left)
  const register = self ? list : gather(rule, right)
  const kept = new Growing()
  let pairs = 0
  for (let p = 0; p < partitions; p++) {
    const [from, to] = [list.starts[p]!, list.starts[p + 1]!]
    const size = to - from
    if (size === 0) continue
    const mask = (1 << Math.max(4, 32 - Math.clz32(size * 2))) - 1
    const heads = new Int32Array(mask + 1).fill(-1)
    const nexts = new Int32Array(size)
    for (let k = 0; k < size; k++) {
      const slot = list.hashes[from + k]! & mask
      nexts[k] = heads[slot]!
      heads[slot] = k
    }
    for (let at = register.starts[p]!; at < register.starts[p + 1]!; at++) {
      const hash = register.hashes[at]!
      const j = at * width
      for (let k = heads[hash & mask]!; k >= 0; k = nexts[k]!) {
        if (list.hashes[from + k] !== hash) continue
        const i = (from + k) * width
        if (self && list.rows[i + Col.row]! >= register.rows[j + Col.row]!) continue
        if (!same(list.rows, i, register.rows, j)) continue
        let new_ = true
        for (const each of earlier) {
          if (each(list.rows, i, register.rows, j)) {
            new_ = false
            break
          }
        }
        if (!new_) continue
        pairs++
        const weight = scorer.weight(list.rows, i, register.rows, j)
        if (weight >= model.keep) kept.push(list.rows[i + Col.row]!, register.rows[j + Col.row]!, weight)
      }
    }
  }
  return { ...kept.take(), pairs }
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
