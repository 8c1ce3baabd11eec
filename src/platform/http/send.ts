import type { FastifyReply, FastifyRequest } from 'fastify'
import { millisecondsOf } from '../index.ts'
import { contentDisposition, dataPolicy, pagePolicy } from './headers.ts'
import type { CookieNames } from './request.ts'
import { safePath } from './safe-path.ts'
import type { PageReply, Problem, SetCookie } from './types.ts'
import { problemDocument } from './problem.ts'

export interface Sender {
  setCookie(reply: FastifyReply, cookie: SetCookie): void
  page(request: FastifyRequest, reply: FastifyReply, answer: PageReply, status?: number): FastifyReply
  problemPage(request: FastifyRequest, reply: FastifyReply, problem: Problem, html: string): FastifyReply
  problemJson(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply
}

/** Turns what handlers return into HTTP. */
export function createSender(secure: boolean, names: CookieNames): Sender {
  const setCookie = (reply: FastifyReply, { name, value, maxAgeSeconds, sameSite = 'Lax', httpOnly = true }: SetCookie) => {
    const options = { path: '/', secure, httpOnly, sameSite: sameSite.toLowerCase() as 'lax' | 'strict' }
    // Not by reply.setCookie: for an address the router cannot read, the answer is made before any plugin has given it methods.
    const kept = value === null ? { expires: new Date(0), maxAge: 0 } : maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }
    reply.header('set-cookie', reply.server.serializeCookie(name, value ?? '', { ...options, ...kept }))
  }
  const setCookies = (request: FastifyRequest, reply: FastifyReply, cookies: readonly SetCookie[] = [], session?: string | null) => {
    for (const cookie of cookies) setCookie(reply, cookie)
    if (session !== undefined) setCookie(reply, { name: names.session, value: session })
    if (session === null) setCookie(reply, { name: names.kept, value: null })
    const { newCsrfCookie } = request.congdan
    if (newCsrfCookie) setCookie(reply, { name: names.csrf, value: newCsrfCookie, sameSite: 'Strict' })
  }
  /** Pages that hold a session or a form token are for one browser and one moment. */
  const cacheFor = (request: FastifyRequest, asked: string | undefined) =>
    request.congdan.session || request.congdan.csrfToken ? 'no-store' : (asked ?? 'private, no-cache')

  return {
    setCookie,
    page(request, reply, answer, status) {
      setCookies(request, reply, answer.cookies, answer.session)
      for (const [name, value] of Object.entries(answer.headers ?? {})) for (const one of [value].flat()) reply.header(name, one)
      if ('redirect' in answer) return reply.code(303).header('location', answer.redirect).header('cache-control', 'no-store').send()
      if ('html' in answer) {
        reply.code(answer.status ?? status ?? 200).type('text/html; charset=utf-8')
        reply.header('cache-control', cacheFor(request, answer.cache)).header('content-security-policy', pagePolicy(secure, answer.formAction))
        return reply.send(answer.html)
      }
      reply.header('content-security-policy', dataPolicy)
      if ('json' in answer) return reply.code(answer.status ?? status ?? 200).type('application/json; charset=utf-8').header('cache-control', cacheFor(request, undefined)).send(JSON.stringify(answer.json))
      reply.code(status ?? 200).type(answer.type)
      if ('stream' in answer) return reply.header('cache-control', 'no-store').header('content-disposition', contentDisposition(answer.type, answer.filename, false)).send(answer.stream)
      reply.header('cache-control', cacheFor(request, answer.cache)).header('content-disposition', contentDisposition(answer.type, answer.filename, answer.inline ?? false))
      return reply.send(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength))
    },
    problemPage(request, reply, problem, html) {
      retryAfter(request, reply, problem)
      return this.page(request, reply, { html, cache: 'no-store' }, problem.status)
    },
    problemJson(request, reply, problem) {
      retryAfter(request, reply, problem)
      return reply.code(problem.status).header('cache-control', 'no-store').header('content-security-policy', dataPolicy)
        .type('application/problem+json; charset=utf-8').send(JSON.stringify(problemDocument(problem)))
    },
  }
}

/** A redirect of ours stays on this site; anything else is a fault of the program, found before the commit. */
export function checkReply(answer: PageReply): PageReply {
  if ('redirect' in answer && !answer.external && safePath(answer.redirect, '') === '') throw new Error('a page redirects to an address outside of this site')
  return answer
}

function retryAfter(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (problem.retryAt) reply.header('retry-after', Math.max(1, Math.ceil((millisecondsOf(problem.retryAt) - millisecondsOf(request.congdan.now)) / 1_000)))
}
