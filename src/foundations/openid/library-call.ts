import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { IncomingHttpHeaders } from 'node:http'
import { newId } from '../../kernel/ids.ts'
import type { CallDone } from './call-limits.ts'
import { insertCall } from './calls.sql.ts'
import { endOwnSession } from './end-own-session.ts'
import { HeldResponse, requestOf, type Asked, type Held } from './held-exchange.ts'
import { scope, type Environment, type RequestScope } from './request-scope.ts'
import { issuerOf, pathOf, providerSettings } from './settings.ts'

/** Under which address the program answers is ours to say; a certificate counts only where the operator's proxy sets its header. */
export function ourHeaders(environment: Environment, sent: IncomingHttpHeaders): IncomingHttpHeaders {
  const { publicUrl, certificateHeader } = providerSettings()
  const { protocol, host } = new URL(publicUrl)
  const headers = { ...sent, host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host }
  if (environment === 'sandbox' || certificateHeader === null) delete (headers as Record<string, unknown>)[certificateHeader ?? '']
  return headers
}

/** What the library answers, under the scope of the request that is under way. */
export async function answerHeld(provider: Provider, environment: Environment, asked: Asked): Promise<Held> {
  const incoming = requestOf(asked, pathOf(environment))
  const response = new HeldResponse(incoming)
  await handlerOf(provider)(incoming, response)
  const held = await response.done
  const { stepUp } = scope().call
  if (stepUp === undefined) return held
  return { ...held, headers: { ...held.headers, 'www-authenticate': `${String(held.headers['www-authenticate'])}, ${stepUp}` } }
}

/** The library's own words for what was wrong with a request. They name parameters, never values of a person. */
export function problemOf(held: Held): { error: string; error_description?: string } {
  const parsed = JSON.parse(held.body.toString() || '{}') as { error?: string; error_description?: string }
  return { error: parsed.error ?? 'invalid_request', ...(parsed.error_description ? { error_description: parsed.error_description } : {}) }
}

/** What came of a call. A fault of the program is thrown: nothing of the call may stay. */
export function doneBy({ call }: RequestScope, held: Held): CallDone {
  if (call.fault !== undefined || held.status >= 500) throw call.fault ?? new Error('the OpenID library failed')
  return { clientId: call.clientId, isApp: call.isApp === true, error: held.status >= 400 ? problemOf(held).error : (errorInRedirect(held) ?? null) }
}

/** For the console of the party that called. */
export function rememberCall({ ctx, call: { clientId, endpoint, purpose, fields, keyId } }: RequestScope, { status }: Held, { error }: CallDone, began: number): void {
  if (clientId === undefined || endpoint === undefined) return
  insertCall(ctx.tx, { callId: newId(), at: ctx.now, clientId, requestId: ctx.requestId, endpoint, status, error, milliseconds: Math.round(performance.now() - began), purpose: purpose ?? null, fields: fields ?? [], keyId: keyId ?? null })
}

type Handler = ReturnType<Provider['callback']>
const handlers = new WeakMap<Provider, Handler>()

function handlerOf(provider: Provider): Handler {
  let found = handlers.get(provider)
  if (!found) {
    provider.use(around)
    provider.on('server_error', (_ctx, error) => void (scope().call.fault = error))
    handlers.set(provider, (found = provider.callback()))
  }
  return found
}

/** What we do differently once the library is done: its scripted pages become redirects, a sign-out ends our session too, and the call is remembered for its sender. */
async function around(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  const { oidc } = ctx
  if (oidc?.route === undefined) return
  const { call } = scope()
  call.endpoint = oidc.route
  // A token in the wrong hands is told to the party it was stolen from, though nobody proved to be that party.
  const clientId = oidc.client?.clientId ?? oidc.entities.AccessToken?.clientId
  if (clientId !== undefined) Object.assign(call, { clientId, isApp: oidc.client?.clientAuthMethod === 'none' })
  const environment: Environment = oidc.issuer === issuerOf('live') ? 'live' : 'sandbox'
  if (oidc.route === 'discovery') Object.assign(ctx.body as object, { subject_types_supported: ['pairwise'], ...(environment === 'live' ? { backchannel_token_delivery_modes_supported: ['poll', 'ping', 'push'] } : {}) })
  const page = ctx.status === 200 && ctx.type === 'text/html'
  if (page && oidc.route === 'code_verification') goTo(ctx, `${pathOf(environment)}/thiet-bi?ma=${encodeURIComponent(String(oidc.params?.['user_code'] ?? ''))}`)
  else if (page && oidc.route === 'end_session') goTo(ctx, nobodySignedIn(oidc.session?.state))
  else if (oidc.route === 'end_session_confirm' && ctx.status === 303 && environment === 'live' && oidc.params?.['logout'] !== undefined) await endOwnSession()
}

/** Nobody is signed in, so there is nothing to confirm. */
function nobodySignedIn(state: Record<string, unknown> | undefined): string {
  if (typeof state?.['postLogoutRedirectUri'] !== 'string') return '/dang-xuat-chung/xong'
  const to = new URL(state['postLogoutRedirectUri'])
  if (typeof state['state'] === 'string') to.searchParams.set('state', state['state'])
  return to.href
}

function goTo(ctx: KoaContextWithOIDC, to: string): void {
  ctx.status = 303
  ctx.body = null
  ctx.status = 303
  ctx.redirect(to)
}

function errorInRedirect({ headers }: Held): string | undefined {
  const location = headers['location']
  if (typeof location !== 'string' || !URL.canParse(location)) return undefined
  return new URL(location).searchParams.get('error') ?? undefined
}
