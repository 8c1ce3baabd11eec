import { pipeline } from 'node:stream/promises'
import { inTransaction, type Database } from '../../../platform/index.ts'
import type { EngineOptions } from '../../quality/index.ts'
import { giveUp } from './give-up.ts'
import { intakeOccasion } from './intake-occasion.ts'
import { bytesOf } from './list-file.ts'
import { kindOfList } from './list-kinds.ts'
import { tellLife } from './list-life.ts'
import { changeList, copyRows, deleteRows } from './list.sql.ts'
import type { ListCounts, MatchingList } from './list.ts'
import type { Mapping } from './mapping.ts'
import { dueList, linesUnder, storable } from './open-list.ts'
import { openTable } from './open-table.ts'
import { rowReader, type ReadRow } from './read-row.ts'
import { FileProblem, type Table } from './table.ts'

/** Lines of each kind of error that a screen shows. */
const shownExamples = 5

/** Lines of a table read by its mapping, and what was found, added up in `counts` while they pass. */
export function checkedLines(table: Table, list: Pick<MatchingList, 'layout' | 'area'> & { readonly kind?: string }, mapping: Mapping, today: string): { rows: AsyncGenerator<ReadRow>; counts: () => ListCounts } {
  const read = rowReader(mapping, list.area, today, kindOfList(list.kind ?? ''))
  const states = { ok: 0, fixable: 0, blocked: 0 }
  const problems: Record<string, number> = {}
  const examples: Record<string, number[]> = {}
  let [lines, wrong] = [0, 0]
  const rows = async function* (): AsyncGenerator<ReadRow> {
    for await (const line of linesUnder(table, list.layout)) {
      const row = read(line)
      lines++
      states[row.state]++
      if (row.problems.length > 0) wrong++
      for (const code of new Set(row.problems.map((each) => each.code))) {
        problems[code] = (problems[code] ?? 0) + 1
        if (problems[code] <= shownExamples) (examples[code] ??= []).push(row.rowNo)
      }
      yield row
    }
  }
  return { rows: rows(), counts: () => ({ lines, ...states, wrong, problems, examples }) }
}

/** Every line of the list is read by the confirmed columns and kept with what is wrong in it: none is lost. Heavy: for the work process alone. */
export async function checkList(database: Database, listId: string, engine: EngineOptions): Promise<void> {
  const list = await inTransaction(database, intakeOccasion(), (ctx) => dueList(ctx, listId, 'check'))
  if (!list?.mapping) return
  await inTransaction(database, intakeOccasion(list), async (ctx) => {
    const table = await openTable(await bytesOf(list), list.fileName, engine)
    const { rows, counts } = checkedLines(table, list, list.mapping!, ctx.today)
    await deleteRows(ctx.tx, listId)
    await pipeline(copyLines(listId, rows), ctx.tx.copyIn(copyRows))
    // Somebody chose other columns, or dropped the list, meanwhile: what was read is not kept.
    if (!(await changeList(ctx.tx, { listId, version: list.version, status: 'checked', task: null, counts: counts() }))) throw new Superseded()
    const { lines = 0, ok = 0, fixable = 0, blocked = 0 } = counts()
    await tellLife(ctx, listId, 'checked', { lines, ok, fixable, blocked })
  }).catch((error: unknown) => {
    if (error instanceof FileProblem) return giveUp(database, listId, { code: error.code, vars: error.vars })
    if (!(error instanceof Superseded)) throw error
  })
}

class Superseded extends Error {}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

async function* copyLines(listId: string, rows: AsyncIterable<ReadRow>): AsyncGenerator<string> {
  let text = ''
  for await (const { rowNo, raw, fields, problems, state, commune } of rows) {
    text += `${[listId, rowNo, ...[raw, fields, problems].map((value) => escaped(storable(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? storable(each) : each))))), state, commune ?? '\\N'].join('\t')}\n`
    if (text.length < 64_000) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}
