import { allow, type Ctx } from '../../platform/index.ts'

/** The communes of the post; refuses a post without any. */
export function ownAreas(ctx: Ctx): readonly string[] {
  const areas = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  for (const area of areas.length > 0 ? areas : [null]) allow(ctx, 'upkeep.work', { area })
  return areas
}
