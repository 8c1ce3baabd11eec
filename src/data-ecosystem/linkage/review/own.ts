import { communesOf } from '../../../foundations/areas/index.ts'
import { allow, type Ctx } from '../../../platform/index.ts'

/** The communes of the officer's post: its own, or those of its province. First line of what an officer does here: refuses who has no such right. */
export function ownCommunes(ctx: Ctx, action: string): string[] {
  const areas = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  for (const area of areas.length > 0 ? areas : [null]) allow(ctx, action, { area })
  return areas.flatMap((area) => (area.length === 2 ? communesOf(area, ctx.today).map((commune) => commune.code) : [area]))
}

/** Who took a step, as histories keep it. */
export function whoOf({ actor }: Pick<Ctx, 'actor'>): { actorKind: string; actorPerson: string | null; appointment: string | null } {
  return { actorKind: actor.kind, actorPerson: 'personId' in actor ? actor.personId : null, appointment: actor.kind === 'officer' ? actor.appointmentId : null }
}
