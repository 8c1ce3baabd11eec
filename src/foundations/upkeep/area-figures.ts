import type { Ctx } from '../../platform/index.ts'
import { faultKinds, type FaultKind } from './faults.ts'
import { ownAreas } from './own-areas.ts'
import { countFaults, selectFigures, selectHamlets, type StoredFigures } from './upkeep.sql.ts'

export interface AreaFigures extends StoredFigures {
  readonly faults: readonly { readonly kind: FaultKind; readonly count: number }[]
  /** Largest first. */
  readonly hamlets: readonly { readonly name: string; readonly households: number }[]
}

/** The officer's communes in numbers, counted now. No personal data: not logged. */
export async function areaFigures(ctx: Ctx, where: { readonly hamlet?: string | null } = {}): Promise<AreaFigures> {
  const areas = ownAreas(ctx)
  const counted = await countFaults(ctx.tx, areas, where.hamlet ?? null)
  return { ...(await selectFigures(ctx.tx, areas)), faults: faultKinds.map((kind) => ({ kind, count: counted.get(kind) ?? 0 })), hamlets: await selectHamlets(ctx.tx, areas) }
}
