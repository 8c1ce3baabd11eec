import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './findings.sql.ts'
import { findingFor } from './read-work.ts'
import { refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

export interface DecideExemption {
  readonly findingId: string
  readonly version: number
  readonly decision: 'approve' | 'return'
  /** A return says why. */
  readonly note: string
}

/** The second pair of eyes: nobody approves his own proposal. Approved, the finding stays in the books as exempted; returned, it is open again. */
export async function decideExemption(ctx: Ctx, input: DecideExemption): Promise<void> {
  const finding = await findingFor(ctx, input.findingId, 'quality.approve')
  const who = whoOf(ctx)
  refuseUnless(finding.state === 'proposed' && finding.proposal === 'exemption', 'quality.changed')
  refuseUnless(finding.proposedBy !== who.actorPerson, 'quality.own-proposal')
  const note = input.note.trim()
  refuseUnless(input.decision === 'approve' || note !== '', 'quality.why-needed', { field: 'note' })
  const approved = input.decision === 'approve'
  const kept = { proposal: finding.proposal, proposedBy: finding.proposedBy, proposalReason: finding.proposalReason, proposalNote: finding.proposalNote }
  const step = { findingId: input.findingId, version: input.version, from: ['proposed'] as const, state: approved ? 'exempted' as const : 'open' as const, ...(approved ? kept : {}) }
  refuseUnless(await takeStep(ctx.tx, { ...step, kind: approved ? 'exempted' : 'returned', ...who, reason: finding.proposalReason, note: note === '' ? null : note, at: ctx.now }), 'quality.changed')
  if (approved) ctx.publish('quality.finding-exempted', { findingId: input.findingId, rule: finding.rule }, { subject: finding.subjectId })
}
