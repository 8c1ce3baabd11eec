/** Reads the small files of data/population. */
import { readFileSync } from 'node:fs'
import { parseCsv } from '../src/foundations/areas/index.ts'
import type { CsvRow } from '../src/foundations/areas/index.ts'

const folder = new URL('../data/population/', import.meta.url)

/** Rows of data/population/<name>.csv keyed by header. Throws when the file is missing. */
export function readFacts(name: string): CsvRow[] {
  return parseCsv(readFileSync(new URL(`${name}.csv`, folder), 'utf8'))
}
