import { agreesOn, forEachPair, keyOf, nameAndBirth, type PairRule } from './blocking.ts'
import { addressLevel, birthLevel, genderLevel, holdsCommuneOf, nameLevel, numberLevel, oneEditOf, type HoldsCommune } from './compare.ts'
import { blockingRules, comparisonNames, comparisons, levelsAtLeast, type Comparison, type LevelShares, type LinkModel } from './model.ts'
import { Col, width, type Dictionaries, type Side } from './records.ts'
import { Room, touch } from './room.ts'

export interface Training {
  readonly left: Side
  readonly right: Side
  readonly dictionaries: Dictionaries
  /** Share of the list that is thought to stand in the register; used for the prior alone. */
  readonly expected?: number
}

/** No level is ever thought impossible: 0.001 in a thousand for the same person, one in ten million for two. */
const floorM = 1e-4
const floorU = 1e-7
const randomPairs = 3_000_000
/** Pairs that are drawn before they are compared, so that their rows are fetched together. */
const drawnTogether = 100
const rounds = 25

/**
 * Learns a model from two unlabelled sides. u: exactly from how often values occur, where a level is an equality, else from random pairs; m: by
 * expectation and maximisation over counts of patterns, once among pairs of equal numbers (for name, birth, gender, address), once among pairs of
 * equal name and birth (for numbers). Deterministic: pairs are drawn by a fixed sequence.
 */
export function trainModel({ left, right, dictionaries, expected = 0.9 }: Training): LinkModel {
  const compared: Compared = { ...levelsAtLeast, address: hasSets(left) ? comparisons.address.length : levelsAtLeast.address }
  const u = shareOfRandomPairs(left, right, dictionaries, compared)
  const byNumber = patternsOf(['pin', 'cmnd'], left, right, dictionaries, compared)
  const byName = patternsOf(['name-and-birth'], left, right, dictionaries, compared)
  const first = expectMaximise(byNumber, u, compared, ['name', 'birth', 'gender', 'address'])
  const second = expectMaximise(byName, u, compared, ['number'])
  const levels = Object.fromEntries(comparisonNames.map((name) => [name, { m: (name === 'number' ? second : first).m[name]!, u: u[name] } satisfies LevelShares])) as unknown as Record<Comparison, LevelShares>
  const matches = Math.max(1, left.n * expected)
  return {
    version: 1, prior: Math.min(0.5, matches / (Math.max(1, left.n) * Math.max(1, right.n))), levels, blocking: [...blockingRules], keep: -2, automatic: 10, review: -2,
    trained: { list: left.n, register: right.n, randomPairs, numberPairs: byNumber.total, namePairs: byName.total, expected },
  }
}

type Shares = Record<Comparison, number[]>
/** How many levels of each comparison this list can show. */
type Compared = Readonly<Record<Comparison, number>>

/** Too few lines with an address that means one of several communes teach nothing about them. */
const fewestSets = 200

function hasSets({ n, rows }: Side): boolean {
  let sets = 0
  for (let i = 0; i < n && sets < fewestSets; i++) if (rows[i * width + Col.commune]! < 0) sets++
  return sets >= fewestSets
}

/** A model that does not learn the level takes such an address for none. */
const setsOf = (dictionaries: Dictionaries, compared: Compared): HoldsCommune | null => (compared.address > levelsAtLeast.address ? holdsCommuneOf(dictionaries.communes.texts) : null)

