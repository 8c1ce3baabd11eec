/** Writes people.csv, truth.csv and shapes.csv: RFC 4180, UTF-8 without BOM, one header line, LF line ends. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { generatePeople } from './generate.ts'
import type { GenerateOptions } from './generate.ts'
import { columns } from './person-seed.ts'
import type { PersonSeed } from './person-seed.ts'
import { shapeColumns } from './shapes.ts'
import { truthColumns } from './truth.ts'
import type { TruthRow } from './truth.ts'

export type ExportOptions = GenerateOptions & {
  /** Folder to write into; made when missing, files of the same name are replaced. */
  dir: string
  onProgress?: (progress: { people: number; wanted: number }) => void
}

export type ExportResult = { people: number; households: number; truthRows: number; shapeRows: number; peopleFile: string; truthFile: string; shapesFile: string }

const bufferChars = 1 << 20
const keys = columns.map((column) => column.key)

/** Streams the generated people to files with a constant megabyte or two of memory. */
export function exportPeople(options: ExportOptions): ExportResult {
  mkdirSync(options.dir, { recursive: true })
  const people = new CsvFile(join(options.dir, 'people.csv'), columns.map((column) => column.name))
  const truth = new CsvFile(join(options.dir, 'truth.csv'), truthColumns)
  const shapes = new CsvFile(join(options.dir, 'shapes.csv'), shapeColumns)
  const result = { people: 0, households: 0, truthRows: 0, shapeRows: 0, peopleFile: people.path, truthFile: truth.path, shapesFile: shapes.path }
  try {
    for (const household of generatePeople(options)) {
      for (const person of household.people) people.line(personLine(person))
      for (const row of household.truth ?? []) truth.line(truthLine(row))
      for (const row of household.shapes ?? []) shapes.line([row.externalId, row.shape, row.otherId].map(cell).join(','))
      result.people += household.people.length
      result.households += 1
      result.truthRows += household.truth?.length ?? 0
      result.shapeRows += household.shapes?.length ?? 0
      if (result.households % 4096 === 0) options.onProgress?.({ people: result.people, wanted: options.people })
    }
  } finally {
    people.close()
    truth.close()
    shapes.close()
  }
  options.onProgress?.({ people: result.people, wanted: options.people })
  return result
}

/** One row of people.csv without its line end. */
export function personLine(person: PersonSeed): string {
  let line = cell(person[keys[0]!])
  for (let at = 1; at < keys.length; at++) line += `,${cell(person[keys[at]!])}`
  return line
}

function truthLine(row: TruthRow): string {
  return [row.externalId, row.rule, row.error, row.field, row.trueValue, row.dirtyValue].map(cell).join(',')
}

const special = /[",\r\n]/

function cell(value: string): string {
  return special.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

class CsvFile {
  readonly path: string
  readonly #file: number
  #buffer: string

  constructor(path: string, header: readonly string[]) {
    this.path = path
    this.#file = openSync(path, 'w')
    this.#buffer = `${header.join(',')}\n`
  }

  line(text: string): void {
    this.#buffer += `${text}\n`
    if (this.#buffer.length >= bufferChars) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffer, 'utf8')
    for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written)
    this.#buffer = ''
  }
}
