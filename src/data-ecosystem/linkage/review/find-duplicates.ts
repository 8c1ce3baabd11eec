import { join } from 'node:path'
import { sha256Hex } from '../../../kernel/hash.ts'
import { newId } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { allow, dayInVietnam, inTransaction, StageFolder, type Ctx, type Database, type Instant, type Occasion } from '../../../platform/index.ts'
import type { RegisterFile } from '../intake/register-file.ts'
import { readRegisterInto, stillFresh, type RegisterRead } from '../intake/register-read.ts'
import { memoryOf, peopleIn } from '../intake/run-stages.ts'
import { countWithin, keptOf, scoreAll, type ByRule } from '../intake/score-steps.ts'
import { readNumbers, readWords, registerLines, writeNumbers, writeWords } from '../intake/stage-files.ts'
import { stepClock } from '../intake/step-clock.ts'
import { withWorkLock } from '../intake/work-lock.sql.ts'
import type { BlockingRule, LinkModel } from '../model.ts'
import { newDictionaries, prepare, width, type Dictionaries, type MatchInput, type Side } from '../records.ts'
import { refuse } from '../refusals.ts'
import { registerModel } from '../register-model.ts'
import { registerSideStatement } from '../register-side.sql.ts'
import { nameShares } from '../shares.ts'
import { clustersOf } from './clusters.ts'
import { duplicatesAreDue, insertDuplicateRun, keepFound, selectLastDuplicateRun, type DuplicateRun, type FoundPair } from './duplicates.sql.ts'
import { evidenceOf } from './evidence.ts'
import { reviewRules } from './rules.ts'
import { zonesByCost } from './zones.ts'

const occasion: Occasion = { actor: { kind: 'system', name: 'linkage.duplicates' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.11', text: 'Tìm bản ghi trùng trong dữ liệu dân cư' } }

type DuplicateStepName = 'read-register' | 'prepare' | 'model' | 'count' | 'score'

export interface FindDuplicates {
  /** Where the steps leave what the next needs: personal data, for this program alone, gone when the run is over. */
  readonly folder: string
  readonly threads?: number
  readonly budget?: number
  /** What the run may take, roughly; refused before anything is compared where it would take more. */
  readonly memoryMb?: number
  readonly now?: Instant
  /** Told when a step begins. */
  readonly step?: (step: DuplicateStepName) => void
  readonly progress?: (donePairs: number, allPairs: number, rule?: BlockingRule) => void
}

export interface FoundDuplicates extends DuplicateRun {
  /** The register as it was read. */
  readonly register: RegisterFile
  readonly planned: ByRule
  readonly pairsByRule: ByRule
  /** Steps that an earlier attempt had finished. */
  readonly resumed: readonly string[]
  readonly steps: Readonly<Record<string, number>>
}

/**
 * The register held against itself. Pairs that reading pays for go to the police of the area; nobody is merged here, and what people once said of a pair
 * stands. Reads in one transaction, compares outside of any, writes in another; goes on after a kill where the last step ended. Refuses while another runs.
 */
export async function findDuplicates(database: Database, options: FindDuplicates): Promise<FoundDuplicates> {
  const folder = new StageFolder(join(options.folder, 'duplicates'))
  const at = options.now ? { now: options.now } : {}
  let found: FoundDuplicates | undefined
  const alone = await withWorkLock(database, 'duplicates', async () => {
    try {
      await clearWhatIsStale(database, at, folder)
      found = await inSteps(database, at, folder, options)
      folder.drop()
    } catch (error) {
      // A lawful no is no accident: nothing is kept to go on with.
      if (error instanceof Refusal) folder.drop()
      throw error
    }
  })
  return alone ? found! : refuse('linkage.duplicates-running')
}

type At = Pick<Occasion, 'now'>

async function clearWhatIsStale(database: Database, at: At, folder: StageFolder): Promise<void> {
  const fresh = await inTransaction(database, { ...occasion, ...at }, async (ctx) => {
    allow(ctx, 'linkage.find-duplicates')
    const [read, last] = [await stillFresh(ctx, folder), await selectLastDuplicateRun(ctx.tx)]
    return read !== null && (last === undefined || last.startedAt < read.at)
  })
  if (!fresh) folder.clear()
}

async function inSteps(database: Database, at: At, folder: StageFolder, options: FindDuplicates): Promise<FoundDuplicates> {
  const clock = stepClock<DuplicateStepName>(folder, () => performance.now(), async (step) => options.step?.(step))
  const read = await clock('read-register', () => inTransaction(database, { ...occasion, ...at }, (ctx) => readRegister(ctx, folder)))
  const needed = memoryOf(read.people)
  if (options.memoryMb !== undefined && needed > options.memoryMb) refuse('linkage.needs-memory', { vars: { needed, given: options.memoryMb } })
  let prepared: Prepared | undefined
  await clock('prepare', () => {
    prepared = prepareRegister(folder, read)
    writeNumbers(folder.file('people.bin'), prepared.side.rows)
    writeWords(folder.file('words.json'), prepared.dictionaries)
    return { people: read.people }
  })
  const { side, dictionaries } = prepared ?? { side: { n: read.people, rows: readNumbers(folder.file('people.bin')) }, dictionaries: readWords(folder.file('words.json')) }
  const model = await clock('model', () => modelOfRegister(side, dictionaries, read))
  const { planned } = await clock('count', () => countWithin(model, side, side, options.budget ?? 2e9))
  const { pairs: pairsByRule } = await clock('score', () => scoreAll({ folder, threads: options.threads ?? 1, model, left: side, right: side, dictionaries, planned, self: true, say: async ({ done, all }, rule) => options.progress?.(done, all, rule) }))
  const pairs = foundPairs(folder, model, side, dictionaries)
  const { seconds: steps, resumed } = clock
  const sum = (...names: (keyof typeof steps)[]): number => names.reduce((all, name) => all + (steps[name] ?? 0), 0)
  const began = performance.now()
  return inTransaction(database, { ...occasion, ...at }, async (ctx) => {
    allow(ctx, 'linkage.find-duplicates')
    const runId = newId()
    const { opened, gone } = await keepFound(ctx.tx, { runId, at: ctx.now }, pairs)
    const run: DuplicateRun = {
      runId, startedAt: read.at, finishedAt: ctx.now, people: side.n, pairs: Object.values(pairsByRule).reduce((all, n) => all + n, 0), found: pairs.length, opened, gone, lower: model.keep, model,
      seconds: { reading: sum('read-register', 'prepare'), comparing: sum('model', 'count', 'score'), writing: (performance.now() - began) / 1000 },
    }
    await insertDuplicateRun(ctx.tx, run)
    return { ...run, register: { people: read.people, sha256: read.sha256 }, planned, pairsByRule, resumed, steps: { ...steps } as Record<string, number> }
  })
}

/** Whether this week's run is still to come, and how large the register is. */
export async function duplicatesDue(ctx: Ctx): Promise<{ due: boolean; people: number }> {
  allow(ctx, 'linkage.find-duplicates')
  const { due, people } = await duplicatesAreDue(ctx.tx, ctx.now)
  return { due: due && people > 0, people }
}

async function readRegister(ctx: Ctx, folder: StageFolder): Promise<RegisterRead> {
  allow(ctx, 'linkage.find-duplicates')
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'gender', 'pin', 'residence'] })
  return readRegisterInto(ctx, registerSideStatement, folder.file('register.tsv'))
}

