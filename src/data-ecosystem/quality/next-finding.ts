import type { Ctx } from '../../platform/index.ts'
import { selectNext } from './findings.sql.ts'
import { ownCommunes } from './own-areas.ts'
import { mayDelicate, findingFor } from './read-work.ts'
import { whoOf } from './who.ts'

/**
 * The case that follows one in its list, in the order of the list: for whoever works it, one nobody else has taken; for whoever approves, the next proposal
 * of somebody else, whatever its rule. Nothing where none is left. An id alone: nobody's data.
 */
export async function nextFinding(ctx: Ctx, findingId: string, as: 'work' | 'approve'): Promise<string | null> {
  const after = await findingFor(ctx, findingId, `quality.${as}`)
  const next = await selectNext(ctx.tx, { after, areas: ownCommunes(ctx, `quality.${as}`), as, me: whoOf(ctx).actorPerson, sensitive: mayDelicate(ctx) })
  return next?.findingId ?? null
}
