import { deterministicId } from '../../kernel/ids.ts'
import { closeBulkLoad, openBulkLoad, registerIsFresh } from '../../foundations/acts/index.ts'
import { millisecondsOf, systemClock, type Clock, type Database } from '../../platform/index.ts'
import { ListProblem } from './csv-source.ts'
import { doneBatches, findOpenRun, findRun, finishRun, insertRun, runTotals, type ImportRun } from './import.sql.ts'
import { emptyRegister, knownReader, type KnownReader } from './known.ts'
import type { Chunk, ImportSource } from './list-row.ts'
import { writeReport } from './report.ts'
import { Survey } from './survey.ts'
import { batchWriter, type Line } from './write-batch.ts'

export interface ImportOptions {
  /** As the running program: writes acts and rows, and cannot change them. */
  readonly database: Database
  /** As the owner of the tables: lets an empty register be filled without its indexes, which are made at the end. Without it they stay. */
  readonly owner?: Database
  readonly source: ImportSource
  /** Made-up numbers are let in: demonstrations only. */
  readonly allowTestNumbers: boolean
  /** Goes on with a run that was cut off; without it such a run is refused, with a sentence. */
  readonly resume?: boolean
  /** A CSV file with every refused line and every claimed value. */
  readonly errorFile?: string
  readonly onProgress?: (phase: 'survey' | 'import' | 'indexes', done: number, of: number) => void
  readonly clock?: Clock
  readonly batchRows?: number
}

export interface ImportReport {
  readonly runId: string
  /** Lines of the list: always imported + refused. */
  readonly rows: number
  readonly imported: number
  readonly refused: number
  /** Lines of which something stands as claimed. */
  readonly claimed: number
  /** True when this very content had been taken in before: nothing was done. */
  readonly before: boolean
  readonly seconds: { readonly survey: number; readonly import: number; readonly indexes: number }
}

const lockNumber = 46290

/**
 * Takes a list of people into the register: one act `person-imported` a person, written by COPY with the rows that follow from it. Wrong lines stop
 * nobody and never disappear. Killed at any moment, the same call with `resume` goes on after the last committed batch. Throws `ListProblem` when the
 * list cannot be read, another run is open, or somebody else imports.
 */
export async function importPeople(options: ImportOptions): Promise<ImportReport> {
  return options.database.session(async (client) => {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [lockNumber])
    if (!rows[0]!.free) throw new ListProblem('Đang có một lần nhập khác chạy. Đợi nó xong rồi chạy lại.')
    return importAlone(options)
  })
}

async function importAlone(options: ImportOptions): Promise<ImportReport> {
  const { database, owner, source, onProgress = () => undefined } = options
  const clock = options.clock ?? systemClock
  const began = performance.now()
  const fresh = await registerIsFresh(database)
  const cutOff = await database.transaction(findOpenRun)
  const survey = await readAll(options, fresh ? emptyRegister : knownReader(database, source.list, cutOff ? tailOf(cutOff.runId) : 'none'))
  const surveyed = performance.now()
  const run = await takeUpRun(options, survey, clock)
  if (run.finishedAt) return { ...(await totalsOf(database, run)), before: true, seconds: { survey: 0, import: 0, indexes: 0 } }

  if (owner) await openBulkLoad(owner)
  await writeAll(options, survey, run, clock, fresh ? emptyRegister : knownReader(database, source.list, tailOf(run.runId)))
  const written = performance.now()
  if (owner) await closeBulkLoad(owner, (done, of) => onProgress('indexes', done, of))
  const totals = await totalsOf(database, run)
  if (totals.imported + totals.refused !== totals.rows) throw new Error(`import does not add up: ${totals.imported} + ${totals.refused} of ${totals.rows} lines`)
  await database.transaction((tx) => finishRun(tx, run.runId, clock()))
  if (options.errorFile) await writeReport(database, run.runId, options.errorFile)
  return { ...totals, before: false, seconds: { survey: (surveyed - began) / 1000, import: (written - surveyed) / 1000, indexes: (performance.now() - written) / 1000 } }
}

