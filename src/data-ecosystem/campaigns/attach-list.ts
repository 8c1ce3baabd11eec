import { allow, type Ctx } from '../../platform/index.ts'
import { isSensitive, readList } from '../linkage/index.ts'
import { selectFollowers, selectLists, selectWorkedFrom, upsertList } from './campaigns.sql.ts'
import { campaignToLead } from './own-campaigns.ts'
import { refuseUnless } from './refusals.ts'
import { keepStep } from './steps.ts'

export interface AttachList {
  readonly campaignId: string
  readonly listId: string
}

/**
 * The lines of a list become the cases of the campaign: at once where its matching is done, else when it is. The worker makes them.
 * Refuses a list the actor may not read, one that was dropped, and a sensitive one where the campaign is not.
 */
export async function attachList(ctx: Ctx, input: AttachList): Promise<void> {
  const campaign = await campaignToLead(ctx, input.campaignId)
  const { list, runs } = await readList(ctx, input.listId)
  // Its cases are worked by everybody who works the campaign.
  refuseUnless(campaign.sensitive || !isSensitive(list.kind), 'campaigns.list-sensitive', { field: 'list' })
  refuseUnless(list.status !== 'cancelled' && list.status !== 'closed', 'campaigns.list-unfit', { field: 'list' })
  if ((await selectLists(ctx.tx, campaign.campaignId)).some((each) => each.listId === list.listId)) return
  const run = runs.find((each) => each.status === 'done')
  await upsertList(ctx.tx, campaign.campaignId, list.listId, run?.runId ?? null, ctx.now)
  await keepStep(ctx, { campaignId: campaign.campaignId, kind: 'list-attached', detail: list.listId })
  if (run) ctx.publish('campaigns.list-attached', { campaignId: campaign.campaignId, listId: list.listId, runId: run.runId, after: 0 })
}

/** A list was matched, for the first time or anew: campaigns that took it on follow. Cases nobody has touched change with it. */
export async function followMatching(ctx: Ctx, { listId, runId, status }: { readonly listId: string; readonly runId: string; readonly status: string }): Promise<void> {
  allow(ctx, 'campaigns.fill')
  if (status !== 'done') return
  for (const campaignId of await selectFollowers(ctx.tx, listId, runId)) {
    await upsertList(ctx.tx, campaignId, listId, runId, ctx.now)
    ctx.publish('campaigns.list-attached', { campaignId, listId, runId, after: 0 })
  }
}

/** What people said of doubtful lines is settled: cases of that matching which nobody has touched are read anew. */
export async function followReview(ctx: Ctx, { listId, runId }: { readonly listId: string; readonly runId: string }): Promise<void> {
  allow(ctx, 'campaigns.fill')
  for (const campaignId of await selectWorkedFrom(ctx.tx, listId, runId)) {
    await upsertList(ctx.tx, campaignId, listId, runId, ctx.now)
    ctx.publish('campaigns.list-attached', { campaignId, listId, runId, after: 0 })
  }
}