function shareOfRandomPairs(left: Side, right: Side, dictionaries: Dictionaries, compared: Compared): Shares {
  const oneEdit = oneEditOf(dictionaries.syllable.texts)
  const holdsCommune = setsOf(dictionaries, compared)
  // Place 0 of each is what said nothing.
  const counts = Object.fromEntries(comparisonNames.map((name) => [name, new Int32Array(compared[name] + 1)])) as Record<Comparison, Int32Array>
  const { name, birth, gender, address } = counts
  let state = 0x2545f491
  const random = (below: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const lines = new Int32Array(drawnTogether)
  const people = new Int32Array(drawnTogether)
  const room = new Room()
  for (let t = 0; t < (left.n > 0 && right.n > 0 ? randomPairs : 0); t += drawnTogether) {
    for (let k = 0; k < drawnTogether; k++) {
      lines[k] = random(left.n)
      people[k] = random(right.n)
    }
    touch(lines, 0, drawnTogether, left.rows, room)
    touch(people, 0, drawnTogether, right.rows, room)
    for (let k = 0; k < drawnTogether; k++) {
      const i = lines[k]! * width
      const j = people[k]! * width
      name[nameLevel(left.rows, i, right.rows, j, oneEdit) + 1]!++
      birth[birthLevel(left.rows, i, right.rows, j) + 1]!++
      gender[genderLevel(left.rows, i, right.rows, j) + 1]!++
      address[addressLevel(left.rows, i, right.rows, j, holdsCommune) + 1]!++
    }
  }
  const shares = Object.fromEntries(comparisonNames.map((each) => {
    const [, ...said] = counts[each]
    const all = said.reduce((sum, count) => sum + count, 0)
    return [each, said.map((count) => Math.max(floorU, count / Math.max(1, all)))]
  })) as Shares
  // Equalities exactly: the chance that two draws, one from each side, have the same value.
  shares.name[7] = Math.max(floorU, chanceOfEqual(left, right, Col.telex))
  shares.birth[5] = Math.max(floorU, chanceOfEqual(left, right, Col.birth, (value) => value % 100 !== 0 && value % 10_000 >= 100))
  // A number belongs to one person: two people share it by mistake alone.
  shares.number = [1, 2e-6, 1 / Math.max(2, right.n) / 10, 1 / Math.max(2, right.n) / 20].map((share) => Math.max(floorU / 10, share))
  return shares
}

function chanceOfEqual(left: Side, right: Side, column: number, counts: (value: number) => boolean = (value) => value !== 0): number {
  let most = 0
  for (let i = 0; i < left.n; i++) most = Math.max(most, left.rows[i * width + column]!)
  const own = new Int32Array(most + 1)
  let l = 0
  let r = 0
  let together = 0
  for (let i = 0; i < left.n; i++) {
    const value = left.rows[i * width + column]!
    if (!counts(value)) continue
    own[value]!++
    l++
  }
  for (let j = 0; j < right.n; j++) {
    const value = right.rows[j * width + column]!
    if (!counts(value)) continue
    if (value <= most) together += own[value]!
    r++
  }
  return together / Math.max(1, l * r)
}

interface Patterns {
  /** Counts by pattern; a pattern is the five levels as digits, silent as zero. */
  readonly counts: ReadonlyMap<number, number>
  readonly total: number
}

const radix = [10_000, 1_000, 100, 10, 1] as const

function patternsOf(rules: readonly TrainingRule[], left: Side, right: Side, dictionaries: Dictionaries, compared: Compared): Patterns {
  const oneEdit = oneEditOf(dictionaries.syllable.texts)
  const holdsCommune = setsOf(dictionaries, compared)
  const counts = new Map<number, number>()
  let total = 0
  for (const rule of rules) {
    forEachPair(trainingRules[rule], left, right, (l, r) => {
      const pattern = (nameLevel(left.rows, l, right.rows, r, oneEdit) + 1) * radix[0] + (numberLevel(left.rows, l, right.rows, r) + 1) * radix[1] + (birthLevel(left.rows, l, right.rows, r) + 1) * radix[2]
        + (genderLevel(left.rows, l, right.rows, r) + 1) * radix[3] + (addressLevel(left.rows, l, right.rows, r, holdsCommune) + 1) * radix[4]
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
      total++
    })
  }
  return { counts, total }
}

type TrainingRule = 'pin' | 'cmnd' | 'name-and-birth'

const trainingRules: Readonly<Record<TrainingRule, PairRule>> = {
  'pin': { key: keyOf('pin'), agrees: (...pair) => agreesOn('pin', ...pair) },
  // Those with the same twelve digits have been counted.
  'cmnd': { key: keyOf('cmnd'), agrees: (...pair) => agreesOn('cmnd', ...pair) && !agreesOn('pin', ...pair) },
  'name-and-birth': { key: nameAndBirth, agrees: (l, i, r, j) => l[i + Col.telex] === r[j + Col.telex] && l[i + Col.birth] === r[j + Col.birth] },
}

/** Two classes over the patterns, u held fast; gives m of the comparisons named. */
function expectMaximise({ counts, total }: Patterns, u: Shares, compared: Compared, learn: readonly Comparison[]): { m: Partial<Record<Comparison, number[]>> } {
  const patterns = [...counts].map(([pattern, count]) => ({ levels: radix.map((power) => (Math.floor(pattern / power) % 10) - 1), count }))
  const m = Object.fromEntries(learn.map((name) => [name, startOf(compared[name], comparisons[name].indexOf(highest[name] as never))])) as Record<Comparison, number[]>
  let same = 0.9
  for (let round = 0; round < rounds && total > 0; round++) {
    const sums = Object.fromEntries(learn.map((name) => [name, Array.from({ length: compared[name] }, () => 0)])) as Record<Comparison, number[]>
    let expected = 0
    for (const { levels, count } of patterns) {
      let [a, b] = [same, 1 - same]
      for (const name of learn) {
        const level = levels[comparisonNames.indexOf(name)]!
        if (level < 0) continue
        a *= m[name][level]!
        b *= u[name][level]!
      }
      const share = a / (a + b || 1)
      expected += share * count
      for (const name of learn) {
        const level = levels[comparisonNames.indexOf(name)]!
        if (level >= 0) sums[name][level]! += share * count
      }
    }
    same = Math.min(0.999999, Math.max(0.000001, expected / total))
    for (const name of learn) {
      const said = sums[name].reduce((sum, each) => sum + each, 0)
      if (said > 0) m[name] = sums[name].map((each) => Math.max(floorM, each / said))
    }
  }
  return { m }
}

/** Agreement is what one expects of the same person. */
const startOf = (levels: number, agreed: number): number[] => Array.from({ length: levels }, (_, i) => (i === agreed ? 0.8 : 0.2 / (levels - 1)))
const highest: Readonly<Record<Comparison, string>> = { name: 'equal', number: 'equal', birth: 'equal', gender: 'equal', address: 'hamlet' }