interface Prepared {
  readonly side: Side
  readonly dictionaries: Dictionaries
}

/** The register as prepared rows: of its texts only what is looked into later stays, and its ids stay in the file. */
function prepareRegister(folder: StageFolder, read: RegisterRead): Prepared {
  const dictionaries = newDictionaries()
  const inputs = function* (): Generator<MatchInput> {
    for (const { input } of registerLines(folder.file('register.tsv'))) yield { ...input, id: '' }
  }
  const { n, rows } = prepare(inputs(), read.people, dictionaries, Number(dayInVietnam(read.at).slice(0, 4)))
  return { side: { n, rows }, dictionaries }
}

function modelOfRegister(side: Side, dictionaries: Dictionaries, { at }: RegisterRead): LinkModel {
  const today = dayInVietnam(at)
  const { costs, missedDuplicate, duplicateShare } = reviewRules(today)
  const lower = zonesByCost({ ...costs, missedLink: missedDuplicate }).lowerWeight
  return { ...registerModel(side, dictionaries, today), prior: duplicateShare / Math.max(2, side.n), keep: lower, review: lower, automatic: Number.MAX_VALUE }
}

/** Every pair that was kept, with what it agrees in and the group it hangs together with. */
function foundPairs(folder: StageFolder, model: LinkModel, side: Side, dictionaries: Dictionaries): FoundPair[] {
  const kept = keptOf(folder, model)
  const rows = new Set<number>()
  for (const { left, right } of kept) for (const part of [left, right]) for (const row of part) rows.add(row)
  const people = peopleIn(folder.file('register.tsv'), rows)
  const idOf = (row: number): string => people.get(row)!.personId
  const agreed = evidenceOf(model, nameShares(side, dictionaries), dictionaries)
  const found = kept.flatMap(({ left, right, weight }) => Array.from(weight, (bits, k) => ({ weight: bits, ids: [idOf(left[k]!), idOf(right[k]!)].sort() as [string, string], evidence: agreed(side.rows, left[k]! * width, side.rows, right[k]! * width) })))
  // Only likely pairs hang together: a chain of doubts would put half a village on one screen.
  const clusters = clustersOf(found.filter(({ weight }) => weight >= 0).map(({ ids }) => ids))
  const together = (a: string, b: string): string | undefined => (clusters.get(a) === clusters.get(b) ? clusters.get(a) : undefined)
  return found.map(({ ids: [personId, otherId], weight, evidence }): FoundPair => ({ personId, otherId, clusterId: together(personId, otherId) ?? idOfPair(personId, otherId), weight, evidence }))
}

/** A pair that stands alone has a name of its own, the same in every run. */
const idOfPair = (personId: string, otherId: string): string => sha256Hex(`${personId} ${otherId}`).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