/** The first reading: what must be known of the whole list. */
async function readAll(options: ImportOptions, register: KnownReader): Promise<Survey> {
  const { source, onProgress = () => undefined } = options
  const survey = new Survey()
  const reading = source.read()
  for await (const { rows } of reading.chunks) {
    const stands = await register.people(rows)
    for (const row of rows) if (row) survey.add(row, rulesOf(options), stands)
    onProgress('survey', Math.round(reading.share() * 1000), 1000)
  }
  survey.fingerprint = reading.fingerprint()
  return survey
}

const rulesOf = (options: ImportOptions) => ({ statedOn: options.source.statedOn, allowTestNumbers: options.allowTestNumbers })

/** Finds the run of this content, or begins it. */
async function takeUpRun(options: ImportOptions, survey: Survey, clock: Clock): Promise<ImportRun> {
  const { source } = options
  return options.database.transaction(async (tx) => {
    const found = await findRun(tx, source.list, survey.fingerprint)
    if (found?.finishedAt) return found
    if (found && !options.resume) throw new ListProblem('Lần nhập tệp này dừng giữa chừng. Thêm --resume để nhập tiếp phần còn lại.')
    if (found) return found
    const open = await findOpenRun(tx)
    if (open) throw new ListProblem(`Lần nhập «${open.delivery}» chưa xong. Chạy lại đúng tệp đó với --resume trước.`)
    const run: ImportRun = {
      runId: deterministicId('import-run', source.list, survey.fingerprint), list: source.list, delivery: source.name, fingerprint: survey.fingerprint, statedOn: source.statedOn,
      batchRows: options.batchRows ?? 8_000, listRows: survey.rows, startedAt: clock(), finishedAt: null,
    }
    await insertRun(tx, run)
    return run
  })
}

/** The second reading: batches are built here while the database writes up to two others. */
async function writeAll(options: ImportOptions, survey: Survey, run: ImportRun, clock: Clock, register: KnownReader): Promise<void> {
  const { database, source, onProgress = () => undefined } = options
  const done = await database.transaction((tx) => doneBatches(tx, run.runId))
  const writer = batchWriter({ database, source, survey, run, rules: rulesOf(options), clock, register, actId: actIds(run) })
  const flying = new Set<Promise<void>>()
  let failure: unknown
  let batch = 0
  let seen = 0
  const send = async (lines: readonly Line[]): Promise<void> => {
    const number = batch++
    if (done.has(number)) writer.skip(lines)
    else {
      const written: Promise<void> = writer.write(number, await writer.build(lines)).catch((error: unknown) => void (failure ??= error)).finally(() => flying.delete(written))
      flying.add(written)
      if (flying.size >= 2) await Promise.race(flying)
    }
    if (failure) throw failure
    onProgress('import', (seen += lines.length), survey.rows)
  }
  for await (const lines of linesOf(source.read().chunks, run.batchRows)) await send(lines)
  await Promise.all(flying)
  if (failure) throw failure
}

/** The lines of the list in batches of the same size, whatever the pieces it is read in. */
async function* linesOf(chunks: Iterable<Chunk> | AsyncIterable<Chunk>, size: number): AsyncGenerator<Line[]> {
  let lines: Line[] = []
  for await (const { firstLine, rows } of chunks) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]
      if (!row) continue
      lines.push({ line: firstLine + i, row })
      if (lines.length < size) continue
      yield lines
      lines = []
    }
  }
  if (lines.length > 0) yield lines
}

async function totalsOf(database: Database, run: ImportRun) {
  const totals = await database.transaction((tx) => runTotals(tx, run.runId))
  return { runId: run.runId, rows: run.listRows, ...totals }
}

/** The last eleven digits of the ids of all acts of a run. */
const tailOf = (runId: string): string => runId.slice(-11)

/**
 * Act ids of a run by line: the time the run began, the line, and the run, in the form of version 7. Acts of a run so lie together in the order of
 * lines, and the last four digits, which tell the rows of one act apart, are the same in all.
 */
function actIds(run: ImportRun): (line: number) => string {
  const time = millisecondsOf(run.startedAt).toString(16).padStart(12, '0')
  const tail = tailOf(run.runId)
  return (line) => {
    const place = line.toString(16).padStart(7, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place.slice(0, 3)}-8${place.slice(3, 6)}-${place[6]}${tail}`
  }
}
