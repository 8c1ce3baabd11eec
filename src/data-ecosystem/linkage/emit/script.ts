import { weighsSets, type BlockingRule, type LinkModel } from '../model.ts'
import { dialects, type Columns, type SqlDialect } from './dialect.ts'
import { ruleSql } from './rule-sql.ts'

/** Columns of a side's table, in the order `sideLines` writes them. */
export const sideColumns = ['row', 'telex', 'plain', 'sorted', 'surname', 'given', 'syllables', 'marked', 'gender', 'pin_high', 'pin_low', 'cmnd', 'birth', 'commune', 'hamlet', 's0', 's1', 's2', 's3', 's4', 's5', 't0', 't1', 't2', 't3', 't4', 't5'] as const
/** Behind them, for a model that weighs an address that means one of several communes. */
const setColumns = ['c0', 'c1', 'c2', 'c3'] as const

const columnsFor = (model?: LinkModel): Columns => [...sideColumns, ...(model && weighsSets(model) ? setColumns : [])].map((name) => [name, /^t\d$/.test(name) ? 'text' : 'integer'])

export type SideName = 'list_side' | 'register_side'

/** The statement by which DuckDB reads a side from its file. */
export const sideTable = (name: SideName, file: string, model?: LinkModel): string => dialects.duckdb.load(name, columnsFor(model), file)[0]!

export interface SqlStep {
  readonly title: string
  readonly statements: readonly string[]
}

/**
 * Everything an engine runs, in order: the two sides from `folder`/list_side.csv and register_side.csv, how common names are in the register, one table of
 * pairs a rule, `linked_pair` of all of them, and `link_answer`, the best person of each line with its zone.
 */
export function linkScript(model: LinkModel, dialect: SqlDialect, folder: string): SqlStep[] {
  const share = (keys: string): string => `select ${keys}, cast(count(*) as ${dialect.double}) / (select count(*) from register_side) as share from register_side group by ${keys}`
  const pairs = (rule: BlockingRule): string => `pairs_${rule.replaceAll('-', '_')}`
  const all = model.blocking.map((rule) => `select '${rule}' as rule, list_row, register_row, weight from ${pairs(rule)}`).join('\nunion all ')
  const best = `select list_row, register_row, weight, rule, case when weight >= ${model.automatic} then 'matched' when weight >= ${model.review} then 'review' else 'not-found' end as zone
from (select rule, list_row, register_row, weight, row_number() over (partition by list_row order by weight desc, register_row) as place from linked_pair) ranked where place = 1`
  return [
    ...(['list_side', 'register_side'] as const).map((side) => ({ title: `${side}: prepared rows`, statements: dialect.load(side, columnsFor(model), `${folder}/${side}.csv`) })),
    { title: 'how common names are in the register', statements: [...dialect.keep('name_share', share('plain'), folder), ...dialect.keep('surname_given_share', share('surname, given'), folder)] },
    ...model.blocking.map((rule) => ({ title: `rule ${rule}`, statements: dialect.keep(pairs(rule), ruleSql(rule, model, dialect), folder) })),
    { title: 'all pairs', statements: dialect.view('linked_pair', all) },
    { title: 'the best person of each line', statements: dialect.keep('link_answer', best, folder) },
  ]
}

/** The script as one text: each statement ends with a semicolon, a client's own command (`\copy`) stands alone on its line. */
export function scriptText(steps: readonly SqlStep[]): string {
  return `${steps.map(({ title, statements }) => `-- ${title}\n${statements.map((text) => (text.startsWith('\\') ? text : `${text};`)).join('\n')}`).join('\n\n')}\n`
}
