import { setImmediate } from 'node:timers/promises'
import { allow, inTransaction, type Ctx, type Database } from '../../../platform/index.ts'
import type { EngineOptions } from '../../quality/index.ts'
import { freeRoleOf } from './free-columns.ts'
import { giveUp } from './give-up.ts'
import { guessMapping, headingPlace } from './guess-mapping.ts'
import { intakeOccasion } from './intake-occasion.ts'
import { bytesOf } from './list-file.ts'
import { kindOfList } from './list-kinds.ts'
import { readLegacy } from './legacy-text.ts'
import { tellLife } from './list-life.ts'
import { changeList, findTemplate, selectList } from './list.sql.ts'
import type { Layout, MatchingList } from './list.ts'
import { openTable } from './open-table.ts'
import { FileProblem, limits, type Table, type TableRow } from './table.ts'

export interface OpenedTable {
  readonly layout: Layout
  readonly encoding: string | null
  /** The first lines under the headings. */
  readonly preview: readonly (readonly string[])[]
}

/** How many lines are looked at for the headings, and kept for choosing the columns. */
const looked = 20
const previewed = 30

/** Reads a table once, to its end: where its headings stand, how many lines it has. Throws `FileProblem`. */
export async function surveyTable(table: Table): Promise<OpenedTable> {
  const first: TableRow[] = []
  const preview: (readonly string[])[] = []
  let heading: { line: number; cells: readonly string[] } | null = null
  let lines = 0
  const settle = (): void => {
    const place = headingPlace(first.map(({ cells }) => cells))
    heading = first[place]!
    const below = first[place + 1]
    const isSecond = below !== undefined && isSecondHeading(heading.cells, below.cells)
    if (isSecond) heading = { line: below.line, cells: joined(heading.cells, below.cells) }
    for (const row of first.slice(place + (isSecond ? 2 : 1))) count(row)
  }
  const count = (row: TableRow): void => {
    lines++
    if (preview.length < previewed && !row.broken) preview.push(row.cells)
  }
  for await (const row of table.rows()) {
    if (heading) count(row)
    else if (first.push(row) >= looked) settle()
    if (lines > limits.rows || row.line > limits.rows + 1_000) throw new FileProblem('too-many-rows', { max: limits.rows })
  }
  if (first.length === 0) throw new FileProblem('empty-file')
  if (!heading) settle()
  if (lines === 0) throw new FileProblem('no-lines')
  const { line, cells } = heading!
  const width = Math.max(...[cells, ...preview].map(filled))
  const headings = Array.from({ length: Math.min(width, limits.columns) }, (_, i) => readLegacy((cells[i] ?? '').trim()).text || `#${i + 1}`)
  return { layout: { headings, cells: filled(cells), headingLine: line, lines, ...(table.delimiter ? { delimiter: table.delimiter } : {}), ...(table.sheet ? { sheet: table.sheet } : {}) }, encoding: table.encoding, preview }
}

/** Headings of two lines: the second says more only under headings that stretch over several columns («Năm sinh» over «Nam» and «Nữ»), and nothing under the others. */
function isSecondHeading(cells: readonly string[], below: readonly string[]): boolean {
  const said = (row: readonly string[], i: number): boolean => (row[i] ?? '').trim() !== ''
  const places = Array.from({ length: Math.max(cells.length, below.length) }, (_, i) => i)
  return places.some((i) => said(below, i) && !said(cells, i)) && places.every((i) => !said(below, i) || !said(cells, i) || !said(cells, i + 1)) && !places.some((i) => /\d/.test(below[i] ?? ''))
}

/** A heading that stretches over several columns stands before each of theirs. */
function joined(cells: readonly string[], below: readonly string[]): string[] {
  let over = ''
  return Array.from({ length: Math.max(cells.length, below.length) }, (_, i) => {
    const [own, under] = [(cells[i] ?? '').trim(), (below[i] ?? '').trim()]
    if (own !== '') over = own
    return under === '' ? own : `${over} ${under}`.trim()
  })
}

/** Cells up to the last that says something. */
const filled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1

/** Lines under the headings; one whose number of cells is not that of the headings is broken, where the file itself counts its cells. */
export async function* linesUnder(table: Table, layout: Layout): AsyncGenerator<TableRow> {
  const width = layout.headings?.length ?? 0
  let passed = 0
  for await (const row of table.rows()) {
    // A small file is read in the process that also delivers codes: it lets others through.
    if (++passed % 300 === 0) await setImmediate()
    if (row.line <= (layout.headingLine ?? 1)) continue
    const wrong = table.format === 'csv' && !row.broken && row.cells.slice(width).some((cell) => cell.trim() !== '')
    const short = table.format === 'csv' && !row.broken && row.cells.length < (layout.cells ?? width)
    yield wrong || short ? { ...row, broken: 'cell-count' } : row
  }
}

/**
 * The file of a list is opened: encoding, headings, number of lines, columns guessed. What cannot be read ends the list with the reason; its file goes.
 * Heavy: for the work process alone.
 */
export async function openList(database: Database, listId: string, engine: EngineOptions): Promise<void> {
  const list = await inTransaction(database, intakeOccasion(), (ctx) => dueList(ctx, listId, 'open'))
  if (!list) return
  let opened: OpenedTable
  try {
    opened = await surveyTable(await openTable(await bytesOf(list), list.fileName, engine))
  } catch (error) {
    if (error instanceof FileProblem) return giveUp(database, listId, { code: error.code, vars: error.vars })
    throw error
  }
  await inTransaction(database, intakeOccasion(list), async (ctx) => {
    const before = await findTemplate(ctx.tx, list.organisationId, list.kind)
    const mapping = guessMapping(opened.layout.headings ?? [], opened.preview, before, (heading) => freeRoleOf(kindOfList(list.kind), heading))
    const { layout, encoding, preview } = opened
    if (await changeList(ctx.tx, { listId, version: list.version, status: 'uploaded', task: null, mapping, layout, encoding, preview: preview.map((cells) => cells.map(storable)), counts: { lines: layout.lines ?? 0 } })) await tellLife(ctx, listId, 'opened', { lines: layout.lines ?? 0, encoding, remembered: before ? 1 : 0 })
  })
}

/** The list, when this task still waits for it. */
export async function dueList(ctx: Ctx, listId: string, task: 'open' | 'check'): Promise<MatchingList | null> {
  allow(ctx, 'linkage.handle-list')
  const list = await selectList(ctx.tx, listId)
  return list && list.task === task && list.erasedAt === null ? list : null
}

/** Text the database can hold as JSON. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()
