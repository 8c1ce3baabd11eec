import { followClaimCorrection, followCorrection, followMerge, followMergeOfClaims, followProposal, followUnmerge, prepareReview } from '../data-ecosystem/linkage/index.ts'
import { onEvent } from '../platform/index.ts'

/** What officers decide on merges comes back to the pairs of records that raised the question. */
export function wireReview(): void {
  onEvent<{ proposalId: string; kind: string; state: 'approved' | 'refused' | 'withdrawn' }>('population.proposal-settled', 'linkage.follow-proposal', (ctx, payload) => followProposal(ctx, payload), ({ kind }) => kind === 'merge')
  onEvent<{ mergedId: string; survivorId: string }>('population.persons-merged', 'linkage.follow-merge', (ctx, payload) => followMerge(ctx, payload))
  onEvent<{ mergedId: string; survivorId: string }>('population.persons-merged', 'linkage.follow-merge-of-claims', (ctx, payload) => followMergeOfClaims(ctx, payload))
  onEvent<{ runId: string; listId: string; status: 'done' | 'failed' }>('linkage.run-finished', 'linkage.prepare-review', (ctx, payload) => prepareReview(ctx, payload))
  onEvent<{ caseId: string; decision: 'accepted' | 'refused' }>('population.correction-decided', 'linkage.follow-correction', (ctx, payload) => followCorrection(ctx, payload))
  onEvent<{ caseId: string; personId: string; field: string; decision: 'accepted' | 'refused' }>('population.correction-decided', 'linkage.follow-claim-correction', (ctx, payload) => followClaimCorrection(ctx, payload), ({ field }) => field.startsWith('list.'))
  onEvent<{ mergedId: string; survivorId: string }>('population.persons-unmerged', 'linkage.follow-unmerge', (ctx, payload) => followUnmerge(ctx, payload))
}
