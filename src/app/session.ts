import { actingNow, findSession, liveSession } from '../foundations/eid/index.ts'
import { dayInVietnam } from '../platform/index.ts'
import { unreadCount } from '../digital-citizen/mailbox/index.ts'
import type { ResolveSession } from '../platform/http/index.ts'

/** The session behind a cookie, read in the request's own transaction: account, person and post as they are now. */
export const resolveSession: ResolveSession = async (tx, tokenHash, now) => {
  const row = await findSession(tx, tokenHash)
  if (!row) return null
  const [live, unread] = await Promise.all([liveSession(tx, row, now), row.appointmentId === null ? unreadCount(tx, row.personId) : 0])
  if ('endedAccountId' in live) return live
  const { actor, displayName, appointment } = live
  const base = { accountId: actor.accountId, personId: actor.personId, displayName, authLevel: actor.authLevel, expiresAt: live.expiresAt }
  // Whose post has just ended is a citizen again, with messages of a citizen.
  const inbox = actor.kind === 'citizen' && row.appointmentId !== null ? await unreadCount(tx, actor.personId) : unread
  if (actor.kind === 'citizen') {
    const acting = await actingNow(tx, row, now, dayInVietnam(now))
    const onBehalfOf = acting && { personId: acting.subjectId, displayName: acting.name, help: true, basis: acting.rights[0]!.article }
    return { actor, onBehalfOf: acting?.subjectId ?? null, view: { kind: 'citizen', ...base, level: live.level, unread: inbox, onBehalfOf } }
  }
  return { actor, view: { kind: 'officer', ...base, role: actor.role, organisationId: actor.organisationId, organisationName: appointment!.organisation.name, areas: actor.areas } }
}
