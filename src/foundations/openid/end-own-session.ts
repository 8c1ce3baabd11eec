import { findSession, liveSession, revokeSession } from '../eid/index.ts'
import { scope } from './request-scope.ts'

/** Whoever signs out at a relying party and agrees to sign out of Congdan is signed out of Congdan. */
export async function endOwnSession(): Promise<void> {
  const { ctx, sessionHash } = scope()
  const row = sessionHash === null ? undefined : await findSession(ctx.tx, sessionHash)
  const live = row && (await liveSession(ctx.tx, row, ctx.now))
  if (row && live && 'actor' in live) await revokeSession({ ...ctx, actor: live.actor }, row.sessionId)
}
