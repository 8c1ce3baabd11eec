/**
 * A list of a million lines linked to a register of 3.6 million. The headline is Splink's scoring seconds divided by ours where `--splink` is given and
 * Python has it (see bench/splink/README.md), else our scoring seconds. Both score the same prepared rows by the same rules and levels.
 */
import { bestOf, linkSides, meet, trainModel, type LinkModel } from '../src/data-ecosystem/linkage/index.ts'
import { ownPeakMemory, print, rounded, tell } from './figures.ts'
import { makeSides, sameAs } from './linkage-sides.ts'
import type { BenchOptions } from './main.ts'
import { splinkRun } from './splink/run.ts'

const rounds = 3

export async function bench({ list = 1_000_000, register = 3_600_000, splink = false }: BenchOptions): Promise<void> {
  for (const kind of ['with-numbers', 'few-numbers'] as const) {
    const made = performance.now()
    const sides = makeSides(register, list, kind)
    tell(`${kind}: ${sides.left.n} lines and ${sides.right.n} people made and prepared in ${((performance.now() - made) / 1000).toFixed(0)} s`)
    const began = performance.now()
    const model = trainModel(sides)
    const training = (performance.now() - began) / 1000
    const ours: number[] = []
    const theirs: number[] = []
    let linked
    for (let round = 0; round < rounds; round++) {
      linked = await linkSides({ ...sides, model, threads: 2 })
      ours.push(linked.seconds.scoring)
      if (splink) theirs.push((await splinkRun(sides, model)).seconds)
    }
    const best = bestOf(linked!, sides.left.n)
    const quality = qualityOf(sides.list.map((line, i) => ({ weight: best.weight[i]!, answered: best.right[i]! >= 0, right: best.right[i]! >= 0 && sameAs(sides.right.ids[best.right[i]!]!, line.truth) })), sides.list.filter((line) => line.truth !== '').length)
    const kept = new Set<number>()
    for (let k = 0; k < linked!.left.length; k++) if (sameAs(sides.right.ids[linked!.right[k]!]!, sides.list[linked!.left[k]!]!.truth)) kept.add(linked!.left[k]!)
    const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
    const name = kind === 'with-numbers' ? 'link' : 'link.few-numbers'
    const pairs = Object.values(linked!.pairs).reduce((sum, n) => sum + n, 0)
    if (splink) print({ name, value: rounded(middle(theirs) / middle(ours), 2), unit: 'times Splink', n: sides.left.n, register: sides.right.n, ours, theirs })
    else print({ name, value: rounded(middle(ours), 2), unit: 's scoring', n: sides.left.n, register: sides.right.n, splink: 'not run' })
    print({ name: `${name}.recall`, value: rounded(quality.recall, 4), unit: 'at precision 0.999', n: sides.left.n, threshold: rounded(quality.threshold, 2) })
    print({ name: `${name}.blocking-recall`, value: rounded(blockingRecall(sides, model.blocking), 4), unit: 'of true pairs among those scored', n: sides.left.n })
    print({ name: `${name}.kept-recall`, value: rounded(kept.size / quality.possible, 4), unit: 'of true pairs among those kept', n: sides.left.n })
    print({ name: `${name}.pairs`, value: pairs, unit: 'pairs', n: sides.left.n, perSecond: Math.round(pairs / middle(ours)) })
    print({ name: `${name}.end-to-end`, value: rounded(sides.prepareSeconds + training + linked!.seconds.counting + middle(ours), 1), unit: 's', n: sides.left.n, preparing: rounded(sides.prepareSeconds), training: rounded(training), counting: rounded(linked!.seconds.counting) })
    print({ name: `${name}.memory`, value: ownPeakMemory(), unit: 'MB', of: 'node, the lists and their truth included' })
  }
}

/** Of the lines about somebody in the register, how many a rule brings together with that person. */
function blockingRecall({ list, left, right }: ReturnType<typeof makeSides>, rules: LinkModel['blocking']): number {
  const places = new Map<string, number[]>()
  right.ids.forEach((id, row) => {
    const person = id.replace(/-D$/, '')
    places.set(person, [...(places.get(person) ?? []), row])
  })
  let [met, possible] = [0, 0]
  list.forEach((line, i) => {
    const rows = line.truth === '' ? [] : (places.get(line.truth.replace(/-D$/, '')) ?? []).filter((row) => sameAs(right.ids[row]!, line.truth))
    if (rows.length === 0) return
    possible++
    if (rows.some((row) => meet(rules, left.rows, i, right.rows, row))) met++
  })
  return met / possible
}

function qualityOf(lines: readonly { weight: number; answered: boolean; right: boolean }[], possible: number): { recall: number; threshold: number; possible: number } {
  const sorted = lines.filter((line) => line.answered).toSorted((a, b) => b.weight - a.weight)
  let [right, recall, threshold] = [0, 0, Number.POSITIVE_INFINITY]
  sorted.forEach((line, k) => {
    if (line.right) right++
    if (right / (k + 1) >= 0.999) [recall, threshold] = [right / possible, line.weight]
  })
  return { recall, threshold, possible }
}
