import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { listRulesInForce } from './catalogue.ts'
import { duckdb, quoted } from './compile.ts'
import { listPassSql } from './compile-list.ts'
import { pathText, type Engine } from './duckdb.ts'
import { columnsOf, noLine, type JudgeList, type ListLine, type PartOfList } from './list-line.ts'
import { mergeList, selectListFound, selectListOf, stageLines, type ListFound } from './list.sql.ts'
import type { Merged } from './merge.sql.ts'
import { dueOf } from './recheck.ts'
import { refuseUnless } from './refusals.ts'
import type { Rule } from './rule.ts'

export interface JudgedList extends Merged {
  readonly found: readonly ListFound[]
}

/**
 * Judges a matched list by the rules of its kind, in PostgreSQL, and brings the findings of this list in line: new ones open in the worklists of the police,
 * those not found any more are fixed. With `only` no more than that part is looked at. Again on the same list after changes it gives what is so then. Logs everybody found.
 */
export async function judgeList(ctx: Ctx, list: JudgeList): Promise<JudgedList> {
  allow(ctx, 'quality.run')
  refuseUnless(list.areas.every((area) => /^\d{5}$/.test(area)), 'quality.area-unknown')
  const rules = listRulesInForce(list.kind, ctx.today)
  // A part is judged beside a whole: before that the list has no findings to bring in line.
  if (list.only && !(await selectListOf(ctx.tx, list.listId))) return { opened: 0, reopened: 0, closed: 0, found: [] }
  const lines = await stageLines(ctx.tx, list.lines, list.waiting ?? [])
  const found = rules.length === 0 ? [] : ofPart(await selectListFound(ctx.tx, rules, list, ctx.today), rules, list.only)
  const people = [...new Set(found.flatMap((each) => each.person || []))]
  if (people.length > 0) ctx.logRead({ kind: 'list', register: 'population', subjects: people, fields: ['quality'] })
  const merged = await mergeList(ctx.tx, { list, lines, rules, found, now: ctx.now, dueOn: dueOf(ctx) })
  return { ...merged, found }
}

/** What was found on rows that came along only to judge the others by is left out. */
function ofPart(found: readonly ListFound[], rules: readonly Rule[], only: PartOfList | undefined): readonly ListFound[] {
  if (!only) return found
  const [rows, sharing] = [new Set(only.rows), new Set(only.sharing)]
  const byCode = new Set(rules.flatMap(({ id, scope }) => (scope.kind === 'lines' && scope.by === 'code' ? [id] : [])))
  return found.filter(({ rule, rowNo }) => rowNo === 0 || rows.has(rowNo) || (byCode.has(rule) && sharing.has(rowNo)))
}

/** The same rules over the same lines in DuckDB, beside an attached snapshot whose code tables are made: for large lists, and to hold both engines together. */
export async function judgeListIn(engine: Engine, folder: string, { kind, lines, areas, waiting = [] }: Pick<JudgeList, 'kind' | 'areas' | 'waiting'> & { readonly lines: readonly ListLine[] }, today: PlainDate): Promise<ListFound[]> {
  const text = listPassSql(listRulesInForce(kind, today), kind, areas, duckdb, { today })
  if (text === '') return []
  const file = join(folder, 'list-lines.ndjson')
  await writeFile(file, lines.map((line) => JSON.stringify(columnsOf(line))).join('\n'), { mode: 0o600 })
  const columns = Object.keys(columnsOf(lines[0] ?? noLine)).map((name) => `${name}: '${name === 'row_no' || name === 'birth_year' ? 'INTEGER' : name === 'person_id' ? 'UUID' : 'VARCHAR'}'`).join(', ')
  await engine.run(`create or replace table list_line as select * from read_json(${pathText(file)}, format = 'newline_delimited', columns = {${columns}})`)
  await engine.run(`create or replace table list_waiting as select cast(x as uuid) as person_id from (select unnest([${waiting.map(quoted).join(', ')}]::varchar[]) as x)`)
  const rows = await engine.rows(text)
  return rows.map((row) => ({ rule: String(row['rule']), rowNo: Number(row['subject_id']), person: String(row['fingerprint']) }))
}
