import { passIsDue, runPass } from '../data-ecosystem/quality/index.ts'
import { inTransaction, type Log } from '../platform/index.ts'
import type { House } from './open.ts'
import { runOwnProgram } from './own-program.ts'

/** A register of up to so many people is judged where it lies; a larger one by a program of its own, so that its memory is not the server's. */
const smallRegister = 50_000
/** What the program of its own may take; what is more DuckDB works on disk. */
const memoryMb = 2_048

/** Runs the full pass of the night when it is due: after two o'clock, once a day, and at once where there was none yet. Returns when it is done. */
export async function nightlyQuality(house: Pick<House, 'database' | 'mode' | 'config'>, log: Pick<Log, 'error'>, { small = smallRegister }: { readonly small?: number } = {}): Promise<void> {
  try {
    const due = await inTransaction(house.database, { actor: { kind: 'system', name: 'quality.nightly' }, purpose: { code: 'quality-pass', basis: 'NĐ 70/2024/NĐ-CP' } }, passIsDue)
    if (!due.due) return
    if (due.people <= small) await runPass(house.database, { engine: 'postgres' })
    else await runOwnProgram(house, 'quality', memoryMb)
  } catch (error) {
    log.error({ err: error }, 'checking the register failed')
  }
}
