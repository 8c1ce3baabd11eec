import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { allow, inTransaction, instantOf, millisecondsOf, type Database, type Instant, type Log } from '../../platform/index.ts'
import { network, type PageReply } from '../../platform/http/index.ts'
import { callLimits, secondsUntil, TooManyCalls, type CallDone } from './call-limits.ts'
import { pageHere, type FirstPage } from './first-page.ts'
import { foresee } from './foresee.ts'
import type { Held } from './held-exchange.ts'
import { answerHeld, doneBy, ourHeaders, problemOf, rememberCall } from './library-call.ts'
import { providerFor } from './provider.ts'
import { refuse } from './refusals.ts'
import { inScope, type Environment, type RequestScope, type Who } from './request-scope.ts'
import { pathOf } from './settings.ts'

export interface OpenidOptions {
  readonly database: Database
  readonly log: Log
  /** The page on which a request waits for whoever is not signed in; without it the browser is always sent there. */
  readonly firstPage?: FirstPage
}

/** Addresses that a browser opens: what goes wrong there is told to a person. */
const forBrowsers = [['GET', '/oidc/auth'], ['GET', '/oidc/auth/:uid'], ['GET', '/oidc/session/end'], ['POST', '/oidc/session/end/confirm'], ['GET', '/oidc/session/end/success'], ['GET', '/oidc/device'], ['POST', '/oidc/device'], ['GET', '/oidc/device/:uid']] as const
const forPrograms = [
  ['GET', '/.well-known/openid-configuration'], ['GET', '/.well-known/oauth-authorization-server'], ['GET', '/oidc/jwks'], ['POST', '/oidc/par'], ['POST', '/oidc/token'], ['GET', '/oidc/userinfo'], ['POST', '/oidc/userinfo'],
  ['POST', '/oidc/token/introspection'], ['POST', '/oidc/token/revocation'], ['POST', '/oidc/device/auth'], ['POST', '/oidc/ciba'],
] as const
const bodyBytes = 56 * 1024

/** Mounts the OpenID provider and, beside it, its sandbox. One request is one transaction, as everywhere; the answer leaves after the commit. */
export function mountOpenid(app: FastifyInstance, options: OpenidOptions): void {
  void app.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', { parseAs: 'string', bodyLimit: bodyBytes }, async (_request: FastifyRequest, body: string) => body)
    for (const environment of ['live', 'sandbox'] as const) {
      for (const [machine, routes] of [[false, forBrowsers], [true, forPrograms]] as const) {
        for (const [method, url] of routes) {
          inner.route({ method, url: pathOf(environment) + url, exposeHeadRoute: false, config: { machine }, handler: (request, reply) => answer(environment, machine, request, reply, options) })
        }
      }
    }
  })
}

async function answer(environment: Environment, machine: boolean, request: FastifyRequest, reply: FastifyReply, options: OpenidOptions): Promise<FastifyReply> {
  const limits = callLimits(options.database)
  const [line, named, { now }] = [network(request.ip), machine ? nameGiven(request) : '', request.congdan]
  const until = machine ? limits.beforeProgram(line, named, now) : await limits.beforeBrowser(line, now)
  if (until) return tooMany(machine, until, now, reply)
  const exchanged = await exchangeAgain(environment, machine, request, options, 3).catch((error: unknown) => {
    if (error instanceof TooManyCalls) return error
    throw error
  })
  if (exchanged instanceof TooManyCalls) return tooMany(machine, exchanged.until, now, reply)
  const { held, done, page } = exchanged
  if (machine) await limits.count(environment, line, named, done, now)
  if (page) return options.firstPage!.send(request, reply, { ...page, headers: { ...page.headers, 'set-cookie': [held.headers['set-cookie'] ?? []].flat() } })
  const problem = held.status >= 400 && !machine ? problemOf(held) : null
  if (problem) return refuse('openid.request-refused', { vars: { error: problem.error, description: problem.error_description ?? '' } })
  for (const [name, value] of Object.entries(held.headers)) if (name !== 'content-length' && name !== 'transfer-encoding') reply.header(name, value)
  return reply.code(held.status).header('content-security-policy', "default-src 'none'; frame-ancestors 'none'").send(held.body)
}

/** Where PostgreSQL gave way to another transaction nothing was done: the same bytes are worked on again. */
async function exchangeAgain(environment: Environment, machine: boolean, request: FastifyRequest, options: OpenidOptions, times: number): Promise<Exchanged> {
  return exchange(environment, machine, request, options).catch((error: unknown) => {
    if (times > 1 && ['40001', '40P01'].includes(String(Object(error).code))) return exchangeAgain(environment, machine, request, options, times - 1)
    throw error
  })
}

async function exchange(environment: Environment, machine: boolean, request: FastifyRequest, { database, firstPage }: OpenidOptions): Promise<Exchanged> {
  const provider = await providerFor(environment)
  const who: Who = { actor: { kind: 'visitor' }, onBehalfOf: null, purpose: { code: 'openid', basis: 'NĐ 69/2024/NĐ-CP', text: 'Đăng nhập vào hệ thống khác' } }
  const began = performance.now()
  return inTransaction(database, { ...who, requestId: request.id, now: request.congdan.now, identify: async () => who }, async (ctx) => {
    allow(ctx, 'openid.serve')
    const asked: RequestScope = { ctx, who, sessionHash: machine || environment === 'sandbox' ? null : request.congdan.sessionHash, call: {} }
    const held = await inScope(asked, () => run(provider, environment, request))
    const done = doneBy(asked, held)
    const until = machine ? callLimits(database).spent(environment, network(request.ip), done, ctx.now) : null
    if (until) throw new TooManyCalls(until)
    rememberCall(asked, held, done, began)
    const page = environment === 'live' && !machine && firstPage ? await pageHere(firstPage, ctx, request, held) : null
    return { held, done, page }
  })
}

interface Exchanged {
  readonly held: Held
  readonly done: CallDone
  readonly page: PageReply | null
}

/** The name under which a program calls; nothing proves it. */
function nameGiven(request: FastifyRequest): string {
  const sent = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
  const [, claims] = (sent.get('client_assertion') ?? '').split('.')
  return (sent.get('client_id') ?? /"iss"\s*:\s*"([^"]*)"/.exec(Buffer.from(claims ?? '', 'base64url').toString())?.[1] ?? '').slice(0, 64)
}

function tooMany(machine: boolean, until: Instant, now: Instant, reply: FastifyReply): FastifyReply {
  const time = instantOf(millisecondsOf(until) + 7 * 3_600_000).slice(11, 16)
  if (!machine) return refuse('openid.too-many', { vars: { time }, data: { retryAt: until } })
  return reply.code(429).header('retry-after', secondsUntil(until, now)).header('cache-control', 'no-store')
    .send({ error: 'too_many_requests', error_description: `too many calls; call again after ${until}` })
}

async function run(provider: Provider, environment: Environment, request: FastifyRequest): Promise<Held> {
  const body = typeof request.body === 'string' ? withoutNul(request.body) : null
  await foresee(environment, request.routeOptions.url ?? '', { body, authorization: request.headers.authorization })
  return answerHeld(provider, environment, { method: request.method, url: withoutNul(request.raw.url ?? '/'), headers: ourHeaders(environment, request.headers), body, remote: request.ip })
}

/** No parameter of the protocol holds a NUL, and no table can: what a prober sends is read without it. */
const withoutNul = (sent: string): string => sent.replaceAll('%00', '').replaceAll('\0', '')
