import { inclusionProof, type InclusionProof } from '../../foundations/trail/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { viewerOf, visibleAccess } from './visible-accesses.ts'

/**
 * The proof that one reading in the citizen's list stands sealed in the log, as a file to keep; the verifier checks it with the public key alone.
 * A reading for somebody else's case is proved without being opened. Refuses what is not in the list, and what waits for its seal.
 */
export async function proofOf(ctx: Ctx, logId: string): Promise<InclusionProof> {
  const viewer = await viewerOf(ctx)
  const { relation } = await visibleAccess(ctx, viewer, logId)
  return inclusionProof(ctx, logId, { represents: viewer.represents, open: relation !== 'other-case' })
}
