import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './findings.sql.ts'
import { findingFor } from './read-work.ts'
import { refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

/** Takes back one's own proposal while nobody has decided: the case is this officer's again. Both steps stay in its history. */
export async function withdrawExemption(ctx: Ctx, input: { readonly findingId: string; readonly version: number }): Promise<void> {
  const finding = await findingFor(ctx, input.findingId, 'quality.work')
  const who = whoOf(ctx)
  refuseUnless(finding.state === 'proposed' && finding.proposal === 'exemption', 'quality.changed')
  refuseUnless(finding.proposedBy === who.actorPerson, 'quality.not-own-proposal')
  const step = { ...input, from: ['proposed'] as const, state: 'assigned' as const, assignedTo: who.actorPerson }
  refuseUnless(await takeStep(ctx.tx, { ...step, kind: 'returned', ...who, reason: 'withdrawn', note: null, at: ctx.now }), 'quality.changed')
}
