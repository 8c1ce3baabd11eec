import type { Provider, Session } from 'oidc-provider'
import { actingNow, findSession, liveSession } from '../eid/index.ts'
import { millisecondsOf } from '../../platform/index.ts'
import { acrOf } from './acr.ts'
import { idOf } from './acting.ts'
import { enqueueLogout } from './back-channel-logout.ts'
import { scope, type OwnSession } from './request-scope.ts'

/** What the library's session holds beside its own. */
interface Mirrored {
  accountId?: string | undefined
  loginTs?: number | undefined
  acr?: string | undefined
  amr?: string[] | undefined
  authorizations?: Record<string, { sid?: string }> | undefined
  ownSessionId?: string | undefined
  touched?: boolean
}

/**
 * There is one session: ours. The library's own is its shadow for relying parties, held against ours at every request: who signed out, was locked out or
 * signed in as somebody else is so here too, with the level computed from the factors used.
 */
export function mirrorOwnSession(provider: Provider): void {
  const { Session } = provider
  const inPayload = (Session as unknown as { IN_PAYLOAD: string[] }).IN_PAYLOAD
  Object.defineProperty(Session, 'IN_PAYLOAD', { get: () => [...inPayload, 'ownSessionId'] })
  const get = Session.get.bind(Session)
  Session.get = async (ctx) => {
    const session = await get(ctx)
    await mirror(session as unknown as Mirrored)
    return session satisfies Session
  }
}

async function mirror(session: Mirrored): Promise<void> {
  const own = await ownSession()
  if (!own) {
    tellParties(session)
    if (session.accountId !== undefined) Object.assign(session, { accountId: undefined, loginTs: undefined, acr: undefined, amr: undefined, authorizations: undefined, ownSessionId: undefined, touched: true })
    return
  }
  if (session.ownSessionId === own.sessionId && session.accountId === own.accountId && session.loginTs === own.at && session.acr === own.acr) return
  if (session.accountId !== own.accountId) tellParties(session)
  Object.assign(session, { accountId: own.accountId, loginTs: own.at, acr: own.acr, amr: own.amr, authorizations: session.accountId === own.accountId ? session.authorizations : undefined, ownSessionId: own.sessionId, touched: true })
}

/** Whoever was signed in here is signed in no more: the parties that were told so by this session hear of it, whatever ended it. */
function tellParties({ accountId, authorizations }: Mirrored): void {
  if (accountId === undefined) return
  for (const [clientId, { sid }] of Object.entries(authorizations ?? {})) enqueueLogout(scope().ctx, 'live', { clientId, accountId, sid: sid ?? null })
}

/** Our session of this browser, of a citizen, for whom it works now; officers in their post are not signed in anywhere else by it. */
async function ownSession(): Promise<OwnSession | undefined> {
  const { ctx, sessionHash, own } = scope()
  if (own) return own
  const row = sessionHash === null ? undefined : await findSession(ctx.tx, sessionHash)
  if (!row) return undefined
  const live = await liveSession(ctx.tx, row, ctx.now)
  if ('endedAccountId' in live || live.actor.kind !== 'citizen') return undefined
  const acting = await actingNow(ctx.tx, row, ctx.now, ctx.today)
  // Who meant to act for another and may not any more is told so first, and never signed in as themselves without a word.
  if (row.actingFor !== null && acting === null) return undefined
  return { sessionId: row.sessionId, accountId: idOf({ accountId: row.accountId, actingFor: acting?.subjectId ?? null }), at: Math.floor(millisecondsOf(row.provedAt) / 1_000), acr: acrOf(live.actor.authLevel), amr: amrOf(row.factors) }
}

/** RFC 8176; signing in as a persona of a demonstration is no method of that list. */
export const amrOf = (factors: readonly string[]): string[] => factors.filter((factor) => factor !== 'demo')
