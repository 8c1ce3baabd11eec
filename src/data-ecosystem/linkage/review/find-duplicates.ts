import { createInterface } from 'node:readline'
import { sha256Hex } from '../../../kernel/hash.ts'
import { newId } from '../../../kernel/ids.ts'
import { allow, inTransaction, type Ctx, type Database, type Instant, type Occasion, type PlainDate } from '../../../platform/index.ts'
import { memoryOf } from '../intake/run-stages.ts'
import { linkSides } from '../link.ts'
import type { BlockingRule, LinkModel } from '../model.ts'
import { Col, newDictionaries, width, writeRow, type Dictionaries, type Prepared } from '../records.ts'
import { refuse } from '../refusals.ts'
import { registerLine } from '../register-line.ts'
import { registerModel } from '../register-model.ts'
import { registerSideStatement } from '../register-side.sql.ts'
import { nameShares } from '../shares.ts'
import { clustersOf } from './clusters.ts'
import { duplicatesAreDue, insertDuplicateRun, keepFound, type DuplicateRun, type FoundPair } from './duplicates.sql.ts'
import { evidenceOf } from './evidence.ts'
import { reviewRules } from './rules.ts'
import { zonesByCost } from './zones.ts'

const occasion: Occasion = { actor: { kind: 'system', name: 'linkage.duplicates' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.11', text: 'Tìm bản ghi trùng trong dữ liệu dân cư' } }

export interface FindDuplicates {
  readonly threads?: number
  readonly budget?: number
  /** What the run may take, roughly; refused while the register is read where it would take more. */
  readonly memoryMb?: number
  readonly now?: Instant
  readonly progress?: (donePairs: number, allPairs: number, rule: BlockingRule) => void
}

/**
 * The register held against itself. Pairs that reading pays for go to the police of the area; nobody is merged here, and what people once said of a pair
 * stands. Reads in one transaction, compares outside of any, writes in another.
 */
export async function findDuplicates(database: Database, options: FindDuplicates = {}): Promise<DuplicateRun> {
  const began = performance.now()
  const at = options.now ? { now: options.now } : {}
  const dictionaries = newDictionaries()
  const { side, startedAt, today } = await inTransaction(database, { ...occasion, ...at }, (ctx) => readRegister(ctx, dictionaries, options.memoryMb))
  const read = performance.now()
  const trained = registerModel(side, dictionaries, today)
  const { costs, missedDuplicate, duplicateShare } = reviewRules(today)
  const lower = zonesByCost({ ...costs, missedLink: missedDuplicate }).lowerWeight
  const model: LinkModel = { ...trained, prior: duplicateShare / Math.max(2, side.n), keep: lower, review: lower, automatic: Number.MAX_VALUE }
  const linked = await linkSides({ left: side, right: side, dictionaries, model, self: true, threads: options.threads ?? 1, ...(options.budget ? { budget: options.budget } : {}), ...(options.progress ? { progress: options.progress } : {}) })
  const agreed = evidenceOf(model, nameShares(side, dictionaries), dictionaries)
  const found = Array.from(linked.weight, (weight, k) => ({ weight, ids: [side.ids[linked.left[k]!]!, side.ids[linked.right[k]!]!].sort() as [string, string], evidence: agreed(side.rows, linked.left[k]! * width, side.rows, linked.right[k]! * width) }))
  // Only likely pairs hang together: a chain of doubts would put half a village on one screen.
  const clusters = clustersOf(found.filter(({ weight }) => weight >= 0).map(({ ids }) => ids))
  const together = (a: string, b: string): string | undefined => (clusters.get(a) === clusters.get(b) ? clusters.get(a) : undefined)
  const pairs = found.map(({ ids: [personId, otherId], weight, evidence }): FoundPair => ({ personId, otherId, clusterId: together(personId, otherId) ?? idOfPair(personId, otherId), weight, evidence }))
  const compared = performance.now()
  return inTransaction(database, { ...occasion, ...at }, async (ctx) => {
    allow(ctx, 'linkage.find-duplicates')
    const runId = newId()
    const { opened, gone } = await keepFound(ctx.tx, { runId, at: ctx.now }, pairs)
    const run: DuplicateRun = {
      runId, startedAt, finishedAt: ctx.now, people: side.n, pairs: Object.values(linked.pairs).reduce((sum, n) => sum + n, 0), found: pairs.length, opened, gone, lower: model.keep, model,
      seconds: { reading: (read - began) / 1000, comparing: (compared - read) / 1000, writing: (performance.now() - compared) / 1000 },
    }
    await insertDuplicateRun(ctx.tx, run)
    return run
  })
}

/** Whether this week's run is still to come, and how large the register is. */
export async function duplicatesDue(ctx: Ctx): Promise<{ due: boolean; people: number }> {
  allow(ctx, 'linkage.find-duplicates')
  const { due, people } = await duplicatesAreDue(ctx.tx, ctx.now)
  return { due: due && people > 0, people }
}

/** The register as prepared rows, line by line: of its texts only what is looked into later stays. */
async function readRegister(ctx: Ctx, dictionaries: Dictionaries, memoryMb = Number.POSITIVE_INFINITY): Promise<{ side: Prepared; startedAt: Instant; today: PlainDate }> {
  allow(ctx, 'linkage.find-duplicates')
  ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'gender', 'pin', 'residence'] })
  const thisYear = Number(ctx.today.slice(0, 4))
  const ids: string[] = []
  const room = (people: number): Int32Array<SharedArrayBuffer> => {
    const needed = memoryOf(people)
    if (needed > memoryMb) refuse('linkage.needs-memory', { vars: { needed, given: memoryMb } })
    return new Int32Array(new SharedArrayBuffer(people * width * 4))
  }
  let rows = room(4_096)
  for await (const line of createInterface({ input: ctx.tx.copyOut(registerSideStatement), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [n, { input }] = [ids.length, registerLine(line)]
    if ((n + 1) * width > rows.length) {
      const more = room(n * 2)
      more.set(rows)
      rows = more
    }
    writeRow(rows, n * width, input, dictionaries, thisYear)
    rows[n * width + Col.row] = n
    ids.push(input.id)
  }
  return { side: { n: ids.length, rows: rows.subarray(0, ids.length * width), ids }, startedAt: ctx.now, today: ctx.today }
}

/** A pair that stands alone has a name of its own, the same in every run. */
const idOfPair = (personId: string, otherId: string): string => sha256Hex(`${personId} ${otherId}`).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
