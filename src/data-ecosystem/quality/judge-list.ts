import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { listRulesInForce } from './catalogue.ts'
import { duckdb } from './compile.ts'
import { listPassSql } from './compile-list.ts'
import { pathText, type Engine } from './duckdb.ts'
import { columnsOf, noLine, type JudgeList, type ListLine } from './list-line.ts'
import { mergeList, selectListFound, stageLines, type ListFound } from './list.sql.ts'
import type { Merged } from './merge.sql.ts'
import { dueOf } from './recheck.ts'
import { refuseUnless } from './refusals.ts'

export interface JudgedList extends Merged {
  readonly found: readonly ListFound[]
}

/**
 * Judges a matched list by the rules of its kind, in PostgreSQL, and brings the findings of this list in line: new ones open in the worklists of the police,
 * those not found any more are fixed. Again on the same list after changes it gives what is so then. Logs everybody found.
 */
export async function judgeList(ctx: Ctx, list: JudgeList): Promise<JudgedList> {
  allow(ctx, 'quality.run')
  refuseUnless(list.areas.every((area) => /^\d{5}$/.test(area)), 'quality.area-unknown')
  const rules = listRulesInForce(list.kind, ctx.today)
  const lines = await stageLines(ctx.tx, list.lines)
  const found = rules.length === 0 ? [] : await selectListFound(ctx.tx, rules, list, ctx.today)
  const people = [...new Set(found.flatMap((each) => each.person || []))]
  if (people.length > 0) ctx.logRead({ kind: 'list', register: 'population', subjects: people, fields: ['quality'] })
  const merged = await mergeList(ctx.tx, { list, lines, rules, found, now: ctx.now, dueOn: dueOf(ctx) })
  return { ...merged, found }
}

/** The same rules over the same lines in DuckDB, beside an attached snapshot whose code tables are made: for large lists, and to hold both engines together. */
export async function judgeListIn(engine: Engine, folder: string, { kind, lines, areas }: Pick<JudgeList, 'kind' | 'areas'> & { readonly lines: readonly ListLine[] }, today: PlainDate): Promise<ListFound[]> {
  const text = listPassSql(listRulesInForce(kind, today), kind, areas, duckdb, { today })
  if (text === '') return []
  const file = join(folder, 'list-lines.ndjson')
  await writeFile(file, lines.map((line) => JSON.stringify(columnsOf(line))).join('\n'), { mode: 0o600 })
  const columns = Object.keys(columnsOf(lines[0] ?? noLine)).map((name) => `${name}: '${name === 'row_no' || name === 'birth_year' ? 'INTEGER' : name === 'person_id' ? 'UUID' : 'VARCHAR'}'`).join(', ')
  await engine.run(`create or replace table list_line as select * from read_json(${pathText(file)}, format = 'newline_delimited', columns = {${columns}})`)
  const rows = await engine.rows(text)
  return rows.map((row) => ({ rule: String(row['rule']), rowNo: Number(row['subject_id']), person: String(row['fingerprint']) }))
}
