import { allow, type Ctx } from '../../platform/index.ts'
import { overdueCitizenLanes } from './dossier.sql.ts'
import { arrive, definitionOf, openWork } from './take-exit.ts'

/** Ends lanes whose request to the citizen was not answered in time (form 05). Runs in the worker; returns how many it ended. */
export async function expireRequests(ctx: Ctx): Promise<number> {
  allow(ctx, 'dossier.expire')
  let ended = 0
  for (const { dossierId, laneId } of await overdueCitizenLanes(ctx.tx, ['returned'], ctx.now, 50)) {
    const work = await openWork(ctx, dossierId)
    const row = work.lanes.find((lane) => lane.laneId === laneId)!
    const definition = definitionOf(work.service, row)
    const state = definition.steps[row.state]
    if (state?.kind !== 'citizen') continue
    await arrive(ctx, work, row, definition, state.exits.expired, { commandId: `expired:${laneId}:${row.version}`, exit: 'expired' }, null)
    ended++
  }
  return ended
}
