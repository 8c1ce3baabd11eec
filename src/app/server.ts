import type { FastifyInstance } from 'fastify'
import { buildServer } from '../platform/http/index.ts'
import { emptyPorts, type Log } from '../platform/index.ts'
import { staticAssets } from '../web/kit/index.ts'
import { renderKept, renderProblem } from '../web/public/index.ts'
import type { House } from './open.ts'
import { apiRoutes, pageRoutes } from './routes.ts'
import { openOpenid } from './openid.ts'
import { resolveSession } from './session.ts'
import { withFeeds } from './feed-sign-in.ts'
import { resolveFacility } from './facility-sign-in.ts'

/** The server of this house. `ready` is asked by /healthz: false until the house can be used. */
export async function serverOf(house: House, log: Log, ready: () => boolean): Promise<FastifyInstance> {
  const holes = emptyPorts()
  if (holes.length > 0) throw new Error(`src/app/wire.ts leaves ports empty: ${holes.join(', ')}`)
  return buildServer({
    database: house.database, config: house.config, mode: house.mode, pages: pageRoutes(house.mode), apis: apiRoutes(), resolveSession, resolveRelyingParty: withFeeds(resolveFacility),
    staticAssets: staticAssets(), renderProblem, renderKept, health: ready, log, extend: (app, pages) => openOpenid(app, pages, house, log),
  })
}
