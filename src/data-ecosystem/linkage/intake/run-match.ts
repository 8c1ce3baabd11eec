import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../../kernel/refusal.ts'
import { allow, inTransaction, putFile, StageFolder, systemClock, type Ctx, type Database, type Occasion } from '../../../platform/index.ts'
import { registerSideWithEthnicity } from '../register-side.sql.ts'
import { ethnicitiesIn, figuresOfRun } from '../report/report.ts'
import type { MatchingList, MatchingRun, RunManifest } from './list.ts'
import { tellLife } from './list-life.ts'
import { beginRun, changeList, copyPairs, deletePairs, endRun, findModel, insertModel, matchableAfter, modelOfRun, selectList, selectRun, tellProgress } from './list.sql.ts'
import { writeRegisterFile, type RegisterFile } from './register-file.ts'
import { modelHash, runStages, type ChosenModel, type MatchedRun } from './run-stages.ts'
import { probabilityOf } from '../review/explain.ts'
import { judgeLine, zoneOf, type PairZone, type ZoneReason } from './zones.ts'

const mostAttempts = 5

export interface RunMatch {
  readonly database: Database
  readonly runId: string
  /** Where the steps keep what they made. */
  readonly folder: string
  /** Version of the program, for the manifest. */
  readonly program: string
  readonly memoryMb?: number
  /** For a smaller test. */
  readonly threads?: number
}

class CalledOff extends Error {}

/**
 * Runs an ordered matching, or goes on with one that was killed. Reads the whole register once (logged), writes pairs, counts and the manifest in one
 * transaction, and nothing into the register. The same run is never worked on by two: the caller holds its lock.
 */
export async function runMatch(options: RunMatch): Promise<'done' | 'failed' | 'cancelled'> {
  const { database, runId } = options
  const folder = new StageFolder(options.folder)
  const begun = await inTransaction(database, occasionOf(), async (ctx) => {
    allow(ctx, 'linkage.match')
    const attempt = await beginRun(ctx.tx, runId, ctx.now)
    const run = attempt && (await selectRun(ctx.tx, runId))
    const list = run && (await selectList(ctx.tx, run.listId))
    return run && list ? { run, list, attempts: attempt.attempts } : null
  })
  if (!begun) {
    folder.drop()
    return 'cancelled'
  }
  const { run, list, attempts } = begun
  try {
    if (attempts > mostAttempts) return await failed(database, run, list, { code: 'gave-up', vars: { times: mostAttempts } }, folder)
    const matched = await runStages({
      folder, lines: () => matchable(database, list.listId), lineCount: (list.counts.ok ?? 0) + (list.counts.fixable ?? 0), writeRegister: (file) => writeRegister(database, list, file),
      chooseModel: (train) => chooseModel(database, run, list, train), lower: run.lower, upper: run.upper, budget: run.budget, threads: options.threads ?? run.threads, memoryMb: options.memoryMb ?? run.memoryMb,
      thisYear: Number(run.orderedAt.slice(0, 4)), now: () => performance.now(),
      tell: async (progress) => {
        if (!(await database.transaction((tx) => tellProgress(tx, runId, progress)))) throw new CalledOff()
      },
    })
    await publish(options, run, list, matched, folder)
    folder.drop()
    return 'done'
  } catch (error) {
    if (error instanceof CalledOff) {
      folder.drop()
      return 'cancelled'
    }
    if (error instanceof Refusal) return failed(database, run, list, { code: error.code.replace('linkage.', ''), vars: { why: error.vi, whyEn: error.en ?? error.vi } }, folder)
    throw error
  }
}

/** Citizens read whose list it was and why. */
const occasionOf = (list?: MatchingList): Occasion => ({ actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: list?.legalBasis ?? 'Luật Căn cước 26/2023/QH15 đ.10', text: list ? `Đối khớp danh sách «${list.title}»: ${list.purpose}` : 'Đối khớp danh sách' } })

async function failed(database: Database, run: MatchingRun, list: MatchingList, problem: { code: string; vars: Record<string, string | number> }, folder: StageFolder): Promise<'failed'> {
  await inTransaction(database, occasionOf(list), async (ctx) => {
    allow(ctx, 'linkage.match')
    if (!(await endRun(ctx.tx, { runId: run.runId, status: 'failed', at: ctx.now, problem }))) return
    await tellLife(ctx, list.listId, 'run-failed', { runId: run.runId, code: problem.code })
    ctx.publish('linkage.run-finished', { runId: run.runId, listId: list.listId, organisationId: list.organisationId, orderedBy: run.orderedBy, status: 'failed' })
  })
  folder.drop()
  return 'failed'
}

async function* matchable(database: Database, listId: string) {
  for (let after = -1; ;) {
    const some = await database.transaction((tx) => matchableAfter(tx, listId, after, 5_000))
    for (const { rowNo, fields } of some) yield { rowNo, input: fields }
    if (some.length < 5_000) return
    after = some.at(-1)!.rowNo
  }
}

/** The whole register of this moment into a file of the run: one reading of everybody, which shows nobody. */
function writeRegister(database: Database, list: MatchingList, file: string): Promise<RegisterFile & { at: string }> {
  return inTransaction(database, occasionOf(list), async (ctx) => {
    allow(ctx, 'linkage.match')
    ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'pin', 'ethnicity'] })
    return { at: ctx.now, ...(await writeRegisterFile(ctx.tx.copyOut(registerSideWithEthnicity), file)) }
  })
}

