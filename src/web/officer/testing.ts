import { after, before } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { CastKey } from '../../../synthetic/index.ts'
import { resolveSession as sessionBehind } from '../../app/session.ts'
import { castHouse, type CastHouse } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { addMilliseconds } from '../../kernel/plain-date.ts'
import { newSessionToken, type ResolveSession } from '../../platform/http/index.ts'
import { TestBrowser, testServer } from '../../platform/http/testing.ts'
import type { Instant, OfficerActor } from '../../platform/index.ts'
import { campaignPages } from '../campaigns/index.ts'
import { counterPages } from '../counter/index.ts'
import { staticAssets } from '../kit/index.ts'
import { civilPages } from '../civil/index.ts'
import { eidDeskPages } from '../eid-desk/index.ts'
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
  const { app } = await testServer(house.t, { pages: [...officerPages, ...civilPages, ...counterPages, ...policePages, ...eidDeskPages, ...leaderPages, ...campaignPages, ...stewardPages], resolveSession, renderProblem, staticAssets: staticAssets(), clock: () => clock })
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

/** House and pages of one `describe`: opened before its tests, closed after them. */
export class Desk {
  house!: CastHouse
  space!: Workspace

  constructor(now: Instant) {
    before(async () => {
      this.house = await castHouse()
      this.space = await workspace(this.house, now)
    })
    after(async () => {
      await this.space.close()
      await this.house.close()
    })
  }

  /** Opens a page as an officer who has said why. */
  async open(path: string, key: CastKey = 'haiPolice') {
    const browser = this.space.as(key)
    await browser.get('/dc/ly-do')
    await browser.post('/dc/ly-do', { 'ly-do': 'residence-check' })
    return browser.get(path)
  }

  /** Sends the form of a page as a browser does: what the page had hidden, and what was typed. */
  async press(key: CastKey, path: string, fields: Record<string, string>) {
    const browser = this.space.as(key)
    const { payload } = await browser.get(path)
    const hidden = (name: string): Record<string, string> => {
      const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(payload)?.[1]
      return found === undefined ? {} : { [name]: found }
    }
    return browser.post(path, { _csrf: browser.token, _command: newId(), ...hidden('version'), ...hidden('seen'), ...fields })
  }
}

/** What a page says, without its tags. */
export const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** A day as the three fields of a form. */
export const dateFields = (name: string, iso: string): Record<string, string> => Object.fromEntries(iso.split('-').map((part, i) => [`${name}.${['year', 'month', 'day'][i]}`, part]))
