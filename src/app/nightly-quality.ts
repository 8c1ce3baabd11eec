import { spawn } from 'node:child_process'
import { passIsDue, runPass } from '../data-ecosystem/quality/index.ts'
import { inTransaction, rootPath, type Log } from '../platform/index.ts'
import type { House } from './open.ts'

/** A register of up to so many people is judged where it lies; a larger one by a program of its own, so that its memory is not the server's. */
const small = 50_000

/** Runs the full pass of the night when it is due: after two o'clock, once a day, and at once where there was none yet. Returns when it is done. */
export async function nightlyQuality(house: House, log: Log): Promise<void> {
  try {
    const due = await inTransaction(house.database, { actor: { kind: 'system', name: 'quality.nightly' }, purpose: { code: 'quality-pass', basis: 'NĐ 70/2024/NĐ-CP' } }, passIsDue)
    if (!due.due) return
    if (due.people <= small) await runPass(house.database, { engine: 'postgres' })
    else await byItself(house)
  } catch (error) {
    log.error({ err: error }, 'checking the register failed')
  }
}

function byItself(house: House): Promise<void> {
  const program = spawn(process.execPath, [...process.execArgv, rootPath('src', 'app', 'main.ts'), 'quality', ...(house.mode === 'demo' ? ['--demo'] : [])], { stdio: ['ignore', 'ignore', 'inherit'], env: process.env })
  return new Promise((resolve, reject) => {
    program.once('error', reject)
    program.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the pass ended with ${code}`))))
  })
}
