import { sha256Hex } from '../../../kernel/hash.ts'
import type { Instant } from '../../../platform/index.ts'
import { birthLevel, genderLevel, nameLevel, numberLevel, oneEditOf } from '../compare.ts'
import { countPairs } from '../count-pairs.ts'
import { Crew } from '../crew.ts'
import { Scorer, type Kept } from '../kernel.ts'
import { comparedWords } from '../link.ts'
import type { BlockingRule, LinkModel } from '../model.ts'
import { Col, newDictionaries, prepare, width, writeRow, type Dictionaries, type MatchInput, type Side } from '../records.ts'
import { refuse } from '../refusals.ts'
import { nameShares } from '../shares.ts'
import { trainModel } from '../train.ts'
import type { RunProgress, RunStep } from './list.ts'
import { readKept, readNumbers, readWords, registerLines, writeKept, writeNumbers, writeWords } from './stage-files.ts'
import type { StageFolder } from './stage-folder.ts'

export interface ChosenModel {
  readonly id: string
  readonly version: number
  readonly sha256: string
  readonly trainedAnew: boolean
  readonly model: LinkModel
}

export interface RunOrder {
  readonly folder: StageFolder
  /** The lines to be matched, in their order, and how many. */
  readonly lines: () => AsyncIterable<{ readonly rowNo: number; readonly input: MatchInput }>
  readonly lineCount: number
  /** Writes the register as `registerSideStatement` gives it into this file. */
  readonly writeRegister: (file: string) => Promise<{ readonly at: Instant }>
  /** Takes a kept model, or trains one and keeps it. */
  readonly chooseModel: (train: () => LinkModel) => Promise<ChosenModel>
  readonly lower: number
  readonly upper: number
  /** Most pairs one rule may bring. */
  readonly budget: number
  readonly threads: number
  readonly memoryMb: number
  readonly thisYear: number
  readonly now: () => number
  /** Told after each step and each rule; throws when the run was called off. */
  readonly tell: (progress: RunProgress) => Promise<void>
}

export interface Candidate {
  readonly register: number
  readonly weight: number
  readonly levels: Readonly<Record<'name' | 'number' | 'birth' | 'gender' | 'address', number>> & { readonly rarity: number }
}

export interface MatchedRun {
  readonly model: ChosenModel
  readonly people: number
  readonly registerAt: Instant
  readonly planned: Partial<Record<BlockingRule, number>>
  readonly pairs: Partial<Record<BlockingRule, number>>
  readonly seconds: Partial<Record<RunStep, number>>
  /** Every line with its likeliest people, best first; none below the lower threshold. */
  readonly lines: () => Generator<{ readonly rowNo: number; readonly candidates: readonly Candidate[] }>
  /** The sides as they were compared, and every pair that was kept: what a report counts from. */
  readonly memory: { readonly left: Side; readonly right: Side; readonly dictionaries: Dictionaries; readonly kept: readonly Kept[] }
  /** Id, life and commune of the people of these rows of the register. */
  readonly peopleOf: (rows: ReadonlySet<number>) => Map<number, { personId: string; lifeStatus: string; area: string | null }>
}

/** Candidates kept of one line. */
const mostCandidates = 5

/**
 * A list held against the register, step by step. Each step leaves what the next needs in the folder; one that is there already is not done again, so that
 * a run that was killed goes on after the last step, and within scoring after the last rule, that was finished.
 */
export async function runStages(order: RunOrder): Promise<MatchedRun> {
  const { folder } = order
  const clock = stepClock(order)
  const register = await clock('read-register', async () => {
    const { at } = await order.writeRegister(folder.file('register.tsv'))
    let people = 0
    for (const _ of registerLines(folder.file('register.tsv'))) people++
    return { at, people }
  })
  refuseBeyondMemory(order, register.people)
  let sides: Sides | undefined
  await clock('prepare', async () => {
    sides = await prepareSides(order, register.people)
    writeNumbers(folder.file('left.bin'), sides.left.rows)
    writeNumbers(folder.file('right.bin'), sides.right.rows)
    writeNumbers(folder.file('lines.bin'), sides.rowNos)
    writeWords(folder.file('words.json'), sides.dictionaries)
    return { lines: sides.left.n }
  })
  sides ??= readSides(folder)
  const { left, right, dictionaries, rowNos } = sides
  const chosen = await clock('model', () => order.chooseModel(() => trainModel({ left, right, dictionaries })))
  const model: LinkModel = { ...chosen.model, keep: order.lower, review: order.lower, automatic: order.upper }
  const { planned } = await clock('count', () => countWithin(model, left, right, order.budget))
  await clock.progress({ planned })
  const { pairs } = await clock('score', () => scoreAll(order, model, sides!, planned, clock))
  const kept = model.blocking.map((rule) => readKept(folder.file(`score-${rule}.bin`)))
  return {
    model: { ...chosen, model }, people: register.people, registerAt: register.at, planned, pairs, seconds: clock.seconds, memory: { left, right, dictionaries, kept },
    lines: () => candidatesOf(kept, left, right, rowNos, new Scorer(model, nameShares(right, dictionaries), dictionaries), dictionaries),
    peopleOf: (rows) => peopleIn(folder.file('register.tsv'), rows),
  }
}

