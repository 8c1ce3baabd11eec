import { allow, type Ctx } from '../../platform/index.ts'
import { selectCampaign, selectCase, takeStep, type Campaign, type Case } from './campaigns.sql.ts'
import { actionFor, type Doing } from './own-campaigns.ts'
import { refuseUnless } from './refusals.ts'
import { keepStep, personOf } from './steps.ts'

export interface CaseRef {
  readonly campaignId: string
  readonly caseId: string
  /** As it was shown: refuses when somebody else was faster. */
  readonly version: number
}

/** "Nhận việc": this officer goes to see; colleagues see that. */
export async function takeCase(ctx: Ctx, input: CaseRef): Promise<void> {
  const { found } = await caseFor(ctx, input, 'work')
  const step = { ...input, from: ['open', 'taken'] as const, state: 'taken' as const, takenBy: personOf(ctx), outcome: null, note: null, proposedBy: null, proposedAt: null, correctionCase: null, at: ctx.now, today: ctx.today }
  refuseUnless(await takeStep(ctx.tx, step), 'campaigns.changed')
  await keepStep(ctx, { campaignId: input.campaignId, caseId: input.caseId, area: found.area, kind: 'taken' })
}

/** The case with its campaign, for whoever may do this where the case lies; refuses an unknown one and a closed campaign. */
export async function caseFor(ctx: Ctx, { campaignId, caseId }: Pick<CaseRef, 'campaignId' | 'caseId'>, doing: Doing, read = false): Promise<{ campaign: Campaign; found: Case }> {
  const campaign = await selectCampaign(ctx.tx, campaignId)
  const found = campaign && (await selectCase(ctx.tx, campaignId, caseId))
  allow(ctx, actionFor(campaign ?? { sensitive: false }, doing), { area: found?.area ?? (ctx.actor.kind === 'officer' ? ctx.actor.areas[0] : null) ?? null })
  refuseUnless(campaign && found, 'campaigns.case-unknown')
  refuseUnless(read || campaign.state === 'open', 'campaigns.closed')
  return { campaign, found }
}
