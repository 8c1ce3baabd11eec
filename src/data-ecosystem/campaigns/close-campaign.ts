import type { Ctx } from '../../platform/index.ts'
import { closeRow, selectCells } from './campaigns.sql.ts'
import { campaignToLead, unitsOf } from './own-campaigns.ts'
import { progressOf } from './progress.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { keepStep } from './steps.ts'

export interface CloseCampaign {
  readonly campaignId: string
  readonly version: number
  readonly reason: string
  /** Said explicitly where cases are left: they stay on record as not finished. */
  readonly unfinished: boolean
}

/** The campaign is over; its figures stay as they are. What was left counts as late, never as done. */
export async function closeCampaign(ctx: Ctx, input: CloseCampaign): Promise<void> {
  const campaign = await campaignToLead(ctx, input.campaignId)
  const reason = input.reason.trim()
  refuseUnless(reason !== '', 'campaigns.reason-needed', { field: 'reason' })
  const { left } = progressOf(await selectCells(ctx.tx, [campaign.campaignId], unitsOf(ctx, campaign.area)))
  if (left > 0 && !input.unfinished) refuse('campaigns.still-open', { field: 'unfinished', vars: { left } })
  refuseUnless(await closeRow(ctx.tx, campaign.campaignId, input.version, reason, ctx.now), 'campaigns.changed')
  await keepStep(ctx, { campaignId: campaign.campaignId, kind: 'closed', detail: String(left), note: reason })
}
