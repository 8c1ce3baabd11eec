import { allow, type Ctx } from '../../platform/index.ts'
import { authLevelOf, type Factor } from './account.ts'
import { passwordOf, raiseSession, sessionById, sessionsOf } from './eid.sql.ts'
import { verifyPassword } from './passwords.ts'
import { signedIn } from './sessions.ts'
import { blocked, countOne, forget, ownPasswordTries } from './throttle.ts'

/** Must the old password be typed before a new one is set? Not where there is none, nor in a session that a passkey opened: it is the way back for who forgot. */
export async function needsOldPassword(ctx: Ctx): Promise<boolean> {
  const { accountId, personId, sessionId } = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: personId })
  if (!(await passwordOf(ctx.tx, accountId))) return false
  const session = (await sessionsOf(ctx.tx, accountId, ctx.now)).find((each) => each.sessionId === sessionId)
  return session === undefined || !(session.factors.includes('hwk') || session.factors.includes('swk'))
}

/**
 * Is this the holder's password now? A session left open on a desk must not become somebody's account. Returns instead of refusing:
 * tries must stay counted. The form sent twice finds the new password in place and is right too: there is nothing left to change.
 */
export async function confirmOldPassword(ctx: Ctx, input: { old: string; next: string }): Promise<'right' | 'wrong' | 'too-many'> {
  const { accountId, personId } = signedIn(ctx)
  allow(ctx, 'eid.own-account', { person: personId })
  const tries = ownPasswordTries(accountId)
  if (await blocked(ctx, tries)) return 'too-many'
  const hash = (await passwordOf(ctx.tx, accountId))?.data.hash
  if (await verifyPassword(input.old, hash)) {
    await forget(ctx, tries)
    await rememberProof(ctx)
    return 'right'
  }
  if (await verifyPassword(input.next, hash)) {
    await rememberProof(ctx)
    return 'right'
  }
  await countOne(ctx, tries)
  return 'wrong'
}

/** Whoever typed the password has just proved who they are. */
async function rememberProof(ctx: Ctx): Promise<void> {
  const session = await sessionById(ctx.tx, signedIn(ctx).sessionId)
  if (!session) return
  const factors: Factor[] = [...new Set<Factor>([...session.factors, 'pwd'])]
  await raiseSession(ctx.tx, session.sessionId, factors, authLevelOf(factors), ctx.now)
}
