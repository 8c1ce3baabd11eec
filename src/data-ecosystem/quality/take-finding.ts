import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './findings.sql.ts'
import { findingFor } from './read-work.ts'
import { refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

/** "Nhận việc": this officer works on it; colleagues see that. Refuses when it has changed since it was shown. */
export async function takeFinding(ctx: Ctx, input: { readonly findingId: string; readonly version: number }): Promise<void> {
  await findingFor(ctx, input.findingId, 'quality.work')
  const who = whoOf(ctx)
  refuseUnless(await takeStep(ctx.tx, { ...input, from: ['open', 'assigned'], state: 'assigned', assignedTo: who.actorPerson, kind: 'assigned', ...who, reason: null, note: null, at: ctx.now }), 'quality.changed')
}
