import { weighsSets, type BlockingRule, type LinkModel } from '../model.ts'
import { dialects, type Columns, type SqlDialect } from './dialect.ts'
import { against, ruleSql } from './rule-sql.ts'

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
 * pairs a rule, `linked_pair` of all of them, and `link_answer`, the best person of each line with its zone and the reason.
 */
export function linkScript(model: LinkModel, dialect: SqlDialect, folder: string): SqlStep[] {
  const share = (keys: string): string => `select ${keys}, cast(count(*) as ${dialect.double}) / (select count(*) from register_side) as share from register_side group by ${keys}`
  const pairs = (rule: BlockingRule): string => `pairs_${rule.replaceAll('-', '_')}`
  const counter = against(dialect)
  const lowest = `cast(-1000 as ${dialect.double})`
  const all = model.blocking.map((rule) => `select '${rule}' as rule, list_row, register_row, weight from ${pairs(rule)}`).join('\nunion all ')
  // The zones of `judgeLine`: from the threshold on, unless something speaks against the pair, or a second person would be a match as well.
  const best = `select list_row, register_row, weight, rule, reason, case when reason = 'nobody' then 'not-found' when reason = 'sure' then 'matched' else 'review' end as zone
from (select b.list_row as list_row, b.best_row as register_row, b.best_weight as weight, b.best_rule as rule,
    case when b.best_weight < ${model.review} then 'nobody'
      when ${counter.gender} then 'other-gender'
      when ${counter.number} then 'other-number'
      when b.next_weight >= ${model.automatic} then 'two-fit' when b.best_weight < ${model.automatic} then 'not-sure' else 'sure' end as reason
  from (select list_row, max(case when place = 1 then register_row else -1 end) as best_row, max(case when place = 1 then weight else ${lowest} end) as best_weight, max(case when place = 1 then rule else '' end) as best_rule, max(case when place = 2 then weight else ${lowest} end) as next_weight
    from (select rule, list_row, register_row, weight, row_number() over (partition by list_row order by weight desc, register_row) as place from linked_pair) ranked
    where place <= 2 group by list_row) b
  join list_side l on l.row = b.list_row join register_side r on r.row = b.best_row) judged`
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
