import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import { callsKeptDays, dropOldCalls } from './calls.sql.ts'
import { dropOldPartyEvents } from './party-events.sql.ts'
import { deleteEnded } from './payload.sql.ts'

/** Used or expired rows are kept for a day, so that a late replay is still known as one; calls and events for 90 days. */
export async function sweepOpenid(ctx: Ctx): Promise<number> {
  allow(ctx, 'openid.sweep')
  return (await deleteEnded(ctx.tx, plusSeconds(ctx.now, -86_400))) + (await dropOldCalls(ctx.tx, plusSeconds(ctx.now, -callsKeptDays * 86_400))) + (await dropOldPartyEvents(ctx.tx, plusSeconds(ctx.now, -callsKeptDays * 86_400)))
}
