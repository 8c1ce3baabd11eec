import { createWriteStream, type WriteStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Refusal } from '../../../kernel/refusal.ts'
import { allow, inTransaction, StageFolder, type Database, type Occasion } from '../../../platform/index.ts'
import type { EngineOptions } from '../../quality/index.ts'
import { explainPair, probabilityOf, weightText } from '../review/explain.ts'
import { registerSideStatement, registerSideWithEthnicity } from '../register-side.sql.ts'
import { ethnicitiesIn, figuresOfRun, truthByNumber, type ReportFigures } from '../report/report.ts'
import { checkedLines } from './check-list.ts'
import { csvCell, errorCells } from './error-file.ts'
import { outcomes, type Layout, type ListCounts, type Outcome, type RunManifest, type RunProgress } from './list.ts'
import type { Mapping } from './mapping.ts'
import { openTable } from './open-table.ts'
import { outcomeCounter } from './outcome.ts'
import { readRegisterInto, stillFresh } from './register-read.ts'
import { modelHash, runStages, type Candidate, type ChosenModel, type MatchedRun } from './run-stages.ts'
import { judgeLine, type PairZone, type ZoneReason } from './zones.ts'

export interface LinkFile {
  readonly database: Database
  readonly bytes: Buffer
  readonly fileName: string
  readonly layout: Layout
  readonly mapping: Mapping
  readonly purpose: { readonly text: string; readonly basis: string }
  /** The unit whose communes are meant where a line names no province; '' for the whole country. */
  readonly area: string
  /** A model made before; without one it is trained on this list. */
  readonly model: Pick<ChosenModel, 'id' | 'version' | 'model'> | null
  /** What kind of list it is: which of its columns are read. Nothing: only what is matched. */
  readonly kind: string | null
  readonly borders: FileBorders
  readonly budget: number
  readonly threads: number
  readonly memoryMb: number
  readonly engine: EngineOptions
  readonly stages: string
  /** Where the answers and the lines with faults go; nowhere when only counts are wanted. */
  readonly out: string | null
  readonly errors: string | null
  readonly program: string
  readonly today: string
  readonly now: () => string
  readonly tell: (progress: RunProgress) => void
  /** Wants the figures of a report: under which title, and in which column of the file the verified numbers stand that show how good the matching was. */
  readonly report?: { readonly title: string; readonly truthColumn: number | null }
}

/** Where people are asked and where the machine is sure, in bits, and who says so. */
export interface FileBorders {
  readonly lower: number
  readonly upper: number
  readonly by: 'asked' | 'costs'
  /** Readings by which the model's chances were put right; none where they were too few. */
  readonly readings: number
}

export interface LinkedFile {
  readonly manifest: RunManifest & { readonly outcomes: Readonly<Record<Outcome, number>> }
  readonly model: ChosenModel['model']
  readonly counts: ListCounts
  readonly figures: ReportFigures | null
}

/** The same way as a list handed over by a page, from file to file: nothing of the list is kept in the database, and nothing is written into the register. Goes on after a kill where the last step ended. */
export async function linkFile(options: LinkFile): Promise<LinkedFile> {
  const folder = new StageFolder(options.stages)
  try {
    return await linkInSteps(options, folder)
  } catch (error) {
    // A lawful no is no accident: nothing is kept to go on with.
    if (error instanceof Refusal) folder.drop()
    throw error
  }
}

