import { allow, type Ctx } from '../../../platform/index.ts'
import type { StoredModel } from '../intake/list.sql.ts'
import { selectModels } from '../intake/list.sql.ts'
import { listFor } from '../intake/read-lists.ts'
import { selectTaught } from './review.sql.ts'
import { reviewRules } from './rules.ts'
import { asModelled, calibrate, weightAt, zonesByCost, type Calibration } from './zones.ts'

/** Where a run that nobody says otherwise of begins to ask people and begins to be sure, in bits. */
export interface Borders {
  readonly lower: number
  readonly upper: number
  /** What readers said of earlier runs on the same model; as the model says while they are too few. */
  readonly calibration: Calibration
  /** The newest model of this kind of list, which those readings were about. */
  readonly model: StoredModel | null
}

/** Borders by the costs of today (data/linkage/review.csv) for another run of this list. Counts alone. */
export async function bordersOfList(ctx: Ctx, listId: string): Promise<Borders> {
  return borders(ctx, (await listFor(ctx, listId, 'read-list')).kind)
}

/** The same for a file that is not kept here; without a kind by the costs alone. */
export async function bordersOfKind(ctx: Ctx, kind: string | null): Promise<Borders> {
  allow(ctx, 'linkage.match')
  return borders(ctx, kind)
}

async function borders(ctx: Ctx, kind: string | null): Promise<Borders> {
  const rules = reviewRules(ctx.today)
  const model = kind === null ? null : (await selectModels(ctx.tx, kind))[0] ?? null
  const taught = model ? await selectTaught(ctx.tx, model.modelId, model.version) : []
  const calibration = taught.length >= rules.calibrationReadings ? calibrate(taught) : asModelled
  const zones = zonesByCost(rules.costs)
  return { lower: weightAt(zones.lower, calibration), upper: weightAt(zones.upper, calibration), calibration, model }
}
