import { createWriteStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { allow, inTransaction, type Database, type Occasion } from '../../../platform/index.ts'
import type { EngineOptions } from '../../quality/index.ts'
import type { LinkModel } from '../model.ts'
import { registerSideStatement, registerSideWithEthnicity } from '../register-side.sql.ts'
import { figuresOfRun, truthByNumber, type ReportFigures } from '../report/report.ts'
import { checkedLines } from './check-list.ts'
import { csvCell, errorCells } from './error-file.ts'
import type { Layout, ListCounts, RunManifest, RunProgress } from './list.ts'
import type { Mapping } from './mapping.ts'
import { openTable } from './open-table.ts'
import { modelHash, runStages, type MatchedRun } from './run-stages.ts'
import { registerLines } from './stage-files.ts'
import { StageFolder } from './stage-folder.ts'
import { zoneOf, type PairZone } from './zones.ts'

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
  readonly model: LinkModel | null
  readonly lower: number
  readonly upper: number
  readonly budget: number
  readonly threads: number
  readonly memoryMb: number
  readonly engine: EngineOptions
  readonly stages: string
  readonly out: string
  readonly errors: string
  readonly program: string
  readonly today: string
  readonly now: () => string
  readonly tell: (progress: RunProgress) => void
  /** Wants the figures of a report: under which title, and in which column of the file the verified numbers stand that show how good the matching was. */
  readonly report?: { readonly title: string; readonly truthColumn: number | null }
}

export interface LinkedFile {
  readonly manifest: RunManifest
  readonly model: LinkModel
  readonly counts: ListCounts
  readonly figures: ReportFigures | null
}

/** The same way as a list handed over by a page, from file to file: nothing of the list is kept in the database, and nothing is written into the register. Goes on after a kill where the last step ended. */
export async function linkFile(options: LinkFile): Promise<LinkedFile> {
  const { database, purpose, today } = options
  const startedAt = options.now()
  const occasion: Occasion = { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: purpose.basis, text: purpose.text } }
  const table = await openTable(options.bytes, options.fileName, options.engine)
  const read = () => checkedLines(table, options, options.mapping, today)
  const counts = await writeErrors(read(), options)
  const folder = new StageFolder(options.stages)
  const matched = await runStages({
    folder, lineCount: (counts.ok ?? 0) + (counts.fixable ?? 0), lower: options.lower, upper: options.upper, budget: options.budget, threads: options.threads, memoryMb: options.memoryMb, thisYear: Number(today.slice(0, 4)), now: () => performance.now(),
    async *lines() {
      for await (const { rowNo, fields, state } of read().rows) if (state !== 'blocked') yield { rowNo, input: fields }
    },
    writeRegister: (file) => inTransaction(database, occasion, async (ctx) => {
      allow(ctx, 'linkage.match')
      ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'pin', ...(options.report ? ['ethnicity'] : [])] })
      await pipeline(ctx.tx.copyOut(options.report ? registerSideWithEthnicity : registerSideStatement), createWriteStream(file, { mode: 0o600 }))
      return { at: ctx.now }
    }),
    chooseModel: async (train) => {
      const model = options.model ?? train()
      return { id: 'file', version: 1, sha256: modelHash(model), trainedAnew: options.model === null, model }
    },
    tell: async (progress) => options.tell(progress),
  })
  const { zones, bestByBit } = await writeResults(options, occasion, matched, read())
  const figures = options.report ? await reportFigures(options, options.report, matched, folder, read, counts) : null
  folder.drop()
  const manifest: RunManifest = {
    program: options.program, list: { file: options.fileName, sha256: createHash('sha256').update(options.bytes).digest('hex'), lines: counts.lines ?? 0, matched: zones.automatic + zones.review + zones.reject, blocked: counts.blocked ?? 0, mapping: options.mapping },
    purpose, register: { people: matched.people, at: matched.registerAt }, model: { id: matched.model.id, version: matched.model.version, sha256: matched.model.sha256, trainedAnew: matched.model.trainedAnew }, thresholds: { lower: options.lower, upper: options.upper },
    rules: matched.model.model.blocking, budget: options.budget, planned: matched.planned, pairs: matched.pairs, zones, bestByBit, seconds: matched.seconds, startedAt, finishedAt: options.now(),
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

/** Ethnic groups by row of the register, a byte each. */
function ethnicitiesIn(file: string, people: number): (row: number) => string {
  const names: string[] = ['']
  const codes = new Uint8Array(people)
  let at = 0
  for (const { ethnicity } of registerLines(file)) {
    if (!names.includes(ethnicity)) names.push(ethnicity)
    codes[at++] = names.indexOf(ethnicity)
  }
  return (row) => names[codes[row]!]!
}

type Checked = ReturnType<typeof checkedLines>

/** Lines with anything to say of them, cells as the file had them; returns the counts of all. */
async function writeErrors({ rows, counts }: Checked, { errors, layout }: LinkFile): Promise<ListCounts> {
  const file = createWriteStream(errors, { mode: 0o600 })
  file.write(`\ufeff${['Dòng', 'Tình trạng', 'Lỗi và sửa đổi', ...(layout.headings ?? [])].map(csvCell).join(',')}\r\n`)
  for await (const row of rows) if (row.problems.length > 0 && !file.write(`${errorCells(row).map(csvCell).join(',')}\r\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'finish')
  return counts()
}

const zoneWords: Readonly<Record<PairZone, string>> = { automatic: 'matched', review: 'review', reject: 'not-found' }

/** Every line of the file answered, those that could not be matched among them. Whoever a line was matched with finds that reading among their own. */
async function writeResults(options: LinkFile, occasion: Occasion, matched: MatchedRun, { rows }: Checked): Promise<{ zones: Record<PairZone, number>; bestByBit: Record<string, number> }> {
  const zones: Record<PairZone, number> = { automatic: 0, review: 0, reject: 0 }
  const bestByBit: Record<string, number> = {}
  const best = new Map<number, { register: number; weight: number; zone: PairZone }>()
  for (const { rowNo, candidates } of matched.lines()) {
    const zone = zoneOf(candidates, options)
    zones[zone]++
    const bit = candidates[0] ? String(Math.floor(candidates[0].weight)) : 'none'
    bestByBit[bit] = (bestByBit[bit] ?? 0) + 1
    if (zone !== 'reject') best.set(rowNo, { register: candidates[0]!.register, weight: candidates[0]!.weight, zone })
  }
  const people = matched.peopleOf(new Set([...best.values()].map(({ register }) => register)))
  const ids = [...new Set([...people.values()].map(({ personId }) => personId))]
  await inTransaction(options.database, occasion, async (ctx) => {
    allow(ctx, 'linkage.match')
    for (let at = 0; at < ids.length; at += 1_000) ctx.logRead({ kind: 'list', register: 'population', subjects: ids.slice(at, at + 1_000), fields: ['fullName', 'birthDate', 'pin', 'lifeStatus', 'area', ...(options.report ? ['ethnicity'] : [])] })
  })
  const file = createWriteStream(options.out, { mode: 0o600 })
  file.write('line,id,zone,weight,person_id,life_status,commune\n')
  for await (const { rowNo, fields, state } of rows) {
    const found = best.get(rowNo)
    const person = found && people.get(found.register)
    const cells = [String(rowNo), fields.id, state === 'blocked' ? 'blocked' : found ? zoneWords[found.zone] : 'not-found', found?.weight.toFixed(2) ?? '', person?.personId ?? '', person?.lifeStatus ?? '', person?.area ?? '']
    if (!file.write(`${cells.map(csvCell).join(',')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return { zones, bestByBit }
}
