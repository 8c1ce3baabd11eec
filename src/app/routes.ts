import { routes as organisations } from '../foundations/organisations/routes.ts'
import { routes as feeds } from '../foundations/feeds/routes.ts'
import { routes as accessLog } from '../foundations/trail/routes.ts'
import { routes as civilStatus } from '../foundations/civil-status/routes.ts'
import { routes as mailbox } from '../digital-citizen/mailbox/routes.ts'
import { routes as myData } from '../digital-citizen/my-data/routes.ts'
import { routes as wallet } from '../digital-citizen/wallet/routes.ts'
import { routes as health } from '../socio-economic/health/routes.ts'
import type { AnyApiRoute, PageRoute } from '../platform/http/index.ts'
import { administratorPages } from '../web/administrator/index.ts'
import { campaignPages } from '../web/campaigns/index.ts'
import { citizenPages } from '../web/citizen/index.ts'
import { counterPages } from '../web/counter/index.ts'
import { civilPages } from '../web/civil/index.ts'
import { kitRoutes } from '../web/kit/index.ts'
import { eidDeskPages } from '../web/eid-desk/index.ts'
import { leaderPages } from '../web/leader/index.ts'
import { lodgingPages } from '../web/lodging/index.ts'
import { policePages } from '../web/police/index.ts'
import { officerPages } from '../web/officer/index.ts'
import { demoPages, publicPages } from '../web/public/index.ts'
import { stewardPages } from '../web/steward/index.ts'
import { relyingPartyPages } from '../web/relying-party/index.ts'
import type { Mode } from './open.ts'

/** Every page of the program; those of a demonstration exist only there. */
export function pageRoutes(mode: Mode): PageRoute[] {
  return [...publicPages, ...(mode === 'demo' ? demoPages : administratorPages), ...citizenPages, ...lodgingPages, ...officerPages, ...counterPages, ...civilPages, ...policePages, ...eidDeskPages, ...leaderPages, ...campaignPages, ...stewardPages, ...relyingPartyPages, ...kitRoutes]
}

/** Every call of the JSON API: /api/openapi.json is made from these. */
export function apiRoutes(): AnyApiRoute[] {
  return [...organisations, ...civilStatus, ...mailbox, ...myData, ...accessLog, ...feeds, ...wallet, ...health]
}
