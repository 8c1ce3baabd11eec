import type { Ctx } from '../../platform/index.ts'
import { insertEvent, type NewEvent } from './campaigns.sql.ts'

/** Writes a step into the life of a campaign or of one of its cases, with who took it. */
export function keepStep(ctx: Ctx, step: Pick<NewEvent, 'campaignId' | 'kind' | 'caseId' | 'area' | 'detail' | 'note'>): Promise<void> {
  return insertEvent(ctx.tx, { ...step, at: ctx.now, ...whoOf(ctx) })
}

export const personOf = ({ actor }: Pick<Ctx, 'actor'>): string | null => ('personId' in actor ? actor.personId : null)

function whoOf(ctx: Pick<Ctx, 'actor'>): { actorKind: string; actorPerson: string | null; appointment: string | null } {
  return { actorKind: ctx.actor.kind, actorPerson: personOf(ctx), appointment: ctx.actor.kind === 'officer' ? ctx.actor.appointmentId : null }
}
