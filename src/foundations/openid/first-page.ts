import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../platform/index.ts'
import type { PageReply, PageRequest, PagesBeside } from '../../platform/http/index.ts'
import type { Held } from './held-exchange.ts'

/** Makes the page of ours on which a request waits (`/dong-y/:uid`), and sends it. */
export interface FirstPage extends PagesBeside {
  make(ctx: Ctx, req: PageRequest): Promise<PageReply>
}

/**
 * Where a request of a relying party waits for somebody who is not signed in, its page is the answer itself, made in the same transaction: a poor line
 * carries one request less. Only for a browser that opens an address, as it says itself; anything else is sent to the page, as the standard has it. So is
 * a request that was pushed (PAR): its reference works once, and somebody may load the page again. Null where the browser is sent on.
 */
export async function pageHere(firstPage: FirstPage, ctx: Ctx, request: FastifyRequest, held: Held): Promise<PageReply | null> {
  const { location } = held.headers
  const path = held.status === 303 && typeof location === 'string' ? /^\/dong-y\/([\w-]+)$/.exec(new URL(location, 'http://localhost').pathname) : null
  if (!path || request.congdan.sessionHash !== null || request.headers['sec-fetch-mode'] !== 'navigate' || request.headers['sec-fetch-dest'] !== 'document') return null
  if (new URLSearchParams((request.raw.url ?? '').split('?')[1]).has('request_uri')) return null
  const given = [held.headers['set-cookie'] ?? []].flat().map((line) => /^([^=]+)=([^;]*)/.exec(line)!.slice(1, 3) as [string, string])
  const cookies = { ...request.cookies, ...Object.fromEntries(given) } as Record<string, string>
  return firstPage.make(ctx, firstPage.requestAt(request, { path: path[0], params: { uid: path[1]! }, cookies }))
}
