import { addDays, isPlainDate } from '../../../kernel/plain-date.ts'
import { newId } from '../../../kernel/ids.ts'
import { sha256Hex } from '../../../kernel/hash.ts'
import { tidySpaces } from '../../../kernel/vietnamese-text.ts'
import { allow, defineJob, defineKeyUse, forPurpose, isAllowed, keys, type Ctx, type Instant } from '../../../platform/index.ts'
import { csvCell } from '../intake/error-file.ts'
import { isSensitive } from '../intake/list-kinds.ts'
import { countOutcomes, selectList, selectRun } from '../intake/list.sql.ts'
import { outcomes, type MatchingList, type MatchingRun, type Outcome, type Outcomes } from '../intake/list.ts'
import { comparisons } from '../model.ts'
import type { MatchInput } from '../records.ts'
import { refuseUnless } from '../refusals.ts'
import { agreementOf, shareOf, type Agreement, type Share } from './agreement.ts'
import { keepClaimsOf } from './claims.ts'
import { openDiscrepancies } from './discrepancies.sql.ts'
import { runForOwner, runForReader } from './own-list.ts'
import { ownCommunes, whoOf } from './own.ts'
import { lineOf, purposeOfList } from './read-rows.ts'
import { countWaiting, insertExport, markPublished, selectExportLines, selectExports, selectResultRows, type StoredExport } from './results.sql.ts'
import { countProgress, prepareRun, selectReadTwice, selectReviewRun, selectReviewedRuns, type ReadTwice, type ReviewedRun, type RunProgressCount } from './review.sql.ts'
import { reviewRules, type ReviewRules } from './rules.ts'
import { asModelled, calibrate, expectedOf, weightAt, zonesByCost, type Calibration, type Expected } from './zones.ts'

const exportMark = defineKeyUse('list-export-mark', 'hmac-sha256', { rotates: false })

/** A run has ended: its doubtful rows wait for readers, also for those of the communes. */
export async function prepareReview(ctx: Ctx, { runId, listId, status }: { readonly runId: string; readonly listId: string; readonly status: 'done' | 'failed' }): Promise<void> {
  allow(ctx, 'linkage.publish')
  if (status === 'done') await prepareRun(ctx.tx, { runId, listId, at: ctx.now, automaticShare: reviewRules(ctx.today).automaticShare })
}

/** Runs with rows to read or results to see: of one's own organisation, or with rows in one's communes. Titles and counts, nobody's data. */
export async function readReviewedRuns(ctx: Ctx): Promise<readonly ReviewedRun[]> {
  const organisation = ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null
  const owner = isAllowed(ctx.actor, 'linkage.review', { organisation }, ctx.today)
  const areas = owner ? null : ownCommunes(ctx, 'linkage.review')
  const found = await selectReviewedRuns(ctx.tx, { organisation: owner ? organisation : null, areas })
  const trusted = ctx.actor.kind === 'officer' && ctx.actor.sensitive === true
  return found.filter((run) => trusted || !isSensitive(run.kind))
}

export interface ReviewHome {
  readonly run: MatchingRun
  readonly list: MatchingList
  /** Whether this reader reads the whole list, as its owner. */
  readonly owner: boolean
  readonly progress: RunProgressCount
  /** Of the blind second readings; null while there is none. */
  readonly agreement: Agreement | null
  readonly rules: ReviewRules
  readonly zones: ZonesShown
  readonly publishedAt: Instant | null
}

export interface ZonesShown {
  /** Borders the costs and the readings give, in bits. */
  readonly lower: number
  readonly upper: number
  readonly calibration: Calibration
  /** What the run was made with, and what the computed borders would bring. */
  readonly now: Expected
  readonly computed: Expected
}

/** Where the reading of a run stands: progress, agreement, and where reading pays by the costs of today. Counts alone. */
export async function readReviewHome(ctx: Ctx, runId: string): Promise<ReviewHome> {
  const { run, list, areas } = await runForReader(ctx, runId)
  const rules = reviewRules(ctx.today)
  await prepareRun(ctx.tx, { runId, listId: list.listId, at: ctx.now, automaticShare: rules.automaticShare })
  const reader = ctx.actor.kind === 'officer' ? ctx.actor.personId : ''
  const progress = await countProgress(ctx.tx, { runId, reader, areas, now: ctx.now })
  const twice = await selectReadTwice(ctx.tx, runId)
  const prepared = await selectReviewRun(ctx.tx, runId)
  return { run, list, owner: areas === null, progress, agreement: agreementOfReadings(twice), rules, zones: zonesShown(run, twice, rules), publishedAt: prepared?.publishedAt ?? null }
}

/** Two blind answers of two people. Rows of the machine are no second reading: there the first answer was a machine's. */
const agreementOfReadings = (twice: readonly ReadTwice[]): Agreement | null => agreementOf(twice.flatMap(({ origin, first, second }) => (origin === 'review' && second !== null ? [[first, second] as const] : [])))

/** Lines for which nobody came into question at all. */
const noPair = -1_000

