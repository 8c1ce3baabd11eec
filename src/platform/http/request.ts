import type { FastifyRequest } from 'fastify'
import { isId, newId } from '../../kernel/ids.ts'
import { continueTrace, type Clock, type Instant, type TraceContext } from '../index.ts'
import { comfortCookie, readComfort } from './comfort.ts'
import { csrfToken } from './csrf.ts'
import { emptyForm } from './form-body.ts'
import { refuse } from './refusals.ts'
import { looksLikeSessionToken, newSessionToken, sessionTokenHash } from './session-cookie.ts'
import type { FormBody, PageRequest, SessionView, UploadedFile } from './types.ts'

/** What the server keeps about one request beside Fastify's own. */
export interface RequestState {
  readonly startedAt: number
  readonly now: Instant
  readonly trace: TraceContext
  /** Hash of the session cookie; null when the browser sent none, or when a route for programs must not see it. */
  sessionHash: string | null
  /** Where the form waits that met a fault. */
  keptAt: string | null
  /** What a form token may be bound to: the session cookie, the anonymous cookie. */
  readonly csrfBindings: readonly string[]
  /** Anonymous cookie that has to be set, because a form token was made for it. */
  newCsrfCookie: string | null
  csrfToken: string | null
  session: SessionView | null
  form: FormBody
  files: readonly UploadedFile[]
  /** Kind of the actor, for the log. */
  actor: string
  /** Code of the refusal or fault that was answered, for the log. */
  problem: string | null
  page: PageRequest | null
}

declare module 'fastify' {
  interface FastifyContextConfig {
    machine?: boolean
  }
  interface FastifyRequest {
    congdan: RequestState
  }
}

/** Names of the cookies: with the `__Host-` prefix where the site is https, so that no sub-domain can plant them. */
export interface CookieNames {
  readonly session: string
  readonly csrf: string
  readonly kept: string
}

export function cookieNames(secure: boolean): CookieNames {
  const prefix = secure ? '__Host-' : ''
  return { session: `${prefix}congdan`, csrf: `${prefix}congdan-form`, kept: `${prefix}congdan-kept` }
}

export function newRequestState(request: FastifyRequest, clock: Clock, names: CookieNames): RequestState {
  // Fastify calls back for an unreadable address before it has read the cookies.
  request.cookies ??= request.server.parseCookie(oneHeader(request, 'cookie') ?? '') as Record<string, string>
  const token = request.cookies[names.session]
  const sessionHash = token && looksLikeSessionToken(token) ? sessionTokenHash(token) : null
  const anonymous = request.cookies[names.csrf]
  return {
    startedAt: performance.now(),
    now: clock(),
    trace: continueTrace(oneHeader(request, 'traceparent')),
    sessionHash,
    csrfBindings: [...(sessionHash ? [`session ${sessionHash}`] : []), ...(anonymous && looksLikeSessionToken(anonymous) ? [`form ${anonymous}`] : [])],
    keptAt: null,
    newCsrfCookie: null,
    csrfToken: null,
    session: null,
    form: emptyForm,
    files: [],
    actor: 'visitor',
    problem: null,
    page: null,
  }
}

/** The request as pages see it; made once, and readable even when something was wrong with it. */
export function pageRequest(request: FastifyRequest, publicUrl: (request: FastifyRequest) => string): PageRequest {
  const state = request.congdan
  if (state.page) return state.page
  const target = request.raw.url ?? '/'
  const path = target.split('?', 1)[0]!
  const search = new URLSearchParams(target.slice(path.length + 1))
  const { lang, comfort } = readComfort(request.cookies[comfortCookie])
  return (state.page = {
    method: request.method === 'POST' ? 'POST' : 'GET',
    params: (request.params ?? {}) as Record<string, string>,
    query: Object.fromEntries([...search].map(([name, value]) => [name, clean(value)])),
    queryAll: (name) => search.getAll(name).map(clean),
    get form() { return state.form },
    get files() { return state.files },
    get session() { return state.session },
    lang,
    comfort,
    get csrfToken() { return formToken(state) },
    path,
    target,
    requestId: request.id,
    remote: request.ip,
    cookies: request.cookies as Record<string, string>,
    header: (name) => oneHeader(request, name),
    get commandId() { return commandIdOf(state.form.get('_command') || oneHeader(request, 'idempotency-key')) },
    now: state.now,
    get publicUrl() { return publicUrl(request) },
  })
}

/** No text of ours holds a NUL, and the database takes none: such an address names nothing. */
export function refuseNulInPath(request: FastifyRequest): void {
  if ((request.raw.url ?? '').split('?', 1)[0]!.includes('%00')) refuse('http.not-found')
}

/** A repeated name in the address is ambiguous, and a favourite of attackers: only names a route lists may repeat. */
export function refuseRepeatedQuery(request: FastifyRequest, repeats: readonly string[] = []): void {
  const target = request.raw.url ?? ''
  const from = target.indexOf('?')
  if (from < 0) return
  const names = [...new URLSearchParams(target.slice(from + 1)).keys()].filter((name) => !repeats.includes(name))
  if (new Set(names).size !== names.length) refuse('http.repeated-query')
}

export function commandIdOf(text: string | undefined): string | null {
  const id = text?.toLowerCase()
  return id !== undefined && isId(id) ? id : null
}

export function oneHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()]
  return Array.isArray(value) ? value[0] : value
}

/** Our own id always: one that came from outside could be made to collide in the access log. */
export const newRequestId = (): string => newId()

function formToken(state: RequestState): string {
  if (state.csrfToken) return state.csrfToken
  if (state.csrfBindings.length === 0) state.newCsrfCookie = newSessionToken().token
  return (state.csrfToken = csrfToken(state.csrfBindings[0] ?? `form ${state.newCsrfCookie}`))
}

function clean(value: string): string {
  return value.normalize('NFC').replaceAll('\0', '')
}
