import type { Database } from '../../platform/index.ts'
import { dropKept, guardLoad, keepDefinitions, loadIsGuarded, makeAgain, registerIsEmpty, restTable, selectKept, unguardLoad, type KeptDefinition } from './bulk-load.sql.ts'
import { registerTables } from './tables.ts'

const loadedTables = (): string[] => ['legal_act', ...registerTables().map((table) => table.name)]

/**
 * Puts indexes and constraints of an empty register aside, so that COPY writes rows alone. As the owner of the tables. False when the register holds
 * acts: then they stay. True again while a load is open. Until `closeBulkLoad`, the database takes no act but an import.
 */
export async function openBulkLoad(owner: Database): Promise<boolean> {
  return owner.transaction(async (tx) => {
    if (await loadIsGuarded(tx)) return true
    if (!(await registerIsEmpty(tx))) return false
    for (const kept of await keepDefinitions(tx, loadedTables())) await dropKept(tx, kept)
    for (const table of loadedTables()) await restTable(tx, table, true)
    await guardLoad(tx)
    return true
  })
}

/** True while indexes and constraints are put aside: an import was begun and has not ended. */
export function bulkLoadIsOpen(database: Database): Promise<boolean> {
  return database.transaction(loadIsGuarded)
}

/** True while the register holds no act, or only those of an open bulk load. */
export function registerIsFresh(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => (await loadIsGuarded(tx)) || registerIsEmpty(tx))
}

/**
 * Makes every index and constraint again, two tables at a time, and lets all acts in. Fails, and can be called again, when the rows break a
 * constraint. Each one that stands is struck off at once, so a cut-off run goes on where it was.
 */
export async function closeBulkLoad(owner: Database, progress: (done: number, of: number) => void = () => undefined): Promise<void> {
  if (!(await bulkLoadIsOpen(owner))) return
  const kept = await owner.transaction(selectKept)
  const tables = [...Map.groupBy(kept, (each) => each.table).values()].sort((a, b) => weight(b) - weight(a))
  let done = 0
  const made = (): void => progress(++done, kept.length)
  // A table's things are made by one connection: adding a constraint locks the table.
  await Promise.all([1, 2].map(() => makeAgain(owner, () => tables.shift(), made)))
  await owner.transaction(async (tx) => {
    for (const table of loadedTables()) await restTable(tx, table, false)
    await unguardLoad(tx)
  })
}

/** Relative time to build, measured on 200,000 people. */
const weight = (list: readonly KeptDefinition[]): number => list.reduce((sum, { kind }) => sum + (kind === 'exclusion' ? 8 : 1), 0)