interface Sides {
  readonly left: Side
  readonly right: Side
  readonly dictionaries: Dictionaries
  readonly rowNos: Int32Array
}

async function prepareSides({ folder, lines, lineCount, thisYear }: RunOrder, people: number): Promise<Sides> {
  const dictionaries = newDictionaries()
  const inputs = function* (): Generator<MatchInput> {
    // Ids stay in the file: the rows of a whole country's people are enough to hold.
    for (const { input } of registerLines(folder.file('register.tsv'))) yield { ...input, id: '' }
  }
  const { n, rows } = prepare(inputs(), people, dictionaries, thisYear)
  const left = new Int32Array(new SharedArrayBuffer(Math.max(1, lineCount) * width * 4))
  const rowNos = new Int32Array(lineCount)
  let at = 0
  for await (const { rowNo, input } of lines()) {
    if (at === lineCount) throw new Error('the list has grown while it was read')
    writeRow(left, at * width, input, dictionaries, thisYear)
    left[at * width + Col.row] = at
    rowNos[at++] = rowNo
  }
  if (at !== lineCount) throw new Error(`${lineCount} lines were said, ${at} came`)
  return { left: { n: lineCount, rows: left }, right: { n, rows }, dictionaries, rowNos }
}

function readSides(folder: StageFolder): Sides {
  const [left, right, rowNos] = [readNumbers(folder.file('left.bin')), readNumbers(folder.file('right.bin')), readNumbers(folder.file('lines.bin'))]
  const people = folder.done<{ made: { people: number } }>('read-register')!.made.people
  return { left: { n: rowNos.length, rows: left }, right: { n: people, rows: right }, rowNos, dictionaries: readWords(folder.file('words.json')) }
}

/** What a matching of so many rows takes in MB, roughly, measured on made-up people: 64 bytes a row, the words of the names, and the pairs of one rule. */
export const memoryOf = (rows: number): number => Math.ceil(120 + (rows * 250) / 1024 / 1024)

function refuseBeyondMemory({ lineCount, memoryMb }: RunOrder, people: number): void {
  const needed = memoryOf(people + lineCount)
  if (needed > memoryMb) refuse('linkage.needs-memory', { vars: { needed, given: memoryMb } })
}

function countWithin(model: LinkModel, left: Side, right: Side, budget: number): { planned: Partial<Record<BlockingRule, number>> } {
  const planned: Partial<Record<BlockingRule, number>> = {}
  for (const rule of model.blocking) {
    const { pairs, hottest } = countPairs(rule, left, right)
    if (pairs > budget) refuse('linkage.over-budget', { vars: { rule, pairs, hottest } })
    planned[rule] = pairs
  }
  return { planned }
}

