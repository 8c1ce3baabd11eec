import { allow, type Ctx } from '../../../platform/index.ts'
import { refuseUnless } from '../refusals.ts'
import { eraseListFile } from './list-file.ts'
import { tellLife } from './list-life.ts'
import { changeList, deleteLinesOf, endRun, markErased, selectExpired, selectRunsOf } from './list.sql.ts'
import { listFor } from './read-lists.ts'

/** The owner wants the list no more: its run is called off and its lines are deleted by the next sweep, long before its retention ends. */
export async function dropList(ctx: Ctx, input: { readonly listId: string; readonly version: number }): Promise<void> {
  const list = await listFor(ctx, input.listId, 'take-in')
  refuseUnless(list.erasedAt === null && list.status !== 'cancelled', 'linkage.list-over')
  for (const run of await selectRunsOf(ctx.tx, list.listId)) await endRun(ctx.tx, { runId: run.runId, status: 'cancelled', at: ctx.now })
  refuseUnless(await changeList(ctx.tx, { listId: list.listId, version: input.version, status: 'cancelled', task: null }), 'linkage.list-changed')
  await tellLife(ctx, list.listId, 'cancelled')
}

/**
 * Lists whose retention is over or that were dropped: lines, pairs, the first lines and the file go; that they went stays in the life of the list.
 * Returns how many were erased. Run by the work process.
 */
export async function eraseExpiredLists(ctx: Ctx): Promise<number> {
  allow(ctx, 'linkage.handle-list')
  const expired = await selectExpired(ctx.tx, ctx.today)
  for (const { listId, ...file } of expired) {
    for (const run of await selectRunsOf(ctx.tx, listId)) await endRun(ctx.tx, { runId: run.runId, status: 'cancelled', at: ctx.now })
    const { rows, pairs } = await deleteLinesOf(ctx.tx, listId)
    await markErased(ctx.tx, listId, ctx.now)
    await tellLife(ctx, listId, 'erased', { rows, pairs })
    await eraseListFile(ctx.tx, file)
  }
  return expired.length
}
