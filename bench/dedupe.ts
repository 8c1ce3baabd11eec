/**
 * A register against itself: pairs of records that are one person, held to the planted doubles. Half of the doubles bear no number; half of all stand at
 * the address of the first record, half in a commune anywhere. Without number and elsewhere a double is a namesake of the same day, which nobody can tell.
 */
import { linkSides, newDictionaries, prepare, trainModel, type MatchInput } from '../src/data-ecosystem/linkage/index.ts'
import { generatePeople } from '../synthetic/index.ts'
import { ownPeakMemory, print, rounded, tell } from './figures.ts'
import { asInput } from './linkage-sides.ts'
import type { BenchOptions } from './main.ts'

export async function bench({ register = 3_600_000 }: BenchOptions): Promise<void> {
  const inputs: MatchInput[] = []
  const truth = new Set<string>()
  for (const household of generatePeople({ seed: 'bench-dedupe', people: register, errors: 'default' })) {
    for (const person of household.people) {
      const first = person.externalId.endsWith('-D') ? household.people.find((each) => each.externalId === person.externalId.slice(0, -2)) : undefined
      const stayed = first !== undefined && truth.size % 2 === 0
      inputs.push(asInput(stayed ? { ...person, residenceArea: first.residenceArea, residenceDetail: first.residenceDetail } : person))
      if (first) truth.add(first.externalId)
    }
  }
  const dictionaries = newDictionaries()
  const side = prepare(inputs, inputs.length, dictionaries, 2026)
  tell(`${side.n} records, ${truth.size} recorded twice`)
  // Within one register the same pair of people is rare: the prior is the share of doubles that is thought of, one in two hundred.
  const model = { ...trainModel({ left: side, right: side, dictionaries }), prior: 0.005 / side.n, keep: -8 }
  const linked = await linkSides({ left: side, right: side, dictionaries, model, threads: 2, self: true })
  const order = [...linked.weight.keys()].sort((a, b) => linked.weight[b]! - linked.weight[a]!)
  const isDouble = (k: number): boolean => {
    const [a, b] = [side.ids[linked.left[k]!]!, side.ids[linked.right[k]!]!]
    return a.replace(/-D$/, '') === b.replace(/-D$/, '')
  }
  let [right, recall, threshold] = [0, 0, Number.POSITIVE_INFINITY]
  order.forEach((k, at) => {
    if (isDouble(k)) right++
    if (right / (at + 1) >= 0.995) [recall, threshold] = [right / truth.size, linked.weight[k]!]
  })
  print({ name: 'dedupe', value: rounded(recall, 4), unit: 'recall at precision 0.995', n: side.n, threshold: rounded(threshold, 2) })
  print({ name: 'dedupe.seconds', value: rounded(linked.seconds.scoring, 1), unit: 's scoring', n: side.n, pairs: Object.values(linked.pairs).reduce((sum, n) => sum + n, 0) })
  print({ name: 'dedupe.memory', value: ownPeakMemory(), unit: 'MB', of: 'node' })
}