function zonesShown(run: MatchingRun, twice: readonly ReadTwice[], rules: ReviewRules): ZonesShown {
  const taught = twice.filter((each) => each.decided).map(({ weight, final, machine }) => ({ weight, same: final === machine }))
  const calibration = taught.length >= rules.calibrationReadings ? calibrate(taught) : asModelled
  const zones = zonesByCost(rules.costs)
  const borders = { lower: weightAt(zones.lower, calibration), upper: weightAt(zones.upper, calibration) }
  const weights = Object.entries(run.manifest?.bestByBit ?? {}).map(([bit, lines]) => [bit === 'none' ? noPair : Number(bit) + 0.5, lines] as const)
  return { ...borders, calibration, now: expectedOf(weights, { lower: run.lower, upper: run.upper }, rules.costs, calibration), computed: expectedOf(weights, borders, rules.costs, calibration) }
}

export interface Results {
  readonly run: MatchingRun
  readonly list: MatchingList
  readonly outcomes: Outcomes
  readonly waiting: number
  readonly publishedAt: Instant | null
  /** Of rows the machine linked by itself, as people read the sample; null while none was read. */
  readonly automaticPrecision: Share | null
  /** Of rows a first reader linked, as second readers found. */
  readonly readPrecision: Share | null
  readonly agreement: Agreement | null
  readonly exports: readonly StoredExport[]
  readonly mayExport: boolean
}

/** D-07: what came of the list, how far it can be relied on, and what was handed out. Counts alone. */
export async function readResults(ctx: Ctx, runId: string): Promise<Results> {
  const { run, list } = await runForOwner(ctx, runId, 'linkage.settle')
  await prepareRun(ctx.tx, { runId, listId: list.listId, at: ctx.now, automaticShare: reviewRules(ctx.today).automaticShare })
  const counts = await countOutcomes(ctx.tx, runId, null)
  const twice = await selectReadTwice(ctx.tx, runId)
  const sampled = twice.filter(({ origin, decided }) => origin === 'automatic' && decided)
  const linkedFirst = twice.filter(({ origin, second, first, decided }) => origin === 'review' && second !== null && first.startsWith('same ') && decided)
  return {
    run, list, outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, counts.filter((each) => each.outcome === outcome).reduce((sum, each) => sum + each.lines, 0)])) as unknown as Outcomes,
    waiting: await countWaiting(ctx.tx, runId), publishedAt: (await selectReviewRun(ctx.tx, runId))?.publishedAt ?? null,
    automaticPrecision: shareOf(sampled.filter(({ final, machine }) => final === machine).length, sampled.length),
    readPrecision: shareOf(linkedFirst.filter(({ first, final }) => first === final).length, linkedFirst.length), agreement: agreementOfReadings(twice),
    exports: await selectExports(ctx.tx, runId), mayExport: !isSensitive(list.kind) && isAllowed(ctx.actor, 'linkage.export', { organisation: list.organisationId }, ctx.today),
  }
}

export interface ResultLine {
  readonly rowNo: number
  /** The owner's own line. */
  readonly line: MatchInput
  /** Codes of what was found in the line. */
  readonly problems: readonly string[]
}

