import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectProcessMetrics, gauge, histogram, metrics } from '../index.ts'
import type { ServerOptions } from './options.ts'
import { refuseUnless } from './refusals.ts'
import { oneHeader } from './request.ts'

const seconds = histogram('congdan_http_seconds', 'Time from the first byte asked to the last byte answered', ['method', 'route', 'status'])

/** One line a request: the pattern of the route, never the address with its values; the kind of actor, never who. */
export function observe(app: FastifyInstance, options: ServerOptions): void {
  const line = (request: FastifyRequest, status: number) => {
    const route = request.routeOptions.url ?? 'none'
    const { startedAt, trace, actor, problem } = request.congdan
    const milliseconds = performance.now() - startedAt
    seconds.observe({ method: request.method, route, status: String(status) }, milliseconds / 1_000)
    if (route === '/healthz' || route === '/metrics') return
    const entry = { request: request.id, trace: trace.traceId, method: request.method, route, status, ms: Math.round(milliseconds * 10) / 10, actor, ...(problem ? { problem } : {}) }
    options.log[status >= 500 ? 'error' : 'info'](entry, 'request')
  }
  app.addHook('onResponse', async (request, reply) => line(request, reply.statusCode))
  // 499: the caller hung up before the answer.
  app.addHook('onRequestAbort', async (request) => line(request, 499))

  app.get('/healthz', async (_request, reply) => {
    const ready = options.health?.() ?? true
    return reply.code(ready ? 200 : 503).header('cache-control', 'no-store').type('application/json').send(JSON.stringify({ status: ready ? 'ok' : 'starting', mode: options.mode }))
  })

  collectProcessMetrics()
  gauge('congdan_database_waiting', 'Requests waiting for a database connection', () => options.database.waiting)
  app.get('/metrics', async (request, reply) => {
    refuseUnless(mayReadMetrics(request, options.config.METRICS_TOKEN), 'http.not-found')
    return reply.header('cache-control', 'no-store').type(metrics.contentType).send(await metrics.metrics())
  })
}

/** From this machine itself (not through a proxy on it), or with the token. */
function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  const remote = request.socket.remoteAddress ?? ''
  const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => request.headers[name] !== undefined)
  if (!proxied && /^(127\.|::1$|::ffff:127\.)/.test(remote)) return true
  const given = /^Bearer (.+)$/.exec(oneHeader(request, 'authorization') ?? '')?.[1]
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return token !== undefined && given !== undefined && timingSafeEqual(digest(token), digest(given))
}
