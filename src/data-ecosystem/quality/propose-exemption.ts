import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './findings.sql.ts'
import { findingFor } from './read-work.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

/** Outcomes of a visit that change nothing in the register (domain §8.3). */
export const exemptionReasons = ['verified-correct', 'not-found', 'moved', 'abroad', 'cannot-verify'] as const
export type ExemptionReason = (typeof exemptionReasons)[number]

export interface ProposeExemption {
  readonly findingId: string
  readonly version: number
  readonly reason: string
  readonly note: string
}

/** "Không lỗi", or nothing to be done: with the reason and what was seen; a commander decides. */
export async function proposeExemption(ctx: Ctx, input: ProposeExemption): Promise<void> {
  await findingFor(ctx, input.findingId, 'quality.work')
  const reason = exemptionReasons.find((each) => each === input.reason) ?? refuse('quality.reason-needed', { field: 'reason' })
  const note = input.note.trim()
  refuseUnless(note !== '', 'quality.note-needed', { field: 'note' })
  const who = whoOf(ctx)
  const step = { findingId: input.findingId, version: input.version, from: ['open', 'assigned'] as const, state: 'proposed' as const, assignedTo: who.actorPerson, proposal: 'exemption' as const, proposedBy: who.actorPerson, proposalReason: reason, proposalNote: note }
  refuseUnless(await takeStep(ctx.tx, { ...step, kind: 'proposed', ...who, reason, note, at: ctx.now }), 'quality.changed')
}
