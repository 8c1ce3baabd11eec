import type { Linked } from './link.ts'
import type { LinkModel } from './model.ts'
import { width, type Dictionaries, type Side } from './records.ts'
import { evidenceOf } from './review/evidence.ts'
import { nameShares } from './shares.ts'
import { judgeLine, type Judged } from './intake/zones.ts'

export interface LineAnswer extends Judged {
  readonly line: number
  /** Row of the register of the likeliest person. */
  readonly person: number
  readonly weight: number
}

/** The likeliest person of each line that has one, and how the line is judged: what the SQL for other engines has to say as well. */
export function* answersOf(linked: Linked, left: Side, right: Side, model: LinkModel, dictionaries: Dictionaries): Generator<LineAnswer> {
  const evidence = evidenceOf(model, nameShares(right, dictionaries), dictionaries)
  const pairsOf = Map.groupBy(linked.left.keys(), (k) => linked.left[k]!)
  for (const line of [...pairsOf.keys()].toSorted((a, b) => a - b)) {
    const pairs = pairsOf.get(line)!.map((k) => ({ person: linked.right[k]!, weight: linked.weight[k]! })).toSorted((a, b) => b.weight - a.weight || a.person - b.person)
    const judged = judgeLine(pairs.slice(0, 2).map(({ person, weight }) => ({ weight, levels: evidence(left.rows, line * width, right.rows, person * width).levels })), { lower: model.review, upper: model.automatic })
    yield { line, person: pairs[0]!.person, weight: pairs[0]!.weight, ...judged }
  }
}
