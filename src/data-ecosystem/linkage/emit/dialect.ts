/**
 * What differs between the engines; every other word of the statements is the same. Names are ASCII and all else whole numbers before they come here,
 * so that equality, whole division, one guarded edit distance and a logarithm are all that is left to differ.
 */
export const dialectNames = ['duckdb', 'postgresql', 'clickhouse', 'spark'] as const
export type DialectName = (typeof dialectNames)[number]

export interface SqlDialect {
  readonly name: DialectName
  readonly integer: string
  readonly text: string
  readonly double: string
  readonly wholeDivision: (a: string, by: number) => string
  readonly log2: (of: string) => string
  /** Optimal string alignment at most one: a letter more, less or other, or two neighbours swapped. Both are short ASCII. */
  readonly withinOneEdit: (a: string, b: string) => string
  /** Columns of a select that are worked out once a row, whatever the outer query does with them. */
  readonly columns: (named: readonly (readonly [name: string, expression: string])[]) => string
  /** A table from a CSV file without headings; `file` is its path as the engine sees it. */
  readonly load: (table: string, columns: Columns, file: string) => readonly string[]
  /** A table from a query; `folder` is where an engine without tables of its own keeps it. */
  readonly keep: (table: string, select: string, folder: string) => readonly string[]
  readonly view: (name: string, select: string) => readonly string[]
}

export type Columns = readonly (readonly [name: string, type: 'integer' | 'text'])[]

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const declared = (columns: Columns, { integer, text }: Pick<SqlDialect, 'integer' | 'text'>): string => columns.map(([name, type]) => `${name} ${type === 'integer' ? integer : text}`).join(', ')

/**
 * One edit without a function for it: after k equal letters the rest is equal once a letter is left out of one, of the other, of both, or two are swapped.
 * `any` says how the engine asks whether some k does.
 */
function anyPlace(a: string, b: string, any: (condition: string) => string): string {
  return any(`left(${a}, k) = left(${b}, k) and (substr(${a}, k + 2) = substr(${b}, k + 2) or substr(${a}, k + 2) = substr(${b}, k + 1) or substr(${a}, k + 1) = substr(${b}, k + 2)`
    + ` or (substr(${a}, k + 3) = substr(${b}, k + 3) and substr(${a}, k + 1, 1) = substr(${b}, k + 2, 1) and substr(${a}, k + 2, 1) = substr(${b}, k + 1, 1)))`)
}

const plainColumns: SqlDialect['columns'] = (named) => named.map(([name, expression]) => `${expression} as ${name}`).join(',\n      ')

const duckdbTypes = { integer: 'integer', text: 'varchar', double: 'double' }
const duckdb: SqlDialect = {
  name: 'duckdb', ...duckdbTypes,
  wholeDivision: (a, by) => `(${a} // ${by})`,
  log2: (of) => `log2(${of})`,
  withinOneEdit: (a, b) => `damerau_levenshtein(${a}, ${b}) <= 1`,
  columns: plainColumns,
  load: (table, columns, file) => [`create or replace table ${table} as select * from read_csv(${quoted(file)}, header = false, auto_detect = false, columns = {${columns.map(([name, type]) => `'${name}': '${duckdbTypes[type]}'`).join(', ')}})`],
  keep: (table, select) => [`create or replace table ${table} as ${select}`],
  view: (name, select) => [`create or replace view ${name} as ${select}`],
}

const postgresqlTypes = { integer: 'integer', text: 'text', double: 'double precision' }
const postgresql: SqlDialect = {
  name: 'postgresql', ...postgresqlTypes,
  wholeDivision: (a, by) => `(${a} / ${by})`,
  log2: (of) => `(ln(${of}) / ln(2::double precision))`,
  withinOneEdit: (a, b) => anyPlace(a, b, (condition) => `exists (select from generate_series(0, length(${a})) as place (k) where ${condition})`),
  columns: plainColumns,
  load: (table, columns, file) => [`drop table if exists ${table} cascade`, `create unlogged table ${table} (${declared(columns, postgresqlTypes)})`, `\\copy ${table} from ${quoted(file)} with (format csv)`, `analyze ${table}`],
  // Only CREATE TABLE AS reads in parallel: an insert of the same query does not.
  keep: (table, select) => [`drop table if exists ${table} cascade`, `create unlogged table ${table} as ${select}`, `analyze ${table}`],
  view: (name, select) => [`create or replace view ${name} as ${select}`],
}

const clickhouseTypes = { integer: 'Int32', text: 'String', double: 'Float64' }
const clickhouse: SqlDialect = {
  name: 'clickhouse', ...clickhouseTypes,
  wholeDivision: (a, by) => `intDiv(${a}, ${by})`,
  log2: (of) => `log2(${of})`,
  withinOneEdit: (a, b) => `damerauLevenshteinDistance(${a}, ${b}) <= 1`,
  columns: plainColumns,
  load: (table, columns, file) => [
    `drop table if exists ${table}`, `create table ${table} (${declared(columns, clickhouseTypes)}) engine = MergeTree order by tuple()`,
    `insert into ${table} select * from file(${quoted(file)}, 'CSV', ${quoted(declared(columns, clickhouseTypes))})`,
  ],
  keep: (table, select) => [`drop table if exists ${table}`, `create table ${table} engine = MergeTree order by tuple() as ${select}`],
  view: (name, select) => [`drop view if exists ${name}`, `create view ${name} as ${select}`],
}

const sparkTypes = { integer: 'int', text: 'string', double: 'double' }
const spark: SqlDialect = {
  name: 'spark', ...sparkTypes,
  wholeDivision: (a, by) => `(${a} div ${by})`,
  log2: (of) => `log2(${of})`,
  withinOneEdit: (a, b) => anyPlace(a, b, (condition) => `exists(sequence(0, length(${a})), k -> ${condition})`),
  // A threshold on what is made of them is pushed below a plain select, and the levels would be written out a dozen times; a generator stops that.
  columns: (named) => `inline(array(struct(${named.map(([, expression]) => expression).join(',\n      ')}))) as (${named.map(([name]) => name).join(', ')})`,
  load: (table, columns, file) => [`create or replace temporary view ${table}_file (${declared(columns, sparkTypes)}) using csv options (path ${quoted(file)}, header 'false')`, `cache table ${table} as select * from ${table}_file`],
  // Written and read again: the plan of one rule never grows into that of the next, and a run that stopped keeps what it has.
  keep: (table, select, folder) => [`insert overwrite directory ${quoted(`${folder}/${table}`)} using parquet ${select}`, `create or replace temporary view ${table} as select * from parquet.\`${folder.replaceAll('`', '')}/${table}\``],
  view: (name, select) => [`create or replace temporary view ${name} as ${select}`],
}

export const dialects: Readonly<Record<DialectName, SqlDialect>> = { duckdb, postgresql, clickhouse, spark }
