import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, type HTTPMethods } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { rateLimiterOf, systemClock } from '../index.ts'
import { mountApis } from './apis.ts'
import { mountAssets } from './assets.ts'
import { comfortRoute } from './comfort.ts'
import { compressText } from './compress.ts'
import { baseHeaders } from './headers.ts'
import { keptRoute } from './kept-route.ts'
import { observe } from './observe.ts'
import type { ServerOptions } from './options.ts'
import { mountPages, type PageTools } from './pages.ts'
import { plainProblemPage } from './plain-pages.ts'
import { problemOf } from './problem.ts'
import { refuse } from './refusals.ts'
import { endConnections } from './connections.ts'
import { cookieNames, newRequestId, newRequestState, pageRequest } from './request.ts'
import { checkReply, createSender } from './send.ts'
import type { PageRequest } from './types.ts'

const formBytes = 512 * 1024

/**
 * The web server: pages, JSON calls, files, health and figures. Refuses to be built for production without PUBLIC_URL,
 * and with two routes for one method and address.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, mode } = options
  if (mode === 'production' && !config.PUBLIC_URL) throw new Error('Thiếu PUBLIC_URL: địa chỉ người dân gõ vào, ví dụ https://dichvucong.example.vn')
  const address = config.PUBLIC_URL ? new URL(config.PUBLIC_URL) : null
  const secure = address?.protocol === 'https:'
  const names = cookieNames(secure)
  const sender = createSender(secure, names)
  const clock = options.clock ?? systemClock
  const tools: PageTools = {
    options, sender, names,
    limiter: rateLimiterOf(options.database),
    publicUrl: (request) => address?.origin ?? `${request.protocol}://${request.host}`,
    ownHost: (request) => address?.host ?? plainHost(request.host),
  }

  const headers = baseHeaders(secure)
  const begin = (request: FastifyRequest, reply: FastifyReply): void => {
    request.congdan = newRequestState(request, clock, names)
    reply.headers(headers).header('x-request-id', request.id)
  }

  const app = Fastify({
    // Fastify's own warnings repeat the address asked for, with its values: only its errors are let through.
    loggerInstance: options.log.child({ part: 'http' }, { level: options.log.level === 'silent' ? 'silent' : 'error' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    requestIdHeader: false,
    trustProxy: config.TRUST_PROXY.split(',').map((part) => part.trim()),
    bodyLimit: formBytes,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: (error, request, reply) => void showProblem(error, request, reply),
  })
  const showProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!request.congdan) begin(request, reply)
    const found = problemOf(error, request.id, request.congdan.now)
    const problem = request.congdan.keptAt ? { ...found, keptAt: request.congdan.keptAt } : found
    request.congdan.problem = problem.code
    if (problem.kind === 'fault') options.log.error({ request: request.id, route: request.routeOptions?.url ?? 'none', reference: problem.reference, err: error }, 'fault')
    if (isForPrograms(request)) return sender.problemJson(request, reply, problem)
    return sender.problemPage(request, reply, problem, (options.renderProblem ?? plainProblemPage)(problem, pageRequest(request, tools.publicUrl)))
  }

  await app.register(cookie)
  app.addHook('onRequest', async (request, reply) => begin(request, reply))
  app.addHook('onSend', compressText)
  endConnections(app)
  app.setErrorHandler((error, request, reply) => showProblem(error, request, reply))
  app.setNotFoundHandler(() => refuse('http.not-found'))
  observe(app, options)
  mountAssets(app, options.staticAssets ?? [])
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async (_request: FastifyRequest, body: string) => new URLSearchParams(body))
    await scope.register(multipart)
    mountPages(scope, [comfortRoute, keptRoute(options, names.kept), ...options.pages], tools)
  })
  await app.register(async (scope) => {
    scope.removeContentTypeParser('text/plain')
    await scope.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Congdan', version: '1', description: 'Mọi lời gọi JSON của Congdan. Lỗi trả về theo RFC 9457.' },
        components: {
          securitySchemes: {
            session: { type: 'apiKey', in: 'cookie', name: names.session, description: 'Phiên đăng nhập; lời gọi ghi cần thêm tiêu đề X-CSRF-Token.' },
            relyingParty: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Bên kết nối tự xưng ở đây; mỗi lời gọi nói cách chứng minh.' },
          },
        },
      },
      transform: jsonSchemaTransform,
    })
    mountApis(scope, options.apis, tools)
    scope.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').type('application/json; charset=utf-8').send(JSON.stringify(scope.swagger())))
  })
  refuseOtherMethods(app, [...options.pages, ...options.apis, comfortRoute, { method: 'GET', url: '/api/openapi.json' }, { method: 'GET', url: '/tiep-tuc' }])
  options.extend?.(app, {
    // The getters of the request go on reading what they read; only the address is another.
    requestAt: (request, { path, params, cookies }) => Object.assign(Object.create(pageRequest(request, tools.publicUrl)) as PageRequest, { path, target: path, params, query: {}, cookies }),
    send: (request, reply, answer) => sender.page(request, reply, checkReply(answer)),
  })
  await app.ready()
  return app
}

const allMethods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A known address with another method: 405 with what it does take, before any body is read. OPTIONS is answered plainly; no other site gets CORS. */
function refuseOtherMethods(app: FastifyInstance, routes: readonly { method: string; url: string }[]): void {
  const shapes = Map.groupBy(routes, ({ url }) => url.replace(/:[A-Za-z0-9_]+/g, ':'))
  for (const same of shapes.values()) {
    const taken = new Set(same.map(({ method }) => method))
    const allow = [...taken, ...(taken.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
    app.route({
      method: allMethods.filter((method) => !taken.has(method)),
      url: same[0]!.url,
      exposeHeadRoute: false,
      onRequest: async (request, reply) => {
        reply.header('allow', allow)
        if (request.method === 'OPTIONS') return reply.code(204).send()
        return refuse('http.method')
      },
      handler: () => refuse('http.method'),
    })
  }
}

/** Without the port browsers leave out of `Origin`. */
function plainHost(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : ''
}

function isForPrograms(request: FastifyRequest): boolean {
  return (request.raw.url ?? '').startsWith('/api/') || request.routeOptions?.config?.machine === true
}
