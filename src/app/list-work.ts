import { spawn, type ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { doWork, dueWork, eraseExpiredLists, giveUpSlow, sweepStages, type DueWork } from '../data-ecosystem/linkage/index.ts'
import { inTransaction, rootPath, startLoop, type Log } from '../platform/index.ts'
import type { House } from './open.ts'
import { programSettings } from './settings.ts'

/** Where runs keep their steps: personal data, for this program alone, taken away when they are over. */
export const listFolderOf = (house: Pick<House, 'dataFolder'>): string => join(house.dataFolder, 'linkage')
export const listWorkOf = (house: House, memoryMb?: number) => ({ database: house.database, folder: listFolderOf(house), program: programSettings().version, ...(memoryMb ? { memoryMb } : {}) })

/** Does everything that waits, here and now; `only` one list or run. Returns how much was done. */
export async function doPending(house: House, only: string | null, memoryMb?: number): Promise<number> {
  let done = 0
  for (const due of await dueWork(house.database)) if ((only === null || due.id === only) && (await doWork(listWorkOf(house, memoryMb), due))) done++
  return done
}

export interface ListWorkers {
  stop(): Promise<void>
}

/** Minutes that opening or checking one list may take; a matching tells its progress and is called off by its owner. */
const longestReading = 30

/**
 * Lists that wait are opened and checked one after the other, and beside that matched one after the other: whoever hands over a list does not wait for the
 * matching of another. Each in a process of its own with its own bound of memory (but for small files) and, for reading, of time; lists whose time is over are deleted.
 */
export function startListWork(house: House, log: Log, memoryMb?: number): ListWorkers {
  const children = new Set<ChildProcess>()
  const work = (['list', 'run'] as const).map((kind) => startLoop(async () => {
    const due = (await dueWork(house.database)).find((each) => each.kind === kind)
    if (!due) return false
    return due.small ? doWork(listWorkOf(house), due) : byItself(house, memoryMb ? { ...due, memoryMb } : due, children)
  }, 1_000, (error) => log.error({ err: error }, 'working on lists failed')))
  const sweep = startLoop(async () => {
    await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.intake' }, purpose: { code: 'list-intake', basis: 'Luật 91/2025/QH15', text: 'Xóa danh sách hết hạn lưu' } }, eraseExpiredLists)
    await sweepStages(listWorkOf(house))
    return false
  }, 30_000, (error) => log.error({ err: error }, 'deleting ended lists failed'))
  return {
    async stop() {
      const stopped = Promise.all([...work.map((each) => each.stop()), sweep.stop()])
      for (const child of children) child.kill('SIGTERM')
      await stopped
    },
  }
}

/** True when it went well, so that the next begins at once. A list that is not read in its time is given up, with that reason. */
async function byItself(house: House, due: DueWork, children: Set<ChildProcess>): Promise<boolean> {
  const heap = `--max-old-space-size=${Math.max(256, Math.floor(due.memoryMb * 0.75))}`
  const program = spawn(process.execPath, [...process.execArgv, heap, rootPath('src', 'app', 'main.ts'), 'link', '--pending', due.id, '--memory', `${due.memoryMb}MB`, ...(house.mode === 'demo' ? ['--demo'] : [])], { stdio: ['ignore', 'ignore', 'inherit'], env: process.env })
  // Whoever waits for a page or a code comes first.
  if (program.pid) setPriority(program.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  children.add(program)
  try {
    const ended = await endOf(program, due.kind === 'list' ? longestReading * 60_000 : null)
    if (ended === 'too-slow') await giveUpSlow(house.database, due.id, longestReading)
    return ended !== 'stopped'
  } finally {
    children.delete(program)
  }
}

/** How a process ended; killed when it is not over in its time. Throws when it fell over. */
export function endOf(program: ChildProcess, milliseconds: number | null): Promise<'done' | 'stopped' | 'too-slow'> {
  return new Promise((resolve, reject) => {
    let slow = false
    const timer = milliseconds === null ? null : setTimeout(() => {
      slow = true
      program.kill('SIGKILL')
    }, milliseconds)
    const settle = (work: () => void): void => {
      if (timer) clearTimeout(timer)
      work()
    }
    program.once('error', (error) => settle(() => reject(error)))
    program.once('exit', (code, signal) => settle(() => {
      if (slow) resolve('too-slow')
      else if (code === 0) resolve('done')
      else if (signal === 'SIGTERM') resolve('stopped')
      else reject(new Error(`work on a list ended with ${code ?? signal}`))
    }))
  })
}
