import { spawn } from 'node:child_process'
import { duplicatesDue } from '../data-ecosystem/linkage/index.ts'
import { inTransaction, rootPath, type Log } from '../platform/index.ts'
import type { House } from './open.ts'

/** Holds the register against itself once a week, in a program of its own: its memory and its minutes are not the server's. Returns when it is done. */
export async function weeklyDuplicates(house: House, log: Log): Promise<void> {
  try {
    const { due } = await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.duplicates' }, purpose: { code: 'register-upkeep', basis: 'Luật Căn cước 26/2023/QH15 đ.11' } }, duplicatesDue)
    if (due) await byItself(house)
  } catch (error) {
    log.error({ err: error }, 'looking for duplicates failed')
  }
}

function byItself(house: House): Promise<void> {
  const program = spawn(process.execPath, [...process.execArgv, rootPath('src', 'app', 'main.ts'), 'dedupe', ...(house.mode === 'demo' ? ['--demo'] : [])], { stdio: ['ignore', 'ignore', 'inherit'], env: process.env })
  return new Promise((resolve, reject) => {
    program.once('error', reject)
    program.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the run ended with ${code}`))))
  })
}
