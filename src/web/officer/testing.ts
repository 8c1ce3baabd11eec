import type { FastifyInstance } from 'fastify'
import type { CastKey } from '../../../synthetic/index.ts'
import { resolveSession as sessionBehind } from '../../app/session.ts'
import type { CastHouse } from '../../app/testing/cast-house.ts'
import { addMilliseconds } from '../../kernel/plain-date.ts'
import { newSessionToken, type ResolveSession } from '../../platform/http/index.ts'
import { TestBrowser, testServer } from '../../platform/http/testing.ts'
import type { Instant, OfficerActor } from '../../platform/index.ts'
import { campaignPages } from '../campaigns/index.ts'
import { counterPages } from '../counter/index.ts'
import { staticAssets } from '../kit/index.ts'
import { civilPages } from '../civil/index.ts'
import { leaderPages } from '../leader/index.ts'
import { policePages } from '../police/index.ts'
import { stewardPages } from '../steward/index.ts'
import { renderProblem } from '../public/index.ts'
import { officerPages } from './index.ts'

/** The workspace over a cast house: anybody of the cast signs in by a token, in the post they hold. */
export interface Workspace {
  readonly app: FastifyInstance
  /** A browser in which this officer is signed in. */
  as(key: CastKey): TestBrowser
  /** The cookie that signs this officer in. */
  cookieOf(key: CastKey): { name: string; value: string }
  /** Moves the wall clock of the server. */
  at(now: Instant): void
  close(): Promise<void>
}

const cookie = 'congdan'

export async function workspace(house: CastHouse, now: Instant): Promise<Workspace> {
  const tokens = new Map<string, OfficerActor & { name: string }>()
  const cookies = new Map<CastKey, string>()
  let clock = now
  const resolveSession: ResolveSession = async (tx, hash, at) => {
    const actor = tokens.get(hash)
    if (!actor) return sessionBehind(tx, hash, at)
    const view = { kind: 'officer' as const, accountId: actor.accountId, personId: actor.personId, displayName: actor.name, authLevel: actor.authLevel, role: actor.role, organisationId: actor.organisationId, organisationName: 'Cơ quan mẫu', areas: actor.areas, expiresAt: addMilliseconds(at, 1_800_000) }
    return { actor, view }
  }
  const { app } = await testServer(house.t, { pages: [...officerPages, ...civilPages, ...counterPages, ...policePages, ...leaderPages, ...campaignPages, ...stewardPages], resolveSession, renderProblem, staticAssets: staticAssets(), clock: () => clock })
  const cookieOf = (key: CastKey): { name: string; value: string } => {
    const known = cookies.get(key)
    if (known) return { name: cookie, value: known }
    const { token, hash } = newSessionToken()
    tokens.set(hash, { ...(house.actorOf(key) as OfficerActor), name: house.who(key).fullName })
    cookies.set(key, token)
    return { name: cookie, value: token }
  }
  return {
    app, cookieOf,
    as(key) {
      const browser = new TestBrowser(app)
      browser.cookies.set(cookie, cookieOf(key).value)
      return browser
    },
    at(moment) { clock = moment },
    close: () => app.close(),
  }
}
