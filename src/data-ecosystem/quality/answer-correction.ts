import { allow, type Ctx } from '../../platform/index.ts'
import { selectOfCorrection, takeStep } from './findings.sql.ts'
import { whoOf } from './who.ts'

/** A proposed correction was decided: refused, the finding is open again with the reason; accepted, the re-check that follows the act closes it. */
export async function answerCorrection(ctx: Ctx, { caseId, decision, reason }: { readonly caseId: string; readonly decision: 'accepted' | 'refused'; readonly reason: string | null }): Promise<void> {
  allow(ctx, 'quality.run')
  const finding = decision === 'refused' ? await selectOfCorrection(ctx.tx, caseId) : undefined
  if (finding) await takeStep(ctx.tx, { findingId: finding.findingId, version: finding.version, from: ['proposed'], state: 'open', kind: 'returned', ...whoOf(ctx), reason: 'correction', note: reason, at: ctx.now })
}
