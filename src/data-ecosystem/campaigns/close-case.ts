import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './campaigns.sql.ts'
import { refuseUnless } from './refusals.ts'
import { keepStep, personOf } from './steps.ts'
import { caseFor, type CaseRef } from './take-case.ts'

export interface CloseCase extends CaseRef {
  readonly decision: 'approve' | 'return'
  /** A return says why. */
  readonly note: string
}

/** The second pair of eyes: approved, the case is done with the outcome proposed; returned, it waits again with the reason. Nobody approves his own. */
export async function closeCase(ctx: Ctx, input: CloseCase): Promise<void> {
  const { found } = await caseFor(ctx, input, 'decide')
  refuseUnless(found.state === 'proposed', 'campaigns.changed')
  refuseUnless(found.proposedBy !== personOf(ctx), 'campaigns.own-proposal')
  const note = input.note.trim()
  const approved = input.decision === 'approve'
  refuseUnless(approved || note !== '', 'campaigns.reason-needed', { field: 'note' })
  const kept = approved ? { outcome: found.outcome, note: found.note, proposedBy: found.proposedBy, proposedAt: ctx.now, correctionCase: found.correctionCase } : { outcome: null, note: null, proposedBy: null, proposedAt: null, correctionCase: null }
  const step = { campaignId: input.campaignId, caseId: input.caseId, version: input.version, from: ['proposed'] as const, state: approved ? 'done' as const : 'taken' as const, takenBy: found.takenBy, ...kept, at: ctx.now, today: ctx.today }
  refuseUnless(await takeStep(ctx.tx, step), 'campaigns.changed')
  await keepStep(ctx, { campaignId: input.campaignId, caseId: input.caseId, area: found.area, kind: approved ? 'done' : 'returned', detail: found.outcome, note: note === '' ? null : note })
}
