import type { GenerateOptions } from '../../../synthetic/index.ts'
import { importPeople, type ImportOptions, type ImportReport } from './import-people.ts'
import { seedSource } from './seed-source.ts'

export { csvSource, ListProblem, type CsvOptions } from './csv-source.ts'
export { importPeople, type ImportOptions, type ImportReport } from './import-people.ts'
export type { ImportSource, ListRow } from './list-row.ts'
export { personIdOf } from './person-of-row.ts'

export interface ImportSynthetic extends Omit<ImportOptions, 'source' | 'allowTestNumbers' | 'resume'> {
  readonly people: number
  readonly seed?: string
  /** Errors with known truth, see synthetic/README.md; the usual share where nothing is said. */
  readonly errors?: GenerateOptions['errors']
  readonly province?: string
}

/** Fills a demonstration with the cast and made-up people. Takes up a run that was cut off; the same call again does nothing. */
export function importSynthetic({ people, seed = 'demo', errors = 'default', province, ...options }: ImportSynthetic): Promise<ImportReport> {
  const source = seedSource({ seed, people, errors, ...(province ? { province } : {}) })
  return importPeople({ ...options, source, allowTestNumbers: true, resume: true })
}
