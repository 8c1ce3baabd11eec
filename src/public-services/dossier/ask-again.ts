import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import type { Lane } from '../catalogue/index.ts'
import type { LaneRow } from './dossier.ts'
import { eventsOfKind, insertEvents, laneById } from './dossier.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { definitionOf, openWork } from './take-exit.ts'
import { askedAgain, requestState } from './asked-times.ts'

const shortestReason = 10
const longestReason = 500

/**
 * Whoever is in charge lets the citizen be asked once more, and says why (NĐ 118/2025: one request, complete; likely). The officer who
 * works the part cannot allow it to themselves. Each permission is good for one request. Refuses where nothing was asked yet.
 */
export async function allowAskingAgain(ctx: Ctx, input: { laneId: string; reason: string }): Promise<void> {
  const seen = (await laneById(ctx.tx, input.laneId)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.allow-asking-again', { organisation: seen.organisationId })
  const reason = input.reason.normalize('NFC').trim().slice(0, longestReason)
  refuseUnless(reason.length >= shortestReason, 'dossier.again-reason-needed', { field: 'reason' })
  const work = await openWork(ctx, seen.dossierId)
  const row = work.lanes.find((lane) => lane.laneId === input.laneId)!
  refuseUnless(await exhausted(ctx, definitionOf(work.service, row), row), 'dossier.again-not-needed')
  await insertEvents(ctx.tx, [{
    dossierId: row.dossierId, lane: row.lane, at: ctx.now, kind: askedAgain, fromState: row.state, toState: row.state, actorKind: ctx.actor.kind, actorId: 'personId' in ctx.actor ? ctx.actor.personId : null,
    organisationId: row.organisationId, says: 'Người phụ trách cho phép hỏi thêm một lần nữa.', note: reason, data: {},
  }])
}

/** May this officer allow one more request for this lane now? */
export async function mayAllowAgain(ctx: Ctx, definition: Lane, row: LaneRow): Promise<boolean> {
  return isAllowed(ctx.actor, 'dossier.allow-asking-again', { organisation: row.organisationId }, ctx.today) && exhausted(ctx, definition, row)
}

/** Everything that may be asked has been asked, and the part is still worked on. */
async function exhausted(ctx: Ctx, definition: Lane, row: LaneRow): Promise<boolean> {
  const state = requestState(definition, row)
  return row.outcome === null && state !== undefined && row.requests >= state.times + (await eventsOfKind(ctx.tx, row.dossierId, row.lane, askedAgain))
}
