import type { Ctx } from '../../platform/index.ts'
import { ownAreas } from './own-areas.ts'
import { selectFigures, selectHamlets, type StoredFigures } from './upkeep.sql.ts'

export interface AreaFigures extends StoredFigures {
  /** Largest first. */
  readonly hamlets: readonly { readonly name: string; readonly households: number }[]
}

/** The officer's communes in numbers, counted now. No personal data: not logged. */
export async function areaFigures(ctx: Ctx): Promise<AreaFigures> {
  const areas = ownAreas(ctx)
  return { ...(await selectFigures(ctx.tx, areas)), hamlets: await selectHamlets(ctx.tx, areas) }
}
