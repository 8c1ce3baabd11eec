import { fillCases, followMatching, followReview, type CampaignEvents } from '../data-ecosystem/campaigns/index.ts'
import type { LinkageEvents } from '../data-ecosystem/linkage/index.ts'
import { onEvent } from '../platform/index.ts'

/** An attached list becomes cases in the worker, some thousand lines a job. */
export function wireCampaigns(): void {
  onEvent<CampaignEvents['campaigns.list-attached']>('campaigns.list-attached', 'campaigns.fill', (ctx, payload) => fillCases(ctx, payload))
  onEvent<LinkageEvents['linkage.run-finished']>('linkage.run-finished', 'campaigns.follow', (ctx, payload) => followMatching(ctx, payload))
  onEvent<LinkageEvents['linkage.results-published']>('linkage.results-published', 'campaigns.follow-review', (ctx, payload) => followReview(ctx, payload))
}
