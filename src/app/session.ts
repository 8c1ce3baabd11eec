import { sessionOf } from '../foundations/eid/index.ts'
import { unreadCount } from '../digital-citizen/mailbox/index.ts'
import type { ResolveSession } from '../platform/http/index.ts'

/** The session behind a cookie, read in the request's own transaction: account, person and post as they are now. */
export const resolveSession: ResolveSession = async (tx, tokenHash, now) => {
  const live = await sessionOf(tx, tokenHash, now)
  if (!live || 'endedAccountId' in live) return live
  const { actor, displayName, appointment } = live
  const base = { accountId: actor.accountId, personId: actor.personId, displayName, authLevel: actor.authLevel, expiresAt: live.expiresAt }
  if (actor.kind === 'citizen') return { actor, view: { kind: 'citizen', ...base, level: live.level, unread: await unreadCount(tx, actor.personId) } }
  return { actor, view: { kind: 'officer', ...base, role: actor.role, organisationId: actor.organisationId, organisationName: appointment!.organisation.name, areas: actor.areas } }
}
