import { allow, inTransaction, type Database } from '../../../platform/index.ts'
import { intakeOccasion } from './intake-occasion.ts'
import { tellLife } from './list-life.ts'
import { changeList, selectList } from './list.sql.ts'
import type { ListProblem } from './list.ts'

/** Reading a list has taken longer than it may: it ends with that reason. */
export const giveUpSlow = (database: Database, listId: string, minutes: number): Promise<void> => giveUp(database, listId, { code: 'too-slow', vars: { minutes } })

/** A list that cannot be read ends here, with the reason; its file goes with the next sweep. */
export function giveUp(database: Database, listId: string, problem: ListProblem): Promise<void> {
  return inTransaction(database, intakeOccasion(), async (ctx) => {
    allow(ctx, 'linkage.handle-list')
    const list = await selectList(ctx.tx, listId)
    if (list?.task && (await changeList(ctx.tx, { listId, version: list.version, status: 'cancelled', task: null, problem }))) await tellLife(ctx, listId, 'unreadable', { code: problem.code })
  })
}
