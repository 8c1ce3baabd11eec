import type { Provider } from 'oidc-provider'
import { allow, millisecondsOf, type Ctx } from '../../platform/index.ts'
import { acrOf } from './acr.ts'
import { idOf } from './acting.ts'
import { HeldResponse, requestOf } from './held-exchange.ts'
import { answerHeld, doneBy, ourHeaders, rememberCall } from './library-call.ts'
import { amrOf } from './mirror-session.ts'
import { cookieNames, providerFor } from './provider.ts'
import { refuse } from './refusals.ts'
import { inScope, scopeOf, type RequestScope } from './request-scope.ts'
import type { BrowserCookies } from './requests.ts'

export interface WentOn {
  /** Where the browser goes: to the party that asked, or to the next page of ours. */
  readonly next: string
  readonly setCookies: readonly string[]
}

/**
 * Goes on where an answer was just given, in the same transaction: what the browser would ask for next, at `path`, is worked on here and now, so that a poor
 * line carries one request less. The cookie of that address was given to this browser together with the one by which it has just shown the request.
 * Refuses what the library refuses; then nothing of the transaction stays.
 */
export async function goOnHere(ctx: Ctx, input: { readonly path: string; readonly cookies: BrowserCookies; /** The session opened just now. */ readonly own: { readonly sessionId: string; readonly accountId: string; readonly authLevel: 1 | 2 | 3 | 4; readonly factors: readonly string[] }; readonly remote: string }): Promise<WentOn> {
  allow(ctx, 'openid.serve')
  const provider = await providerFor('live')
  const { sessionId, accountId, authLevel, factors } = input.own
  const own = { sessionId, accountId: idOf({ accountId, actingFor: null }), at: Math.floor(millisecondsOf(ctx.now) / 1_000), acr: acrOf(authLevel), amr: amrOf(factors) }
  const asked: RequestScope = { ...scopeOf(ctx), own, call: {} }
  const began = performance.now()
  const cookies = { ...input.cookies, ...resumeCookies(provider, input.path) }
  const headers = ourHeaders('live', { cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ') })
  const held = await inScope(asked, () => answerHeld(provider, 'live', { method: 'GET', url: input.path, headers, body: null, remote: input.remote }))
  const done = doneBy(asked, held)
  const { location } = held.headers
  if (held.status !== 303 || typeof location !== 'string') return refuse('openid.request-ended')
  rememberCall(asked, held, done, began)
  return { next: location, setCookies: [held.headers['set-cookie'] ?? []].flat() }
}

/** The signed cookie for the address at which a request goes on. */
function resumeCookies(provider: Provider, path: string): BrowserCookies {
  const request = requestOf({ method: 'GET', url: '/', headers: ourHeaders('live', {}), body: null, remote: '' }, '')
  const response = new HeldResponse(request)
  const { cookies } = provider.createContext(request, response)
  cookies.set(cookieNames('live').resume, path.split('/').at(-1)!, { httpOnly: true, signed: true })
  return Object.fromEntries([response.getHeader('set-cookie') ?? []].flat().map((line) => /^([^=]+)=([^;]*)/.exec(String(line))!.slice(1, 3) as [string, string]))
}
