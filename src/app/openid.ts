import type { FastifyInstance } from 'fastify'
import { mountOpenid, setProviderSettings } from '../foundations/openid/index.ts'
import type { Log } from '../platform/index.ts'
import type { PagesBeside } from '../platform/http/index.ts'
import { pageOfRequest } from '../web/citizen/index.ts'
import type { House } from './open.ts'

/** Opens the OpenID provider of this house at the address people type. */
export function openOpenid(app: FastifyInstance, pages: PagesBeside, house: House, log: Log): void {
  nameProvider(house)
  mountOpenid(app, { database: house.database, log, firstPage: { ...pages, make: pageOfRequest } })
}

/** The server and the worker say the same address. */
export function nameProvider({ config }: Pick<House, 'config'>): void {
  setProviderSettings({ publicUrl: (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, ''), certificateHeader: config.CLIENT_CERTIFICATE_HEADER?.toLowerCase() ?? null })
}
