import { plusSeconds, type Ctx } from '../../platform/index.ts'
import type { AuthLevel } from './account.ts'
import { sessionById } from './eid.sql.ts'
import { refuseUnless } from './refusals.ts'
import { eidRule } from './rules.ts'
import { signedIn } from './sessions.ts'

/** Has the holder proved who they are within the last minutes (data/eid)? A session left open on a desk has not. */
export async function isFresh(ctx: Ctx): Promise<boolean> {
  const session = await sessionById(ctx.tx, signedIn(ctx).sessionId)
  return session !== undefined && session.provedAt > plusSeconds(ctx.now, -eidRule('fresh-proof-minutes', ctx.today).value * 60)
}

/** For every change of what an account signs in with, and for what binds the holder for long. Refuses `eid.proof-needed`: the page asks and comes back. */
export async function refuseUnlessFresh(ctx: Ctx): Promise<void> {
  refuseUnless(await isFresh(ctx), 'eid.proof-needed')
}

/** Step-up: refuses `eid.proof-needed` when this session proved less than the action needs (NĐ 69/2024 art. 20). */
export function refuseUnlessLevel(ctx: Ctx, level: AuthLevel): void {
  refuseUnless(signedIn(ctx).authLevel >= level, 'eid.proof-needed')
}
