import type { Ctx } from '../../../platform/index.ts'
import { refuseUnless } from '../refusals.ts'
import { tellLife } from './list-life.ts'
import { endRun, findModel, insertRun, selectRunsOf } from './list.sql.ts'
import { listFor, readRun } from './read-lists.ts'

export interface OrderRun {
  /** Also the id of the run: the same form sent twice is one run. */
  readonly commandId: string
  readonly listId: string
  readonly lower: number
  readonly upper: number
  readonly budget: number
  /** A version of the model of this kind of list; null trains a new one. */
  readonly modelVersion: number | null
  readonly memoryMb?: number
  readonly threads?: number
}

/** What is asked where nobody says otherwise (src/data-ecosystem/linkage/train.ts gives the same). */
export const usual = { lower: -2, upper: 10, budget: 2_000_000_000, memoryMb: 2_000, threads: 2 } as const

/** A checked list is to be matched with the register. Queued; the work process runs it. One at a time for a list. */
export async function orderRun(ctx: Ctx, input: OrderRun): Promise<string> {
  const list = await listFor(ctx, input.listId, 'take-in')
  refuseUnless(list.erasedAt === null && list.status !== 'cancelled' && list.status !== 'closed', 'linkage.list-over')
  refuseUnless(list.task === null && (list.status === 'checked' || list.status === 'linked'), 'linkage.not-checked')
  refuseUnless((list.counts.ok ?? 0) + (list.counts.fixable ?? 0) > 0, 'linkage.nothing-to-match')
  const bounds = [input.lower, input.upper]
  refuseUnless(bounds.every((bits) => Number.isFinite(bits) && bits >= -20 && bits <= 60) && input.lower <= input.upper, 'linkage.thresholds-wrong', { field: 'lower' })
  refuseUnless(Number.isInteger(input.budget) && input.budget >= 1_000 && input.budget <= 100e9, 'linkage.budget-wrong', { field: 'budget' })
  if (input.modelVersion !== null) refuseUnless(await findModel(ctx.tx, list.kind, input.modelVersion), 'linkage.model-unknown', { field: 'model' })
  const runs = await selectRunsOf(ctx.tx, list.listId)
  if (runs.some(({ runId }) => runId === input.commandId)) return input.commandId
  const isNew = await insertRun(ctx.tx, {
    runId: input.commandId, listId: list.listId, modelId: list.kind, modelVersion: input.modelVersion, lower: input.lower, upper: input.upper, budget: input.budget,
    memoryMb: input.memoryMb ?? usual.memoryMb, threads: input.threads ?? usual.threads, orderedBy: ctx.actor.kind === 'officer' ? ctx.actor.personId : null, orderedAt: ctx.now,
  })
  refuseUnless(isNew, 'linkage.run-open')
  await tellLife(ctx, list.listId, 'run-ordered', { runId: input.commandId })
  return input.commandId
}

/** A run that waits or goes on is called off; what it had made so far is thrown away by the work process. */
export async function cancelRun(ctx: Ctx, runId: string): Promise<void> {
  const { list } = await readRun(ctx, runId)
  await listFor(ctx, list.listId, 'take-in')
  refuseUnless(await endRun(ctx.tx, { runId, status: 'cancelled', at: ctx.now }), 'linkage.run-over')
  await tellLife(ctx, list.listId, 'run-cancelled', { runId })
}

