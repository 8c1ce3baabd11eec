import type { Ctx } from '../../platform/index.ts'
import { settleBy } from './deadline.ts'
import { takeStep } from './findings.sql.ts'
import { findingFor } from './read-work.ts'
import { refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

/** A commander opens an exempted case again, saying why: the exemption was wrong, or something new was learnt. */
export async function reopenFinding(ctx: Ctx, input: { readonly findingId: string; readonly version: number; readonly note: string }): Promise<void> {
  const finding = await findingFor(ctx, input.findingId, 'quality.approve')
  refuseUnless(finding.state === 'exempted', 'quality.changed')
  const note = input.note.trim()
  refuseUnless(note !== '', 'quality.why-needed', { field: 'note' })
  const step = { findingId: input.findingId, version: input.version, from: ['exempted'] as const, state: 'open' as const, dueOn: settleBy(finding.severity, ctx.today) }
  refuseUnless(await takeStep(ctx.tx, { ...step, kind: 'reopened', ...whoOf(ctx), reason: finding.proposalReason, note, at: ctx.now }), 'quality.changed')
}
