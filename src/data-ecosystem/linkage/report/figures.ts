import type { Candidate } from '../intake/run-stages.ts'
import { judgeLine, type ZoneReason } from '../intake/zones.ts'
import { comparisonNames, priorWeight, weightsOf, type BlockingRule, type Comparison, type LinkModel } from '../model.ts'
import type { MatchInput } from '../records.ts'
import { clusterSizes, type ClusterSizes } from './clusters.ts'
import { noLines, type ByZone, type CountedLine } from './counted-line.ts'
import { ExampleCount, type Example } from './examples.ts'
import { GroupCount, type Groups } from './groups.ts'
import { lineFacts } from './line-facts.ts'
import { ProfileCount, type Profile } from './profile.ts'
import { ReadingCount, TruthCount, type ReadingQuality, type TruthQuality } from './quality-of-run.ts'
import type { AboutRun, BestPair, Filled, LineTruth, ReportInput } from './report-input.ts'

export interface RuleFigures {
  readonly rule: BlockingRule
  readonly planned: number
  readonly pairs: number
  /** Lines whose likeliest person this rule brought, by what became of them. */
  readonly lines: Readonly<ByZone>
}

export interface WeightFigures {
  readonly comparison: Comparison
  readonly levels: readonly { readonly m: number; readonly u: number; readonly weight: number }[]
}

export interface Bin {
  readonly from: number
  readonly to: number
  readonly lines: Readonly<ByZone>
}

/** The numbers of a report: counts and shares alone, and examples without a name. Can be kept as JSON. */
export interface ReportFigures {
  readonly about: AboutRun
  readonly model: LinkModel
  readonly people: number
  readonly registerFilled: Filled
  readonly lines: number
  readonly zones: Readonly<ByZone>
  /** Lines people look at by why; a line may have several reasons. Not there in reports of before. */
  readonly reasons?: Partial<Readonly<Record<ZoneReason, number>>>
  readonly blocked: number
  readonly problems: ReportInput['problems']
  readonly profile: Profile
  readonly rules: readonly RuleFigures[]
  readonly prior: number
  readonly weights: readonly WeightFigures[]
  readonly bins: readonly Bin[]
  /** Lines that found no pair worth keeping: they stand in no bin. */
  readonly withoutPair: number
  readonly examples: readonly Example[]
  /** Lines that even an exact copy of themselves would not reach this weight with. */
  readonly unlinkable: readonly { readonly weight: number; readonly lines: number }[]
  readonly truth: TruthQuality | null
  readonly readings: ReadingQuality | null
  readonly clusters: ClusterSizes
  readonly communes: Groups
  readonly fairness: { readonly gender: Groups; readonly age: Groups; readonly ethnicity: Groups | null }
  readonly ethnicityOf: 'candidate' | 'truth' | null
}

const binWidth = 2
/** Ethnic groups of fewer lines are shown together, and not at all where they have fewer even so. */
export const fewestOfGroup = 10
/** So are communes of fewer lines: a share of two people says who they are. */
export const fewestOfCommune = 5

/** Counts a run line by line, in their order; what a line said is not kept. The same run gives the same figures. */
export class ReportCount {
  readonly #input: ReportInput
  readonly #thisYear: number
  readonly #zones = noLines()
  readonly #reasons: Partial<Record<ZoneReason, number>> = {}
  readonly #profile = new ProfileCount()
  readonly #rules = new Map<BlockingRule, ByZone>()
  readonly #bins = new Map<number, ByZone>()
  readonly #examples = new ExampleCount()
  readonly #unlinkable: { readonly weight: number; lines: number }[]
  readonly #truth: TruthCount
  readonly #readings = new ReadingCount()
  readonly #communes = new GroupCount((line) => line.commune)
  readonly #genders = new GroupCount(({ facts }) => (facts.gender === 'male' || facts.gender === 'female' ? facts.gender : ''))
  readonly #ages: GroupCount
  readonly #ethnicities = new GroupCount((line) => line.ethnicity)
  #at = 0
  #withoutPair = 0

  constructor(input: ReportInput) {
    this.#input = input
    this.#thisYear = Number(input.about.at.slice(0, 4))
    this.#truth = new TruthCount(input.model)
    this.#unlinkable = [...new Set([input.model.review, 0, 5, input.model.automatic, 15, 20, 25])].toSorted((a, b) => a - b).map((weight) => ({ weight, lines: 0 }))
    this.#ages = new GroupCount(({ facts }) => ageGroup(facts.year, this.#thisYear))
  }

