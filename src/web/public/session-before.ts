import { revokeSession } from '../../foundations/eid/index.ts'
import type { Ctx } from '../../platform/index.ts'

/** Whoever signs in on a browser that was signed in ends the session it had: its token must not live on beside the new one. */
export async function endSessionBefore(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer') await revokeSession(ctx, ctx.actor.sessionId)
}
