import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FieldError } from '../../kernel/refusal.ts'
import { csrfTokenHolds, refuseOtherSites } from './csrf.ts'
import { purposeOf } from './identity.ts'
import { keepLimits } from './limits.ts'
import type { PageTools } from './pages.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { commandIdOf, oneHeader, pageRequest, refuseNulInPath, refuseRepeatedQuery } from './request.ts'
import { runRequest } from './run.ts'
import type { Access, AnyApiRoute, ApiInput } from './types.ts'

const jsonBytes = 1024 * 1024

/** RFC 9457, with our own members. */
export const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), titleEn: z.string().optional(), detail: z.string().optional(), next: z.string().optional(),
  field: z.string().optional(), errors: z.array(z.object({ field: z.string(), vi: z.string(), en: z.string().optional() })).optional(),
  reference: z.string().optional(), retryAt: z.string().optional(),
}).describe('Problem document, RFC 9457')

/** Mounts JSON calls. The reply is checked against its schema inside the transaction: what is not described does not leave. */
export function mountApis(app: FastifyInstance, routes: readonly AnyApiRoute[], tools: PageTools): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.url,
      bodyLimit: jsonBytes,
      schema: openApiOf(route),
      validatorCompiler: () => () => true,
      serializerCompiler: () => (data) => JSON.stringify(data),
      onRequest: async (request) => {
        if (route.rateLimit) await keepLimits(tools.limiter, `${route.method} ${route.url}`, [route.rateLimit], 'before-body', pageRequest(request, tools.publicUrl), request.congdan.sessionHash)
      },
      async handler(request, reply) {
        refuseNulInPath(request)
        refuseRepeatedQuery(request)
        if (request.method !== 'GET' && request.method !== 'HEAD') checkSender(request, route, tools)
        const input = readInput(request, route, tools)
        const frame = { access: route.access, purpose: purposeOf(route.purpose, input) }
        const answer: unknown = await runRequest(tools.options, request, frame, { identity: null, admitted: false }, async (ctx) => route.reply.parse(await route.handler(ctx, input)))
        return reply.code(route.status ?? 200).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(answer)
      },
    })
  }
}

/** A browser with a session proves the page by the form token in a header; a program without cookies needs none. */
function checkSender(request: FastifyRequest, route: AnyApiRoute, tools: PageTools): void {
  refuseOtherSites(request, tools.ownHost(request))
  if (request.congdan.sessionHash === null || isForRelyingParties(route.access)) return
  refuseUnless(csrfTokenHolds(oneHeader(request, 'x-csrf-token') ?? '', request.congdan.csrfBindings), 'http.form-too-old')
}

function readInput(request: FastifyRequest, route: AnyApiRoute, tools: PageTools): ApiInput<never, never, never> {
  const req = pageRequest(request, tools.publicUrl)
  refuseUnless(isStorable(request.body), 'http.unreadable')
  const errors: FieldError[] = []
  const read = (place: string, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined
    const found = schema.safeParse(value, { error: sentence })
    if (found.success) return found.data
    errors.push(...found.error.issues.map((issue) => ({ field: [place, ...issue.path].join('.'), vi: issue.message })))
    return undefined
  }
  const given = { params: read('params', route.params, req.params), query: read('query', route.query, req.query), body: read('body', route.body, request.body ?? undefined) }
  if (errors.length > 0) refuse('http.invalid-input', { errors, field: errors[0]!.field })
  return {
    ...(given as { params: never; query: never; body: never }),
    get session() { return request.congdan.session },
    requestId: request.id,
    remote: request.ip,
    commandId: commandIdOf(oneHeader(request, 'idempotency-key')),
    header: (name) => oneHeader(request, name),
  }
}

/** JSON can write what no text of ours may hold: NUL and halves of surrogate pairs, which the database refuses only at the end. */
function isStorable(body: unknown): boolean {
  const waiting: unknown[] = [body]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0'))) return false
    if (value !== null && typeof value === 'object') for (const [name, each] of Object.entries(value)) waiting.push(name, each)
  }
  return true
}

/** Says what is wrong with a value in one sentence, without repeating the value. */
function sentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? 'Thiếu giá trị.' : `Cần kiểu ${issue.expected}.`
    case 'too_small': return `Nhỏ hoặc ngắn quá; ít nhất ${issue.minimum}.`
    case 'too_big': return `Lớn hoặc dài quá; nhiều nhất ${issue.maximum}.`
    case 'invalid_format': return `Sai cách viết (${issue.format}).`
    case 'invalid_value': return `Chỉ nhận: ${issue.values.map(String).join(', ')}.`
    case 'unrecognized_keys': return `Thừa trường: ${issue.keys.join(', ')}.`
    default: return 'Giá trị chưa đúng.'
  }
}

function isForRelyingParties(access: Access): boolean {
  return typeof access === 'object' && 'relyingParty' in access
}

const meanings: Readonly<Record<string, string>> = {
  400: 'Chỗ gửi lên chưa đúng; `errors` nói từng chỗ.', 401: 'Chưa đăng nhập, hoặc phiên đã hết.', 403: 'Không có quyền với dữ liệu này.', 404: 'Không thấy.',
  409: 'Trái với điều đang có; `code` nói điều gì.', 429: 'Gọi quá nhanh; `retryAt` nói khi nào gọi lại.', 503: 'Tạm ngừng; không có gì được ghi.',
}

/** What a call may be refused with, as far as its description tells; every other refusal has the same shape. */
function problemsOf(route: AnyApiRoute): Record<string, unknown> {
  const { params, query, body, access, method, rateLimit } = route
  const statuses = [...(params || query || body ? ['400'] : []), ...(access === 'public' ? [] : ['401', '403']), ...(params ? ['404'] : []), ...(method === 'GET' ? [] : ['409']), ...(rateLimit ? ['429'] : []), '503']
  const problem = { 'application/problem+json': { schema: problemSchema } }
  return Object.fromEntries([...statuses.map((status) => [status, { description: meanings[status]!, content: problem }]), ['default', { description: 'Từ chối hoặc lỗi, theo RFC 9457', content: problem }]])
}

function openApiOf(route: AnyApiRoute): Record<string, unknown> {
  const { params, query, body, reply } = route
  return {
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: route.tags ?? [route.url.split('/')[2]!],
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    operationId: `${route.method.toLowerCase()}${route.url.slice('/api'.length).replace(/[^a-zA-Z]+(.)/g, (_, letter: string) => letter.toUpperCase())}`,
    response: { [route.status ?? 200]: { description: 'Kết quả', content: { 'application/json': { schema: reply } } }, ...problemsOf(route) },
    security: route.access === 'public' ? [] : isForRelyingParties(route.access) ? [{ relyingParty: [] }] : [{ session: [] }],
  }
}
