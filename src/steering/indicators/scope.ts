import { areaAsOf, communesOf } from '../../foundations/areas/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import type { Scope } from './indicators.sql.ts'
import { periodOf } from './period.ts'
import { refuse } from './refusals.ts'

/** What a leader asks about: a unit with all inside it, a month, perhaps one procedure, perhaps one step. */
export interface Asked {
  readonly area: string
  /** '2026-11' */
  readonly month: string
  readonly procedure?: string | undefined
  readonly step?: string | undefined
  /** Only what bodies of this very unit answer for, nothing of the units inside it. */
  readonly own?: boolean
}

/** The asked place and time, after looking whether this actor may read figures there. Refuses an unknown unit and a month to come. */
export function scopeOf(ctx: Ctx, { area, month, procedure, step, own }: Asked): Scope {
  const unit = areaAsOf(area, ctx.today) ?? refuse('steering.area-unknown')
  allow(ctx, 'steering.read', { area })
  const period = periodOf(month, ctx.now) ?? refuse('steering.month-unknown')
  const areas = unit.level === 'province' && !own ? [area, ...communesOf(area, ctx.today).map((commune) => commune.code)] : [area]
  return { areas, period, procedure, step }
}
