import { isWithin } from '../../../foundations/areas/index.ts'
import type { Ctx } from '../../../platform/index.ts'
import { listRulesInForce } from '../../quality/index.ts'
import { refuseUnless } from '../refusals.ts'
import { tellLife } from './list-life.ts'
import { kindOfList } from './list-kinds.ts'
import type { MatchingList } from './list.ts'
import { countByCommune, endRun, findModel, insertRun, selectRunsOf, type CommuneLines } from './list.sql.ts'
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
  /** Communes for which the list names everybody it should; people there whom it does not name become findings. Only of kinds with such a rule. */
  readonly wholeFor?: readonly string[]
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
  const wholeFor = [...new Set(input.wholeFor ?? [])].toSorted()
  if (wholeFor.length > 0) {
    const offered = new Set((await communesIn(ctx, list)).map(({ code }) => code))
    refuseUnless(wholeFor.every((code) => offered.has(code)), 'linkage.whole-for-unknown', { field: 'whole' })
  }
  const runs = await selectRunsOf(ctx.tx, list.listId)
  if (runs.some(({ runId }) => runId === input.commandId)) return input.commandId
  const isNew = await insertRun(ctx.tx, {
    runId: input.commandId, listId: list.listId, modelId: list.kind, modelVersion: input.modelVersion, lower: input.lower, upper: input.upper, budget: input.budget,
    memoryMb: input.memoryMb ?? usual.memoryMb, threads: input.threads ?? usual.threads, wholeFor, orderedBy: ctx.actor.kind === 'officer' ? ctx.actor.personId : null, orderedAt: ctx.now,
  })
  refuseUnless(isNew, 'linkage.run-open')
  await tellLife(ctx, list.listId, 'run-ordered', { runId: input.commandId, ...(wholeFor.length > 0 ? { wholeFor: wholeFor.length } : {}) })
  return input.commandId
}

/** Communes of the owner's unit that lines of the list name, with how many, for kinds that a rule about absent people is about: of these the list may be said to be whole. */
export async function communesOfList(ctx: Ctx, listId: string): Promise<readonly CommuneLines[]> {
  return communesIn(ctx, await listFor(ctx, listId, 'read-list'))
}

async function communesIn(ctx: Ctx, list: MatchingList): Promise<readonly CommuneLines[]> {
  const rules = kindOfList(list.kind)?.rules
  if (!rules || !listRulesInForce(rules, ctx.today).some(({ scope }) => scope.kind === 'absent')) return []
  return (await countByCommune(ctx.tx, list.listId)).filter(({ code }) => list.area === '' || isWithin(code, list.area, ctx.today))
}

/** A run that waits or goes on is called off; what it had made so far is thrown away by the work process. */
export async function cancelRun(ctx: Ctx, runId: string): Promise<void> {
  const { list } = await readRun(ctx, runId)
  await listFor(ctx, list.listId, 'take-in')
  refuseUnless(await endRun(ctx.tx, { runId, status: 'cancelled', at: ctx.now }), 'linkage.run-over')
  await tellLife(ctx, list.listId, 'run-cancelled', { runId })
}

