import { agreesOn } from '../blocking.ts'
import type { ListCounts } from '../intake/list.ts'
import { Scorer, type Kept } from '../kernel.ts'
import type { BlockingRule, LinkModel } from '../model.ts'
import { Col, genderMask, width, type Dictionaries, type Side } from '../records.ts'
import { nameShares } from '../shares.ts'
import type { AboutRun, Filled, ReportInput } from './report-input.ts'

/** A run as it lies in memory right after the scoring. */
export interface RunInMemory {
  readonly left: Side
  readonly right: Side
  readonly dictionaries: Dictionaries
  readonly model: LinkModel
  /** Pairs kept, in parts. */
  readonly kept: readonly Pick<Kept, 'left' | 'right' | 'weight'>[]
  readonly planned: Partial<Readonly<Record<BlockingRule, number>>>
  readonly pairs: Partial<Readonly<Record<BlockingRule, number>>>
  readonly counts: Pick<ListCounts, 'blocked' | 'problems'>
  /** Code of the ethnic group of a row of the register; none where it was not read. */
  readonly ethnicity?: (row: number) => string
  /** Row of the register a line means: -1 nobody there, null not known. */
  readonly truth?: (line: number) => number | null
}

/** A run's data as a report wants them. The rows stay where they are: nothing is copied. */
export function reportOfRun(run: RunInMemory, about: AboutRun): ReportInput {
  const { left, right, dictionaries, model, kept, planned, pairs, counts } = run
  const scorer = new Scorer(model, nameShares(right, dictionaries), dictionaries)
  return {
    about, model, lines: left.n, people: right.n, planned, pairs, blocked: counts.blocked ?? 0, problems: counts.problems ?? {}, registerFilled: filledOf(right), kept: () => keptOf(kept),
    ruleOf: (line, person) => model.blocking.find((rule) => agreesOn(rule, left.rows, line * width, right.rows, person * width))!,
    ownWeight: (line) => scorer.weight(left.rows, line * width, left.rows, line * width),
    truth: run.truth ?? null, reading: null, ethnicity: run.ethnicity ? { of: run.truth ? 'truth' : 'candidate', code: run.ethnicity } : null,
  }
}

function* keptOf(kept: RunInMemory['kept']): Generator<readonly [number, number, number]> {
  for (const { left, right, weight } of kept) for (let k = 0; k < left.length; k++) yield [left[k]!, right[k]!, weight[k]!]
}

export function filledOf({ n, rows }: Side): Filled {
  const counts = { rows: n, name: 0, pin: 0, cmnd: 0, wholeBirth: 0, yearOfBirth: 0, gender: 0, commune: 0, hamlet: 0 }
  for (let i = 0; i < n; i++) {
    const at = (column: number): number => rows[i * width + column]!
    const birth = at(Col.birth)
    if (at(Col.plain) > 0) counts.name++
    if (at(Col.pinHigh) >= 0) counts.pin++
    if (at(Col.cmnd) >= 0) counts.cmnd++
    if (birth > 0) counts.yearOfBirth++
    if (birth % 100 !== 0 && birth % 10_000 >= 100) counts.wholeBirth++
    if ((at(Col.flags) & genderMask) !== 0) counts.gender++
    if (at(Col.commune) > 0) counts.commune++
    if (at(Col.hamlet) > 0) counts.hamlet++
  }
  return counts
}