export interface ResultLines {
  readonly run: MatchingRun
  readonly list: MatchingList
  readonly lines: readonly ResultLine[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

export const resultLinesListed = 50

/** The lines behind one figure of the results, as the list says them. What came of a line tells something of the person found, so everybody shown is logged. */
export async function readResultLines(ctx: Ctx, runId: string, asked: { readonly outcome: Outcome; readonly page?: number }): Promise<ResultLines> {
  const { run, list } = await runForOwner(ctx, runId, 'linkage.settle')
  const total = (await countOutcomes(ctx.tx, runId, null)).filter(({ outcome }) => outcome === asked.outcome).reduce((sum, each) => sum + each.lines, 0)
  const pages = Math.max(1, Math.ceil(total / resultLinesListed))
  const page = Math.min(pages, Math.max(1, asked.page ?? 1))
  const rows = await selectResultRows(ctx.tx, { runId, outcome: asked.outcome, most: resultLinesListed, skip: (page - 1) * resultLinesListed })
  const people = [...new Set(rows.flatMap((row) => row.personId ?? []))]
  if (people.length > 0) forPurpose(ctx, purposeOfList(list)).logRead({ kind: 'list', register: 'population', subjects: people, fields: ['lifeStatus', 'area'] })
  return { run, list, lines: rows.map(({ rowNo, fields, problems }) => ({ rowNo, line: lineOf(fields), problems: [...new Set(problems.map(({ code }) => code))] })), total, page, pages }
}

/** The owner makes the results known: from now on no reading is taken back, and what linked rows say is kept beside the register. Refuses while rows wait. */
export async function publishResults(ctx: Ctx, runId: string): Promise<void> {
  const { list } = await runForOwner(ctx, runId, 'linkage.settle')
  await prepareRun(ctx.tx, { runId, listId: list.listId, at: ctx.now, automaticShare: reviewRules(ctx.today).automaticShare })
  const waiting = await countWaiting(ctx.tx, runId)
  refuseUnless(waiting === 0, 'linkage.rows-waiting', { vars: { n: waiting } })
  refuseUnless(await markPublished(ctx.tx, { runId, at: ctx.now, by: whoOf(ctx).actorPerson }), 'linkage.published')
  ctx.publish('linkage.results-published', { runId, listId: list.listId })
  ctx.enqueue('linkage.publish', { runId }, { uniqueKey: `linkage-publish-${runId}` })
}

/** Discrepancies are opened and claimed values kept, in the background: a list may be long. */
export async function carryOutResults(ctx: Ctx, runId: string): Promise<{ discrepancies: number; claims: number }> {
  allow(ctx, 'linkage.publish')
  const run = await selectRun(ctx.tx, runId)
  const list = run ? await selectList(ctx.tx, run.listId) : undefined
  if (!list || list.erasedAt !== null) return { discrepancies: 0, claims: 0 }
  const exact = { name: comparisons.name.indexOf('tones-differ'), birth: comparisons.birth.indexOf('year-only'), gender: comparisons.gender.indexOf('equal') }
  const discrepancies = await openDiscrepancies(ctx.tx, { runId, listId: list.listId, at: ctx.now, ...whoOf(ctx), exact })
  const columns = list.mapping?.columns ?? []
  const phone = columns.findIndex(({ heading }) => phoneHeading.test(heading.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')))
  const claims = await keepClaimsOf(ctx, { runId, listId: list.listId, statedOn: list.uploadedAt.slice(0, 10), keptUntil: list.retainUntil, phone: phone < 0 ? null : phone, numbered: columns.some(({ role }) => role === 'ref') })
  return { discrepancies, claims }
}

const phoneHeading = /^\s*(so\s+)?(dien thoai|dt|sdt|phone|mobile)\b/i

defineJob<{ runId: string }>('linkage.publish', async (ctx, { runId }) => void (await carryOutResults(ctx, runId)))

export interface ExportResults {
  readonly runId: string
  /** Number and date of the agreement or decision that allows handing the results out. */
  readonly agreement: string
  readonly expiresOn: string
}

const mostLines = 200_000

/**
 * The results as a file for the owner of the list: its own references and what came of each, nothing of the register beside. Each line bears a mark that fits
 * this export alone. Refuses a sensitive list, and results that are not settled. Everybody who was found is logged, the hash of the file is kept, and the day until which it may be.
 */
export async function exportResults(ctx: Ctx, input: ExportResults): Promise<{ readonly filename: string; readonly text: string }> {
  const { list } = await runForOwner(ctx, input.runId, 'linkage.export')
  refuseUnless(!isSensitive(list.kind), 'linkage.not-handed-out')
  refuseUnless((await selectReviewRun(ctx.tx, input.runId))?.publishedAt, 'linkage.not-published')
  const agreement = tidySpaces(input.agreement)
  refuseUnless(agreement.length >= 5 && agreement.length <= 200, 'linkage.agreement-needed', { field: 'agreement' })
  refuseUnless(isPlainDate(input.expiresOn) && input.expiresOn > ctx.today && input.expiresOn <= addDays(ctx.today, 366) && input.expiresOn <= list.retainUntil, 'linkage.expiry-needed', { field: 'expires' })
  const exportId = newId()
  const lines = await selectExportLines(ctx.tx, input.runId, 0, mostLines + 1)
  refuseUnless(lines.length <= mostLines, 'linkage.export-too-long', { vars: { n: mostLines } })
  const reading = forPurpose(ctx, { ...purposeOfList(list), text: `Trích kết quả đối khớp danh sách «${list.title}» theo ${agreement}` })
  const people = [...new Set(lines.flatMap((line) => line.personId ?? []))]
  for (let at = 0; at < people.length; at += 1_000) reading.logRead({ kind: 'list', register: 'population', subjects: people.slice(at, at + 1_000), fields: ['lifeStatus', 'area'] })
  const header = `# ${exportId} | ${agreement} | ${ctx.today} – ${input.expiresOn}\ndong,ma,ket_qua,dau\n`
  const text = header + lines.map((line) => {
    const content = [line.rowNo, csvCell(line.ref), line.outcome].join(',')
    return `${content},${markOf(exportId, content)}\n`
  }).join('')
  await insertExport(ctx.tx, { exportId, runId: input.runId, listId: list.listId, orderedBy: whoOf(ctx).actorPerson!, appointment: whoOf(ctx).appointment, at: ctx.now, expiresOn: input.expiresOn, agreement, mark: markOf(exportId, header), rows: lines.length, sha256: sha256Hex(text) })
  return { filename: `ket-qua-${ctx.today}-${exportId.slice(-6)}.csv`, text }
}

const markOf = (exportId: string, line: string): string => Buffer.from(keys().hmac(exportMark, `${exportId}|${line}`)).toString('base64url').slice(0, 11)
