import type { Provenance } from './person.ts'

/** Provenance of a row: '*' holds for every field not named. */
export type RowProvenance = Readonly<Record<string, Provenance>>

export function provenanceOf(row: RowProvenance, field: string): Provenance {
  return row[field] ?? row['*']!
}

/** The row's provenance with these fields now coming from somewhere else. */
export function withProvenance(row: RowProvenance, fields: readonly string[], from: Provenance): RowProvenance {
  return { ...row, ...Object.fromEntries(fields.map((field) => [field, from])) }
}
