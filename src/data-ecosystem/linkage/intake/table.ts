/** Limits of a list, said in a sentence where they are met. */
export const limits = {
  /** Bytes of a file handed over by a page; the command line takes larger ones. */
  uploadBytes: 32 * 1024 * 1024,
  /** Bytes of a file on the command line. */
  fileBytes: 400 * 1024 * 1024,
  rows: 2_000_000,
  columns: 200,
  /** Signs of one cell; a longer one is cut and its line blocked. */
  cell: 4_000,
  /** Bytes a packed file may become. */
  unpacked: 1024 * 1024 * 1024,
} as const

/** One line under the headings. `broken` says why it could not be split; its cells are then the whole line. */
export interface TableRow {
  /** As a spreadsheet counts. */
  readonly line: number
  readonly cells: readonly string[]
  readonly broken?: 'unclosed-quote' | 'cell-count' | 'cell-too-long'
}

/** A file opened as a table: what it is, and its lines from the first on. Lines without any text are left out. */
export interface Table {
  readonly format: 'csv' | 'xlsx' | 'parquet'
  readonly encoding: string | null
  readonly delimiter?: string
  readonly sheet?: string
  /** Every line of the file, the headings among them. */
  rows(): AsyncIterable<TableRow>
}

/** The file cannot be taken: a code of `problems.ts` and what fills its sentence. */
export class FileProblem extends Error {
  readonly code: string
  readonly vars: Readonly<Record<string, string | number>>

  constructor(code: string, vars: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.vars = vars
  }
}
