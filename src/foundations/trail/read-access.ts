import type { Tx } from '../../platform/index.ts'
import { findRow, rowsAbout, type AccessRow } from './read-row.sql.ts'

export type { AccessRow } from './read-row.sql.ts'

export interface AccessesAsked {
  readonly people: readonly string[]
  /** Instants, half-open. */
  readonly from: string
  readonly until: string
  readonly dossierId?: string
}

/**
 * The readings that touched these people, newest first, also those of refused requests. For a module that has already asked whether the
 * actor may see these people's log (my-data); looking into the log is no reading of the register and is not logged as one.
 */
export function accessesAbout(tx: Tx, asked: AccessesAsked): Promise<AccessRow[]> {
  return rowsAbout(tx, asked.people, asked.from, asked.until, asked.dossierId ?? null)
}

/** One row of the log, unsealed ones too. No rights are checked here: the caller says whose row it is. */
export function findAccess(tx: Tx, logId: string): Promise<AccessRow | undefined> {
  return findRow(tx, logId)
}
