import type { FastifyInstance } from 'fastify'
import { castHouse, type CastHouse, type Somebody } from '../../../app/testing/cast-house.ts'
import { resolveSession } from '../../../app/session.ts'
import { buildServer } from '../../../platform/http/index.ts'
import { createLog, readConfig, sql, type Instant } from '../../../platform/index.ts'
import { demoPages, publicPages, renderKept, renderProblem, setDemo, type DemoPersona } from '../../public/index.ts'
import { citizenPages } from '../index.ts'
import { lodgingPages } from '../../lodging/index.ts'
import { plainBrowser, type PlainBrowser } from './plain-browser.ts'

export interface CitizenSite {
  readonly house: CastHouse
  readonly app: FastifyInstance
  /** A visitor nobody knows. */
  visitor(): PlainBrowser
  /** The same, signed in as this person by the demo's own page. */
  as(person: Somebody): Promise<PlainBrowser>
  close(): Promise<void>
}

/** The pages of the public and the citizen over a seeded database, at one moment. */
export async function citizenSite(now: Instant, options: { passwords?: boolean } = {}): Promise<CitizenSite> {
  const house = await castHouse({ now, ...options })
  await house.t.owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
  const personas: DemoPersona[] = []
  setDemo({ personas, steps: [] })
  const app = await buildServer({
    database: house.t.db, config: readConfig({ LOG_LEVEL: 'silent' }), mode: 'demo', pages: [...publicPages, ...demoPages, ...citizenPages, ...lodgingPages], apis: [], resolveSession, renderProblem, renderKept,
    log: createLog({ level: 'silent' }), health: () => true, clock: () => now,
  })
  return {
    house, app, visitor: () => plainBrowser(app),
    async as(person) {
      personas.push({ key: person.personId, name: person.fullName, role: { vi: '', en: '' }, personId: person.personId, appointmentId: null, landing: '/toi' })
      const browser = await plainBrowser(app).open('/gioi-thieu')
      return browser.send('/gioi-thieu/nhan-vat', { key: person.personId })
    },
    async close() {
      setDemo(null)
      await app.close()
      await house.close()
    },
  }
}