async function linkInSteps(options: LinkFile, folder: StageFolder): Promise<LinkedFile> {
  const { database, purpose, today } = options
  const startedAt = options.now()
  const occasion: Occasion = { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: purpose.basis, text: purpose.text } }
  const table = await openTable(options.bytes, options.fileName, options.engine)
  const read = () => checkedLines(table, { layout: options.layout, area: options.area, ...(options.kind === null ? {} : { kind: options.kind }) }, options.mapping, today)
  const counts = await writeErrors(read(), options)
  if (!(await inTransaction(database, occasion, (ctx) => stillFresh(ctx, folder)))) folder.clear()
  // Readings go on while a run stands still: it ends by the borders it began with.
  const borders = await folder.step('borders', () => options.borders)
  const matched = await runStages({
    folder, lineCount: (counts.ok ?? 0) + (counts.fixable ?? 0), lower: borders.lower, upper: borders.upper, budget: options.budget, threads: options.threads, memoryMb: options.memoryMb, thisYear: Number(today.slice(0, 4)), now: () => performance.now(),
    async *lines() {
      for await (const { rowNo, fields, state } of read().rows) if (state !== 'blocked') yield { rowNo, input: fields }
    },
    writeRegister: (file) => inTransaction(database, occasion, async (ctx) => {
      allow(ctx, 'linkage.match')
      ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'pin', ...(options.report ? ['ethnicity'] : [])] })
      return readRegisterInto(ctx, options.report ? registerSideWithEthnicity : registerSideStatement, file)
    }),
    chooseModel: async (train) => {
      const { id, version, model } = options.model ?? { id: 'file', version: 1, model: train() }
      return { id, version, sha256: modelHash(model), trainedAnew: options.model === null, model }
    },
    tell: async (progress) => options.tell(progress),
  })
  const { zones, reasons, outcomes: came, bestByBit } = await writeResults(options, borders, occasion, matched, read())
  const figures = options.report ? await reportFigures(options, options.report, matched, folder, read, counts) : null
  folder.drop()
  const manifest: LinkedFile['manifest'] = {
    program: options.program, list: { file: options.fileName, sha256: createHash('sha256').update(options.bytes).digest('hex'), lines: counts.lines ?? 0, matched: zones.automatic + zones.review + zones.reject, blocked: counts.blocked ?? 0, mapping: options.mapping },
    purpose, register: { people: matched.people, at: matched.registerAt, sha256: matched.registerHash }, model: { id: matched.model.id, version: matched.model.version, sha256: matched.model.sha256, trainedAnew: matched.model.trainedAnew }, thresholds: { lower: borders.lower, upper: borders.upper }, borders: { by: borders.by, readings: borders.readings },
    rules: matched.model.model.blocking, budget: options.budget, memoryMb: options.memoryMb, threads: options.threads, resumed: matched.resumed, planned: matched.planned, pairs: matched.pairs, zones, reasons, outcomes: came, bestByBit, seconds: matched.seconds, startedAt, finishedAt: options.now(),
  }
  return { manifest, model: matched.model.model, counts, figures }
}

async function reportFigures({ fileName, bytes, purpose, now }: LinkFile, { title, truthColumn }: NonNullable<LinkFile['report']>, matched: MatchedRun, folder: StageFolder, read: () => Checked, counts: ListCounts): Promise<ReportFigures> {
  const cells: string[] = []
  const matchable = async function* () {
    for await (const row of read().rows) if (row.state !== 'blocked') yield { input: row.fields, raw: row.raw }
  }
  if (truthColumn !== null) for await (const { raw } of matchable()) cells.push(raw[truthColumn] ?? '')
  const codes = ethnicitiesIn(folder.file('register.tsv'), matched.people)
  return figuresOfRun(matched, matchable(), { title: title === '' ? fileName : title, hash: createHash('sha256').update(bytes).digest('hex'), at: now(), purpose: purpose.text, basis: purpose.basis }, counts, { ethnicity: codes, ...(truthColumn === null ? {} : { truth: truthByNumber(matched.memory.right, cells) }) })
}

type Checked = ReturnType<typeof checkedLines>

