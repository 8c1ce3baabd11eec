import type { Ctx } from '../../platform/index.ts'
import { extendAll, extendUnit, selectUnit } from './campaigns.sql.ts'
import { checkDue } from './open-campaign.ts'
import { campaignToLead } from './own-campaigns.ts'
import { refuseUnless } from './refusals.ts'
import { keepStep } from './steps.ts'

export interface ExtendDeadline {
  readonly campaignId: string
  /** One unit, or null: the whole campaign with every unit due earlier. */
  readonly area: string | null
  /** Of the unit or of the campaign, as it was shown. */
  readonly version: number
  readonly dueOn: string
  readonly reason: string
}

/** A later deadline, with its reason; the first one stays on record beside it. */
export async function extendDeadline(ctx: Ctx, input: ExtendDeadline): Promise<void> {
  const campaign = await campaignToLead(ctx, input.campaignId)
  checkDue(ctx, input.dueOn)
  const unit = input.area === null ? null : await selectUnit(ctx.tx, input.campaignId, input.area)
  refuseUnless(unit !== undefined, 'campaigns.unit-unknown')
  refuseUnless(input.dueOn > (unit ?? campaign).dueOn, 'campaigns.due-not-later', { field: 'dueOn' })
  const reason = input.reason.trim()
  refuseUnless(reason !== '', 'campaigns.reason-needed', { field: 'reason' })
  const moved = unit ? await extendUnit(ctx.tx, input.campaignId, unit.area, input.dueOn, input.version) : await extendAll(ctx.tx, input.campaignId, input.dueOn, input.version)
  refuseUnless(moved, 'campaigns.changed')
  await keepStep(ctx, { campaignId: input.campaignId, kind: 'extended', area: input.area, detail: input.dueOn, note: reason })
}
