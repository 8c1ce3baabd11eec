import type { FastifyInstance } from 'fastify'
import { mountOpenid, setProviderSettings } from '../../foundations/openid/index.ts'
import { signInAsPersona } from '../../foundations/eid/index.ts'
import { ProtocolBrowser } from '../../foundations/openid/testing.ts'
import { buildServer, newSessionToken } from '../../platform/http/index.ts'
import { createLog, readConfig, sql, systemClock } from '../../platform/index.ts'
import { testPurpose } from '../../platform/testing.ts'
import { citizenPages, pageOfRequest } from '../../web/citizen/index.ts'
import { publicPages, renderKept, renderProblem } from '../../web/public/index.ts'
import { relyingPartyPages } from '../../web/relying-party/index.ts'
import { resolveSession } from '../session.ts'
import { castHouse, type CastHouse } from './cast-house.ts'

export interface OpenidSite {
  readonly house: CastHouse
  readonly app: FastifyInstance
  readonly url: string
  /** A browser in which this person is signed in to Congdan. */
  signedIn(personId: string): Promise<ProtocolBrowser>
  close(): Promise<void>
}

/** The provider with the pages of the citizen, listening on a port of its own. */
export async function openidSite(options: { certificateHeader?: string } = {}): Promise<OpenidSite> {
  const house = await castHouse()
  await house.t.owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
  const log = createLog({ level: process.env['DEBUG'] ? 'debug' : 'silent' })
  const app = await buildServer({
    database: house.t.db, config: readConfig({ LOG_LEVEL: 'silent' }), mode: 'demo', pages: [...publicPages, ...citizenPages, ...relyingPartyPages], apis: [], resolveSession, renderProblem, renderKept, log,
    health: () => true, extend: (inner, beside) => mountOpenid(inner, { database: house.t.db, log, firstPage: { ...beside, make: pageOfRequest } }),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://localhost:${(app.server.address() as { port: number }).port}`
  setProviderSettings({ publicUrl: url, certificateHeader: options.certificateHeader ?? null })
  return {
    house, app, url,
    async signedIn(personId) {
      const { token, hash } = newSessionToken()
      await house.t.as({ kind: 'visitor' }, testPurpose, { now: systemClock() })((ctx) => signInAsPersona(ctx, { personId, appointmentId: null, device: 'Thử', tokenHash: hash }))
      const browser = new ProtocolBrowser(url)
      browser.cookies.set('congdan', token)
      return browser
    },
    async close() {
      await app.close()
      await house.close()
    },
  }
}