/** Lines with anything to say of them, cells as the file had them; returns the counts of all. */
async function writeErrors({ rows, counts }: Checked, { errors, layout }: LinkFile): Promise<ListCounts> {
  if (errors === null) {
    for await (const _ of rows);
    return counts()
  }
  const file = createWriteStream(errors, { mode: 0o600 })
  file.write(`\ufeff${['Dòng', 'Tình trạng', 'Lỗi và sửa đổi', ...(layout.headings ?? [])].map(csvCell).join(',')}\r\n`)
  for await (const row of rows) if (row.problems.length > 0 && !file.write(`${errorCells(row).map(csvCell).join(',')}\r\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'finish')
  return counts()
}

const zoneWords: Readonly<Record<PairZone, string>> = { automatic: 'matched', review: 'review', reject: 'not-found' }
const headings = ['line', 'id', 'zone', 'reason', 'outcome', 'weight', 'probability', 'person_id', 'life_status', 'commune', 'why']

interface Written {
  readonly zones: Record<PairZone, number>
  readonly reasons: Partial<Record<ZoneReason, number>>
  readonly outcomes: Record<Outcome, number>
  readonly bestByBit: Record<string, number>
}

/**
 * Every line of the file answered, those that could not be matched among them: its zone by the rules of every matching here, why, and what was found in the pair,
 * what speaks against it first. Whoever a line was matched with finds that reading among their own.
 */
async function writeResults(options: LinkFile, borders: FileBorders, occasion: Occasion, matched: MatchedRun, { rows }: Checked): Promise<Written> {
  const written: Written = { zones: { automatic: 0, review: 0, reject: 0 }, reasons: {}, outcomes: Object.fromEntries(outcomes.map((each) => [each, 0])) as Record<Outcome, number>, bestByBit: {} }
  const shown = new Set<number>()
  for (const { candidates } of matched.lines()) {
    const { zone, reasons } = judgeLine(candidates, borders)
    written.zones[zone]++
    for (const reason of reasons) written.reasons[reason] = (written.reasons[reason] ?? 0) + 1
    const bit = candidates[0] ? String(Math.floor(candidates[0].weight)) : 'none'
    written.bestByBit[bit] = (written.bestByBit[bit] ?? 0) + 1
    if (zone !== 'reject') shown.add(candidates[0]!.register)
  }
  const people = matched.peopleOf(shown)
  // Whoever is only counted is shown to nobody.
  const ids = options.out === null ? [] : [...new Set([...people.values()].map(({ personId }) => personId))]
  await inTransaction(options.database, occasion, async (ctx) => {
    allow(ctx, 'linkage.match')
    for (let at = 0; at < ids.length; at += 1_000) ctx.logRead({ kind: 'list', register: 'population', subjects: ids.slice(at, at + 1_000), fields: ['fullName', 'birthDate', 'pin', 'lifeStatus', 'area', ...(options.report ? ['ethnicity'] : [])] })
  })
  const file = options.out === null ? null : createWriteStream(options.out, { mode: 0o600 })
  file?.write(`${headings.join(',')}\n`)
  const outcomeOf = outcomeCounter()
  const judged = matched.lines()
  for await (const { rowNo, fields, state, commune, problems } of rows) {
    const own = [String(rowNo), csvCell(fields.id)]
    if (state === 'blocked') {
      written.outcomes[outcomeOf({ zone: null, personId: null, lifeStatus: null, commune: null, area: null })]++
      await writeLine(file, [...own, 'blocked', csvCell(problems.filter(({ kind }) => kind === 'error').map(({ code }) => code).join(' ')), 'blocked', '', '', '', '', '', ''])
      continue
    }
    const { candidates }: { readonly candidates: readonly Candidate[] } = judged.next().value!
    const { zone, reasons } = judgeLine(candidates, borders)
    const best = zone === 'reject' ? undefined : candidates[0]
    const person = best && people.get(best.register)
    const outcome = outcomeOf({ zone, personId: person?.personId ?? null, lifeStatus: person?.lifeStatus ?? null, commune, area: person?.area ?? null })
    written.outcomes[outcome]++
    // A weight below nothing is a number, not a formula: it is written as it is.
    await writeLine(file, [...own, zoneWords[zone], reasons.join(' '), outcome, best?.weight.toFixed(2) ?? '', best ? Math.min(0.999999, probabilityOf(best.weight)).toFixed(6) : '', person?.personId ?? '', person?.lifeStatus ?? '', person?.area ?? '', best ? csvCell(whyOf(matched, best)) : ''])
  }
  file?.end()
  if (file) await once(file, 'finish')
  return written
}

async function writeLine(file: WriteStream | null, cells: readonly string[]): Promise<void> {
  if (file && !file.write(`${cells.join(',')}\n`)) await once(file, 'drain')
}

/** The waterfall of a pair in one cell: what speaks against it first, then for it, the heaviest first. Says nothing of anybody. */
function whyOf({ model }: MatchedRun, { levels: { rarity, ...levels } }: Candidate): string {
  return explainPair(model.model, { levels, rarity }).lines.flatMap(({ side, vi, weight }) => (side === 'silent' ? [] : [`${vi} (${weightText(weight)})`])).join('; ')
}