async function scoreAll({ folder, threads }: RunOrder, model: LinkModel, { left, right, dictionaries }: Sides, planned: Partial<Record<BlockingRule, number>>, clock: StepClock): Promise<{ pairs: Partial<Record<BlockingRule, number>> }> {
  const pairs: Partial<Record<BlockingRule, number>> = {}
  for (const rule of model.blocking) pairs[rule] = folder.done<{ pairs: number }>(`score-${rule}`)?.pairs
  const all = model.blocking.reduce((sum, rule) => sum + planned[rule]!, 0)
  const done = (): number => model.blocking.reduce((sum, rule) => sum + (pairs[rule] === undefined ? 0 : planned[rule]!), 0)
  const before = done()
  const began = performance.now()
  const say = (): Promise<void> => clock.progress({ pairs: { done: done(), all, seconds: (performance.now() - began) / 1000, before } })
  await say()
  const order = model.blocking.filter((rule) => pairs[rule] === undefined)
  if (order.length === 0) return { pairs }
  const input = { model, left: { n: left.n, rows: left.rows }, right: { n: right.n, rows: right.rows }, shares: nameShares(right, dictionaries), words: comparedWords(dictionaries), self: false }
  // Always by workers, one thread too: this thread tells the progress and hears that the run is called off.
  const crew = new Crew(threads, input)
  try {
    await crew.score(order, async (rule, kept) => {
      writeKept(folder.file(`score-${rule}.bin`), kept)
      pairs[rule] = folder.finish(`score-${rule}`, { pairs: kept.pairs }).pairs
      await say()
    })
  } finally {
    await crew.close()
  }
  return { pairs }
}

/** Candidates by line: counted, laid side by side, sorted. */
export function* candidatesOf(kept: readonly Kept[], left: Side, right: Side, rowNos: Int32Array, scorer: Scorer, dictionaries: Dictionaries): ReturnType<MatchedRun['lines']> {
  const starts = new Int32Array(left.n + 1)
  for (const part of kept) for (const line of part.left) starts[line + 1]!++
  for (let i = 0; i < left.n; i++) starts[i + 1]! += starts[i]!
  const next = starts.slice(0, left.n)
  const [people, weights] = [new Int32Array(starts[left.n]!), new Float64Array(starts[left.n]!)]
  for (const part of kept) {
    for (let k = 0; k < part.left.length; k++) {
      const place = next[part.left[k]!]!++
      people[place] = part.right[k]!
      weights[place] = part.weight[k]!
    }
  }
  const oneEdit = oneEditOf(dictionaries.syllable.texts)
  for (let i = 0; i < left.n; i++) {
    const places = Array.from({ length: starts[i + 1]! - starts[i]! }, (_, k) => starts[i]! + k).sort((a, b) => weights[b]! - weights[a]! || people[a]! - people[b]!)
    const candidates = places.slice(0, mostCandidates).map((place): Candidate => {
      const [register, l, r] = [people[place]!, i * width, people[place]! * width]
      const name = nameLevel(left.rows, l, right.rows, r, oneEdit)
      const levels = { name, number: numberLevel(left.rows, l, right.rows, r), birth: birthLevel(left.rows, l, right.rows, r), gender: genderLevel(left.rows, l, right.rows, r), address: scorer.addressLevel(left.rows, l, right.rows, r) }
      return { register, weight: weights[place]!, levels: { ...levels, rarity: name >= 0 ? scorer.nameRarity(name, right.rows, r) : 0 } }
    })
    yield { rowNo: rowNos[i]!, candidates }
  }
}

function peopleIn(file: string, rows: ReadonlySet<number>): Map<number, { personId: string; lifeStatus: string; area: string | null }> {
  const found = new Map<number, { personId: string; lifeStatus: string; area: string | null }>()
  let at = 0
  for (const { input, lifeStatus } of registerLines(file)) {
    if (rows.has(at)) found.set(at, { personId: input.id, lifeStatus, area: input.commune === '' ? null : input.commune })
    at++
  }
  return found
}

interface StepClock {
  <T extends object>(step: RunStep, make: () => Promise<T> | T): Promise<T>
  readonly seconds: Partial<Record<RunStep, number>>
  progress(more: RunProgress): Promise<void>
}

/** Runs a step unless it is there already, and tells how long each took, in this attempt or an earlier one. */
function stepClock({ folder, tell, now }: RunOrder): StepClock {
  const seconds: Partial<Record<RunStep, number>> = {}
  let told: RunProgress = {}
  const progress = (more: RunProgress): Promise<void> => tell((told = { ...told, ...more, seconds: { ...seconds } }))
  const run = async <T extends object>(step: RunStep, make: () => Promise<T> | T): Promise<T> => {
    await progress({ step })
    const left = await folder.step(step, async () => {
      const began = now()
      const made = await make()
      return { made, seconds: (now() - began) / 1000 }
    })
    seconds[step] = left.seconds
    await progress(step === 'read-register' ? { people: (left.made as { people?: number }).people ?? 0 } : {})
    return left.made
  }
  return Object.assign(run, { seconds, progress })
}

export const modelHash = (model: LinkModel): string => sha256Hex(JSON.stringify(model))
