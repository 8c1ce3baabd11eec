import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inTransaction, millisecondsOf, systemClock, type Database } from '../../../platform/index.ts'
import { checkList } from './check-list.ts'
import { giveUp } from './give-up.ts'
import { countAttempt, selectDue, selectList, selectRun, type DueWork } from './list.sql.ts'
import { openList } from './open-list.ts'
import { runMatch } from './run-match.ts'
import { isWorkFree, withWorkLock } from './work-lock.sql.ts'

export interface ListWork {
  readonly database: Database
  /** A folder of this house where runs keep their steps and files are unpacked. */
  readonly folder: string
  readonly program: string
  /** Memory allowed, where the house says another figure than the run. */
  readonly memoryMb?: number
}

const mostAttempts = 5
/** Steps of a command that nobody gave again are not gone on with: the copy of the register goes. */
const abandonedAfter = 2 * 86_400_000

/** What waits and nobody works on, the oldest first. */
export async function dueWork(database: Database, most = 20): Promise<readonly DueWork[]> {
  const due = await database.transaction((tx) => selectDue(tx, most))
  const free: DueWork[] = []
  for (const each of due) if (await database.transaction((tx) => isWorkFree(tx, each.id))) free.push(each)
  return free
}

/** Does one piece of work to its end. False where another process has it. Heavy: never in the process that serves pages. */
export function doWork(options: ListWork, due: DueWork): Promise<boolean> {
  const { database, folder, program } = options
  const memoryMb = options.memoryMb ?? due.memoryMb
  return withWorkLock(database, due.id, async () => {
    if (due.kind === 'run') return void (await runMatch({ database, runId: due.id, folder: join(folder, due.id), program, memoryMb }))
    const unpacking = join(folder, due.id)
    mkdirSync(unpacking, { recursive: true, mode: 0o700 })
    try {
      if ((await database.transaction((tx) => countAttempt(tx, due.id))) > mostAttempts) return await giveUp(database, due.id, { code: 'gave-up', vars: { times: mostAttempts } })
      const list = await database.transaction((tx) => selectList(tx, due.id))
      const engine = { memory: `${Math.floor(memoryMb / 2)}MB`, threads: 1, folder: unpacking }
      if (list?.task === 'open') await openList(database, due.id, engine)
      else if (list?.task === 'check') await checkList(database, due.id, engine)
    } finally {
      rmSync(unpacking, { recursive: true, force: true })
    }
  })
}

/** Folders of runs that are over, and of commands that nobody gave again: a process that was killed could not take them away itself. */
export async function sweepStages({ database, folder }: ListWork): Promise<number> {
  let swept = 0
  for (const id of namesIn(folder, /^[0-9a-f-]{36}$/)) {
    await inTransaction(database, { actor: { kind: 'system', name: 'linkage.intake' }, purpose: { code: 'list-intake', basis: 'Luật 91/2025/QH15' } }, async ({ tx }) => {
      if (!(await isWorkFree(tx, id))) return
      const [run, list] = [await selectRun(tx, id), await selectList(tx, id)]
      if ((run && (run.status === 'queued' || run.status === 'running')) || list?.task) return
      rmSync(join(folder, id), { recursive: true, force: true })
      swept++
    })
  }
  for (const name of namesIn(folder, /^(lenh-[0-9a-f]{24}|duplicates)$/)) {
    if (millisecondsOf(systemClock()) - statSync(join(folder, name)).mtimeMs < abandonedAfter) continue
    rmSync(join(folder, name), { recursive: true, force: true })
    swept++
  }
  return swept
}

function namesIn(folder: string, shape: RegExp): string[] {
  try {
    return readdirSync(folder).filter((name) => shape.test(name))
  } catch {
    return []
  }
}
