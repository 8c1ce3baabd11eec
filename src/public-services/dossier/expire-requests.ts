import { allow, defineJob, type Ctx } from '../../platform/index.ts'
import { deleteDraft, expiredDrafts, overdueCitizenLanes } from './dossier.sql.ts'
import { arrive, definitionOf, openWork } from './take-exit.ts'

interface Overdue { readonly dossierId: string; readonly laneId: string }

/**
 * Looks for requests to citizens whose time is over and for drafts kept long enough (30 days). Runs in the worker. Each lane
 * is ended by a job of its own, so that one that cannot be ended holds up no other. Returns how many it found.
 */
export async function expireRequests(ctx: Ctx): Promise<number> {
  allow(ctx, 'dossier.expire')
  const overdue = await overdueCitizenLanes(ctx.tx, ctx.now, 500)
  for (const { dossierId, laneId } of overdue) ctx.enqueue('dossier.expire-lane', { dossierId, laneId }, { uniqueKey: `dossier.expire-lane:${laneId}` })
  const old = await expiredDrafts(ctx.tx, ctx.now, 500)
  for (const { draftId } of old) await deleteDraft(ctx.tx, draftId, ctx.now)
  return overdue.length + old.length
}

/** Ends a lane whose request was not answered in time (form 05); nothing when it was answered meanwhile. */
export async function expireLane(ctx: Ctx, { dossierId, laneId }: Overdue): Promise<void> {
  allow(ctx, 'dossier.expire')
  const work = await openWork(ctx, dossierId)
  const row = work.lanes.find((lane) => lane.laneId === laneId)
  if (!row || row.outcome !== null || row.stateDue === null || row.stateDue >= ctx.now) return
  const definition = definitionOf(work.service, row)
  const state = definition.steps[row.state]
  if (state?.kind !== 'citizen') return
  await arrive(ctx, work, row, definition, state.exits.expired, { commandId: `expired:${laneId}:${row.version}`, exit: 'expired' }, null)
}

defineJob<Overdue>('dossier.expire-lane', expireLane)
