import { sha256Hex } from '../../../kernel/hash.ts'
import type { Instant, StageFolder } from '../../../platform/index.ts'
import { birthLevel, genderLevel, nameLevel, numberLevel, oneEditOf } from '../compare.ts'
import { Scorer, type Kept } from '../kernel.ts'
import type { BlockingRule, LinkModel } from '../model.ts'
import { Col, newDictionaries, prepare, width, writeRow, type Dictionaries, type MatchInput, type Side } from '../records.ts'
import { refuse } from '../refusals.ts'
import { nameShares } from '../shares.ts'
import { trainModel } from '../train.ts'
import type { RunProgress, RunStep } from './list.ts'
import type { RegisterFile } from './register-file.ts'
import { countWithin, keptOf, scoreAll } from './score-steps.ts'
import { readNumbers, readWords, registerLines, writeNumbers, writeWords } from './stage-files.ts'
import { stepClock } from './step-clock.ts'

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
  readonly writeRegister: (file: string) => Promise<RegisterFile & { readonly at: Instant }>
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
  /** Digest of the register as it was read. */
  readonly registerHash: string
  readonly planned: Partial<Record<BlockingRule, number>>
  readonly pairs: Partial<Record<BlockingRule, number>>
  readonly seconds: Partial<Record<RunStep, number>>
  /** Steps that an earlier attempt had finished. */
  readonly resumed: readonly RunStep[]
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
  const { clock, progress, register, sides } = await preparedStages(order)
  const { left, right, dictionaries, rowNos } = sides
  const chosen = await clock('model', () => order.chooseModel(() => trainModel({ left, right, dictionaries })))
  const model: LinkModel = { ...chosen.model, keep: order.lower, review: order.lower, automatic: order.upper }
  const { planned } = await clock('count', () => countWithin(model, left, right, order.budget))
  await progress({ planned })
  const { pairs } = await clock('score', () => scoreAll({ folder, threads: order.threads, model, left, right, dictionaries, planned, self: false, say: (done) => progress({ pairs: done }) }))
  const kept = keptOf(folder, model)
  return {
    model: { ...chosen, model }, people: register.people, registerAt: register.at, registerHash: register.sha256, planned, pairs, seconds: clock.seconds, resumed: clock.resumed, memory: { left, right, dictionaries, kept },
    lines: () => candidatesOf(kept, left, right, rowNos, new Scorer(model, nameShares(right, dictionaries), dictionaries), dictionaries),
    peopleOf: (rows) => peopleIn(folder.file('register.tsv'), rows),
  }
}

/** The same as far as the model: nothing is scored. */
export async function trainStages(order: PrepareOrder): Promise<{ readonly model: LinkModel; readonly register: RegisterFile; readonly seconds: Readonly<Record<string, number>>; readonly resumed: readonly string[] }> {
  const { clock, register, sides: { left, right, dictionaries } } = await preparedStages(order)
  const { model } = await clock('model', () => ({ model: trainModel({ left, right, dictionaries }) }))
  return { model, register, seconds: { ...clock.seconds } as Record<string, number>, resumed: clock.resumed }
}

type PrepareOrder = Pick<RunOrder, 'folder' | 'lines' | 'lineCount' | 'writeRegister' | 'memoryMb' | 'thisYear' | 'now' | 'tell'>

/** Both sides read and normalised. */
async function preparedStages(order: PrepareOrder) {
  const { folder } = order
  let told: RunProgress = {}
  const progress = (more: RunProgress): Promise<void> => order.tell((told = { ...told, ...more, seconds: { ...clock.seconds } }))
  const clock = stepClock<RunStep>(folder, order.now, (step) => progress({ step }), (step, made) => progress(step === 'read-register' ? { people: (made as RegisterFile).people } : {}))
  const register = await clock('read-register', () => order.writeRegister(folder.file('register.tsv')))
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
  return { clock, progress, register, sides: sides ?? readSides(folder) }
}

interface Sides {
  readonly left: Side
  readonly right: Side
  readonly dictionaries: Dictionaries
  readonly rowNos: Int32Array
}

async function prepareSides({ folder, lines, lineCount, thisYear }: PrepareOrder, people: number): Promise<Sides> {
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

function refuseBeyondMemory({ lineCount, memoryMb }: PrepareOrder, people: number): void {
  const needed = memoryOf(people + lineCount)
  if (needed > memoryMb) refuse('linkage.needs-memory', { vars: { needed, given: memoryMb } })
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

/** Id, life and commune of the people of these rows. */
export function peopleIn(file: string, rows: ReadonlySet<number>): Map<number, { personId: string; lifeStatus: string; area: string | null }> {
  const found = new Map<number, { personId: string; lifeStatus: string; area: string | null }>()
  let at = 0
  for (const { input, lifeStatus } of registerLines(file)) {
    if (rows.has(at)) found.set(at, { personId: input.id, lifeStatus, area: input.commune === '' ? null : input.commune })
    at++
  }
  return found
}

export const modelHash = (model: LinkModel): string => sha256Hex(JSON.stringify(model))