  /** The next line with its likeliest people, best first. */
  add(line: MatchInput, candidates: readonly Candidate[]): void {
    const { model, ruleOf, reading, ethnicity, ownWeight, truth: meantBy } = this.#input
    const at = this.#at++
    const [first, second] = candidates
    const best: BestPair | null = first ? { person: first.register, weight: first.weight, second: second?.weight ?? null, rule: ruleOf(at, first.register), levels: first.levels, rarity: first.levels.rarity } : null
    const meant = meantBy ? meantBy(at) : null
    const truth: LineTruth | null = meant === null ? null : { inRegister: meant >= 0, right: meant >= 0 && best?.person === meant }
    const asked = ethnicity?.of === 'truth' ? meant ?? -1 : best?.person ?? -1
    const { zone, reasons } = judgeLine(candidates, { lower: model.review, upper: model.automatic })
    const counted: CountedLine = {
      at, best, zone, facts: lineFacts(line, this.#thisYear), birth: line.birth, commune: /^\d{5}$/.test(line.commune) ? line.commune : '',
      truth, reading: reading?.(at) ?? null, ethnicity: ethnicity && asked >= 0 ? ethnicity.code(asked) : '',
    }
    this.#zones[zone]++
    if (zone === 'review') for (const reason of reasons) this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1
    if (best) {
      inBin(this.#rules, best.rule)[counted.zone]++
      inBin(this.#bins, Math.floor(best.weight / binWidth) * binWidth)[counted.zone]++
    } else this.#withoutPair++
    const own = ownWeight(at)
    for (const each of this.#unlinkable) if (own < each.weight) each.lines++
    for (const count of [this.#profile, this.#examples, this.#truth, this.#readings, this.#communes, this.#genders, this.#ages, this.#ethnicities]) count.add(counted)
  }

  done(): ReportFigures {
    const { about, model, people, registerFilled, blocked, problems, planned, pairs, lines, ethnicity } = this.#input
    if (this.#at !== lines) throw new Error(`${lines} lines were said, ${this.#at} came`)
    const weights = weightsOf(model)
    return {
      about, model, people, registerFilled, lines, zones: this.#zones, reasons: this.#reasons, blocked, problems, profile: this.#profile.done(),
      rules: model.blocking.map((rule) => ({ rule, planned: planned[rule] ?? 0, pairs: pairs[rule] ?? 0, lines: this.#rules.get(rule) ?? noLines() })),
      prior: priorWeight(model),
      weights: comparisonNames.map((comparison) => ({ comparison, levels: [...weights[comparison]].map((weight, level) => ({ m: model.levels[comparison].m[level]!, u: model.levels[comparison].u[level]!, weight })) })),
      bins: binsOf(this.#bins), withoutPair: this.#withoutPair, examples: this.#examples.done(model), unlinkable: this.#unlinkable,
      truth: this.#truth.done(), readings: this.#readings.done(), clusters: clusterSizes(this.#input), communes: this.#communes.done(fewestOfCommune),
      fairness: { gender: this.#genders.done(), age: this.#ages.done(), ethnicity: ethnicity ? this.#ethnicities.done(fewestOfGroup) : null }, ethnicityOf: ethnicity?.of ?? null,
    }
  }
}

function inBin<K>(bins: Map<K, ByZone>, key: K): ByZone {
  let own = bins.get(key)
  if (!own) bins.set(key, (own = noLines()))
  return own
}

function binsOf(bins: ReadonlyMap<number, ByZone>): Bin[] {
  if (bins.size === 0) return []
  const [first, last] = [Math.min(...bins.keys()), Math.max(...bins.keys())]
  return Array.from({ length: (last - first) / binWidth + 1 }, (_, k) => first + k * binWidth).map((from) => ({ from, to: from + binWidth, lines: bins.get(from) ?? noLines() }))
}

/** The ages a list is looked at by: before school, at school, at work, old, very old. */
function ageGroup(year: number, thisYear: number): string {
  const age = thisYear - year
  if (year === 0 || age < 0) return ''
  return age < 6 ? '0-5' : age < 18 ? '6-17' : age < 60 ? '18-59' : age < 80 ? '60-79' : '80+'
}
