/**
 * A list of a million lines linked to a register of 3.6 million. The headline is Splink's scoring seconds divided by ours where `--splink` is given and
 * Python has it (see bench/splink/README.md), else our scoring seconds. Both score the same prepared rows by the same rules and levels, each in a process
 * of its own, in turns. End to end is from prepared rows that are in memory: learning the model, counting, scoring; normalising comes before it for both.
 */
import { bestOf, meet, type LinkModel } from '../src/data-ecosystem/linkage/index.ts'
import { print, rounded, tell } from './figures.ts'
import { benchFolder } from './house.ts'
import { keepSides, keptOf, ourRun, type OurRun } from './linkage-runs.ts'
import { makeSides, sameAs } from './linkage-sides.ts'
import type { BenchOptions } from './main.ts'
import { splinkRun, writeSplinkRows, type SplinkRun } from './splink/run.ts'

const rounds = 3

export async function bench({ list = 1_000_000, register = 3_600_000, splink = false }: BenchOptions): Promise<void> {
  for (const kind of ['with-numbers', 'few-numbers'] as const) {
    const made = performance.now()
    const sides = makeSides(register, list, kind)
    tell(`${kind}: ${sides.left.n} lines and ${sides.right.n} people made and prepared in ${((performance.now() - made) / 1000).toFixed(0)} s`)
    const folder = benchFolder('link')
    keepSides(folder, sides)
    if (splink) await writeSplinkRows(sides)
    const ours: OurRun[] = []
    const theirs: SplinkRun[] = []
    for (let round = 0; round < rounds; round++) {
      ours.push(await ourRun(folder))
      if (splink) theirs.push(splinkRun(sides, ours.at(-1)!.model))
      tell(JSON.stringify({ round, ...ours.at(-1), model: undefined, splink: theirs.at(-1) }))
    }
    const { model } = ours[0]!
    const linked = keptOf(folder)
    const best = bestOf(linked, sides.left.n)
    const quality = qualityOf(sides.list.map((line, i) => ({ weight: best.weight[i]!, answered: best.right[i]! >= 0, right: best.right[i]! >= 0 && sameAs(sides.right.ids[best.right[i]!]!, line.truth) })), sides.list.filter((line) => line.truth !== '').length)
    const kept = new Set<number>()
    for (let k = 0; k < linked.left.length; k++) if (sameAs(sides.right.ids[linked.right[k]!]!, sides.list[linked.left[k]!]!.truth)) kept.add(linked.left[k]!)
    const name = kind === 'with-numbers' ? 'link' : 'link.few-numbers'
    const scoring = middle(ours.map((each) => each.scoring))
    const whole = middle(ours.map((each) => each.training + each.counting + each.scoring))
    const memory = Math.max(...ours.map((each) => each.peakMb))
    const n = sides.left.n
    if (splink) print({ name, value: rounded(middle(theirs.map((each) => each.seconds)) / scoring, 2), unit: 'times Splink', n, register: sides.right.n, ours: ours.map((each) => rounded(each.scoring, 2)), theirs: theirs.map((each) => each.seconds) })
    else print({ name, value: rounded(scoring, 2), unit: 's scoring', n, register: sides.right.n, splink: 'not run' })
    print({ name: `${name}.recall`, value: rounded(quality.recall, 4), unit: 'at precision 0.999', n, threshold: rounded(quality.threshold, 2) })
    print({ name: `${name}.blocking-recall`, value: rounded(blockingRecall(sides, model.blocking), 4), unit: 'of true pairs among those scored', n })
    print({ name: `${name}.kept-recall`, value: rounded(kept.size / quality.possible, 4), unit: 'of true pairs among those kept', n })
    print({ name: `${name}.pairs`, value: linked.pairs, unit: 'pairs', n, perSecond: Math.round(linked.pairs / scoring) })
    print({ name: `${name}.end-to-end`, value: rounded(whole, 1), unit: 's', n, training: rounded(ours[0]!.training), counting: rounded(ours[0]!.counting), ...(splink ? { timesSplink: rounded(middle(theirs.map((each) => each.training + each.seconds)) / whole, 2), theirTraining: theirs.map((each) => each.training) } : {}) })
    print({ name: `${name}.preparing`, value: rounded(sides.prepareSeconds), unit: 's', n, of: 'normalising both sides' })
    print({ name: `${name}.memory`, value: memory, unit: 'MB', of: 'node, matching from prepared rows', ...(splink ? { splink: Math.max(...theirs.map((each) => each.peakMb)), share: rounded(memory / Math.max(...theirs.map((each) => each.peakMb)), 2) } : {}) })
  }
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

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
