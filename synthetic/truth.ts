/** One damaged cell, or one added row: field 'row', the true value naming the person it copies. */
export type TruthRow = {
  externalId: string
  /** C01–C25 of domain §8.2, or TEXT. */
  rule: string
  /** Name of the kind in error-kinds.ts. */
  error: string
  /** Column of people.csv. */
  field: string
  trueValue: string
  dirtyValue: string
}

/** Columns of truth.csv, in order. */
export const truthColumns = ['external_id', 'rule', 'error', 'field', 'true_value', 'dirty_value'] as const