/** The version that was asked for, else the one this run has trained already, else a new training kept as the next version. */
async function chooseModel(database: Database, run: MatchingRun, list: MatchingList, train: () => ChosenModel['model']): Promise<ChosenModel> {
  const kept = await database.transaction((tx) => (run.modelVersion === null ? modelOfRun(tx, run.runId) : findModel(tx, run.modelId, run.modelVersion)))
  if (kept) return { id: kept.modelId, version: kept.version, sha256: kept.sha256, trainedAnew: run.modelVersion === null, model: kept.model }
  const model = train()
  const sha256 = modelHash(model)
  const version = await inTransaction(database, occasionOf(list), (ctx) => insertModel(ctx.tx, { modelId: run.modelId, model, sha256, at: ctx.now, runId: run.runId }))
  return { id: run.modelId, version, sha256, trainedAnew: true, model }
}

async function publish(options: RunMatch, run: MatchingRun, list: MatchingList, matched: MatchedRun, folder: StageFolder): Promise<void> {
  const { database, program } = options
  const zones: Record<PairZone, number> = { automatic: 0, review: 0, reject: 0 }
  const reasons: Partial<Record<ZoneReason, number>> = {}
  const bestByBit: Record<string, number> = {}
  const shown = new Set<number>()
  for (const { candidates } of matched.lines()) {
    const judged = judgeLine(candidates, run)
    zones[judged.zone]++
    for (const reason of judged.reasons) reasons[reason] = (reasons[reason] ?? 0) + 1
    const bit = candidates[0] ? String(Math.floor(candidates[0].weight)) : 'none'
    bestByBit[bit] = (bestByBit[bit] ?? 0) + 1
    for (const { register } of candidates) shown.add(register)
  }
  const people = matched.peopleOf(shown)
  const about = { title: list.title, hash: list.sha256, at: systemClock(), purpose: list.purpose, basis: list.legalBasis }
  const { hash: report } = await putFile(Buffer.from(JSON.stringify(await figuresOfRun(matched, matchable(database, list.listId), about, list.counts, { ethnicity: ethnicitiesIn(folder.file('register.tsv'), matched.people) }))))
  await inTransaction(database, occasionOf(list), async (ctx) => {
    allow(ctx, 'linkage.match')
    const finishedAt = systemClock()
    const manifest: RunManifest = {
      program, list: { file: list.fileName, sha256: list.sha256, lines: list.counts.lines ?? 0, matched: zones.automatic + zones.review + zones.reject, blocked: list.counts.blocked ?? 0, mapping: list.mapping },
      purpose: { text: list.purpose, basis: list.legalBasis }, register: { people: matched.people, at: matched.registerAt, sha256: matched.registerHash },
      model: { id: matched.model.id, version: matched.model.version, sha256: matched.model.sha256, trainedAnew: matched.model.trainedAnew }, thresholds: { lower: run.lower, upper: run.upper }, rules: matched.model.model.blocking, budget: run.budget, memoryMb: options.memoryMb ?? run.memoryMb, threads: options.threads ?? run.threads, resumed: matched.resumed,
      planned: matched.planned, pairs: matched.pairs, zones, reasons, bestByBit, seconds: matched.seconds, report, startedAt: run.startedAt ?? ctx.now, finishedAt,
    }
    await deletePairs(ctx.tx, run.runId)
    await pipeline(pairLines(run, matched, people), ctx.tx.copyIn(copyPairs))
    const ended = await endRun(ctx.tx, { runId: run.runId, status: 'done', at: finishedAt, manifest, modelVersion: matched.model.version, progress: { step: 'publish', seconds: matched.seconds, people: matched.people, planned: matched.planned } })
    if (!ended) throw new CalledOff()
    const current = await selectList(ctx.tx, list.listId)
    if (current && current.erasedAt === null) await changeList(ctx.tx, { listId: list.listId, version: current.version, status: 'linked', task: null })
    logMatched(ctx, people)
    await tellLife(ctx, list.listId, 'linked', { runId: run.runId, ...zones })
    ctx.publish('linkage.run-finished', { runId: run.runId, listId: list.listId, organisationId: list.organisationId, orderedBy: run.orderedBy, status: 'done' })
  })
}

/** Whoever a line was matched with finds that reading among their own, a thousand people a row. */
function logMatched(ctx: Ctx, people: ReadonlyMap<number, { personId: string }>): void {
  const ids = [...new Set([...people.values()].map(({ personId }) => personId))]
  for (let at = 0; at < ids.length; at += 1_000) ctx.logRead({ kind: 'list', register: 'population', subjects: ids.slice(at, at + 1_000), fields: ['fullName', 'birthDate', 'pin', 'lifeStatus', 'area', 'ethnicity'] })
}

async function* pairLines(run: MatchingRun, matched: MatchedRun, people: ReturnType<MatchedRun['peopleOf']>): AsyncGenerator<string> {
  let text = ''
  for (const { rowNo, candidates } of matched.lines()) {
    const zone = zoneOf(candidates, run)
    for (const [i, { register, weight, levels }] of candidates.entries()) {
      const { personId, lifeStatus, area } = people.get(register)!
      // Further candidates of a line are there for whoever looks at it.
      text += `${[run.runId, rowNo, i + 1, personId, weight, probabilityOf(weight), JSON.stringify(levels), i === 0 ? zone : weight >= run.lower ? 'review' : 'reject', lifeStatus, area ?? '\\N'].join('\t')}\n`
    }
    if (text.length < 64_000) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}
