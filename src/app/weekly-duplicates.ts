import { duplicatesDue, memoryOf } from '../data-ecosystem/linkage/index.ts'
import { inTransaction, type Log } from '../platform/index.ts'
import type { House } from './open.ts'
import { runOwnProgram } from './own-program.ts'

/** Holds the register against itself once a week, in a program of its own: its memory and its minutes are not the server's. Returns when it is done. */
export async function weeklyDuplicates(house: House, log: Log): Promise<void> {
  try {
    const { due, people } = await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.duplicates' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.11' } }, duplicatesDue)
    if (due) await runOwnProgram(house, 'dedupe', Math.max(1_024, memoryOf(people)))
  } catch (error) {
    log.error({ err: error }, 'looking for duplicates failed')
  }
}
