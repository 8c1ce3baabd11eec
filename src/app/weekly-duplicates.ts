import { duplicatesDue, memoryOf } from '../data-ecosystem/linkage/index.ts'
import { inTransaction, type Log } from '../platform/index.ts'
import type { House } from './open.ts'
import { runOwnProgram } from './own-program.ts'

/** What the program of its own may take at least; else twice what the rows need, for the words of names lie beside them. */
const leastMemoryMb = 2_048

/** Holds the register against itself once a week, in a program of its own: its memory and its minutes are not the server's. Returns when it is done. */
export async function weeklyDuplicates(house: House, log: Log): Promise<void> {
  try {
    const { due, people } = await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.duplicates' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.11' } }, duplicatesDue)
    if (due) await runOwnProgram(house, 'dedupe', Math.max(leastMemoryMb, 2 * memoryOf(people)))
  } catch (error) {
    log.error({ err: error }, 'looking for duplicates failed')
  }
}
