import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../kernel/refusal.ts'
import type { Ctx, RateLimiter } from '../index.ts'
import { claimsOwnPage, csrfTokenHolds, looksLikeCsrfToken, refuseOtherSites } from './csrf.ts'
import { formBody } from './form-body.ts'
import { purposeOf } from './identity.ts'
import { keep, takeKept } from './kept-forms.ts'
import { keepLimits } from './limits.ts'
import type { ServerOptions } from './options.ts'
import { refuseUnless } from './refusals.ts'
import { pageRequest, refuseNulInPath, refuseRepeatedQuery, type CookieNames } from './request.ts'
import { runRequest, type Attempt } from './run.ts'
import { safePath } from './safe-path.ts'
import { checkReply, type Sender } from './send.ts'
import type { PageReply, PageRequest, PageRoute, RateLimit } from './types.ts'
import { maximumUpload, readMultipart } from './uploads.ts'

export interface PageTools {
  readonly options: ServerOptions
  readonly limiter: RateLimiter
  readonly sender: Sender
  readonly names: CookieNames
  publicUrl(request: FastifyRequest): string
  ownHost(request: FastifyRequest): string
}

export const keptPath = '/tiep-tuc'

/** Mounts pages. The order of what happens to a request is the order of the lines in `answer`. */
export function mountPages(app: FastifyInstance, routes: readonly PageRoute[], tools: PageTools): void {
  for (const route of routes) {
    const limits = [route.rateLimit ?? []].flat() as RateLimit[]
    const name = `${route.method} ${route.url}`
    const toRequest = (request: FastifyRequest) => pageRequest(request, tools.publicUrl)
    app.route({
      method: route.method,
      url: route.url,
      config: { machine: route.machine === true },
      onRequest: async (request) => {
        if (route.machine) request.congdan.sessionHash = null
        await keepLimits(tools.limiter, name, limits, 'before-body', toRequest(request), request.congdan.sessionHash)
        if (route.method === 'POST') checkContentType(request, route)
      },
      async handler(request, reply) {
        const req = toRequest(request)
        refuseNulInPath(request)
        refuseRepeatedQuery(request, route.repeats)
        if (request.isMultipart() && route.access !== 'public' && !(await isKnownSender(route, req, request, tools))) return signIn(route, req, { identity: null, admitted: false }, request, reply, tools)
        const refusedFile = route.method === 'POST' ? await readBody(request, route) : null
        if (route.method === 'POST' && !route.machine) refuseOtherSites(request, tools.ownHost(request))
        await keepLimits(tools.limiter, name, limits, 'after-body', req, request.congdan.sessionHash)
        if (route.method === 'POST' && !route.machine && !csrfTokenHolds(req.form.get('_csrf'), request.congdan.csrfBindings)) return keepFromOldPage(route, req, request, reply, tools)
        return answer(route, req, refusedFile, request, reply, tools)
      },
    })
  }
}

const frameOf = (route: PageRoute, req: PageRequest) => ({ access: route.access, purpose: purposeOf(route.purpose, req), ...(route.acting ? { acting: true as const } : {}) })

/** Nobody unknown may make us hold tens of megabytes for a page that needs a sign-in: the session must be, or have been, a real one. */
async function isKnownSender(route: PageRoute, req: PageRequest, request: FastifyRequest, tools: PageTools): Promise<boolean> {
  if (!request.congdan.sessionHash) return false
  const attempt: Attempt = { identity: null, admitted: false }
  const admitted = runRequest(tools.options, request, frameOf(route, req), attempt, async () => undefined)
  await admitted.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
  })
  return attempt.admitted || attempt.identity?.endedAccountId != null
}

async function answer(route: PageRoute, req: PageRequest, refusedFile: Refusal | null, request: FastifyRequest, reply: FastifyReply, tools: PageTools): Promise<FastifyReply> {
  const { options, sender } = tools
  const attempt: Attempt = { identity: null, admitted: false }
  const frame = frameOf(route, req)
  const work = async (ctx: Ctx): Promise<PageReply> => {
    if (refusedFile) throw refusedFile
    if (req.form.has('_kept')) Object.assign(request.congdan, await takeKept(ctx.tx, req.cookies[tools.names.kept], req.target, ctx.actor, ctx.now))
    return checkReply(await route.handler(ctx, req))
  }
  try {
    return sender.page(request, reply, await runRequest(options, request, frame, attempt, work))
  } catch (error) {
    if (!(error instanceof Refusal)) return keepAndThrow(error, req, attempt, request, reply, tools)
    if (error.status === 401 && !route.machine && !request.congdan.session) return signIn(route, req, attempt, request, reply, tools)
    if (!attempt.admitted || !route.onRefusal) throw error
    request.congdan.problem = error.code
    const shown = await runRequest(options, request, frame, attempt, async (ctx) => checkReply(await route.onRefusal!(ctx, req, error)))
    return sender.page(request, reply, shown, error.status)
  }
}

/** Our fault must not cost the person what was typed: the form waits for the second try, if the database can be written at all. */
async function keepAndThrow(error: unknown, req: PageRequest, attempt: Attempt, request: FastifyRequest, reply: FastifyReply, { options, names, sender }: PageTools): Promise<never> {
  const actor = attempt.identity?.actor
  if (req.method === 'POST' && (actor?.kind === 'citizen' || actor?.kind === 'officer')) {
    const token = await keep(options.database, req.target, req.form, req.files, actor.accountId, req.now).catch(() => null)
    if (token) sender.setCookie(reply, { name: names.kept, value: token, maxAgeSeconds: 1_800 })
    if (token) request.congdan.keptAt = keptPath
  }
  throw error
}

/**
 * A page of ours that was opened in a session which ended since (signed out, or signed in anew, in another tab). Nothing is done:
 * what was typed waits for its owner's own press. Only where the browser itself names our page as the sender; any other is refused.
 */
async function keepFromOldPage(route: PageRoute, req: PageRequest, request: FastifyRequest, reply: FastifyReply, tools: PageTools): Promise<FastifyReply> {
  refuseUnless(route.access !== 'public' && looksLikeCsrfToken(req.form.get('_csrf')) && claimsOwnPage(request, tools.ownHost(request)), 'http.form-too-old')
  const attempt: Attempt = { identity: null, admitted: false }
  await runRequest(tools.options, request, frameOf(route, req), attempt, async () => undefined).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
  })
  const actor = attempt.identity?.actor
  if (actor?.kind !== 'citizen' && actor?.kind !== 'officer') return signIn(route, req, attempt, request, reply, tools)
  const token = await keep(tools.options.database, req.target, req.form, req.files, actor.accountId, req.now)
  refuseUnless(token, 'http.form-too-old')
  return tools.sender.page(request, reply, { redirect: keptPath, cookies: [{ name: tools.names.kept, value: token, maxAgeSeconds: 1_800 }] })
}

/** To the sign-in page and back: a page that was asked for is opened again, a form that was sent is kept. */
async function signIn(route: PageRoute, req: PageRequest, attempt: Attempt, request: FastifyRequest, reply: FastifyReply, tools: PageTools): Promise<FastifyReply> {
  request.congdan.problem = 'http.sign-in-needed'
  const { options, names, sender } = tools
  const endedAccountId = attempt.identity?.endedAccountId ?? null
  // A session whose owner is no longer known might have been anybody's on this telephone: nothing is kept.
  const mayKeep = req.form.names().length > 0 && (endedAccountId !== null || request.congdan.sessionHash === null)
  const token = mayKeep && (endedAccountId !== null || (await mayKeepMore(req, tools))) ? await keep(options.database, req.target, req.form, req.files, endedAccountId, req.now) : null
  const back = route.method === 'GET' ? req.target : token ? keptPath : pageBefore(req, tools.ownHost(request))
  const redirect = `${options.signInPath ?? '/dang-nhap'}?tiep=${encodeURIComponent(back)}`
  return sender.page(request, reply, { redirect, ...(token ? { cookies: [{ name: names.kept, value: token, maxAgeSeconds: 1_800 }] } : {}) })
}

/** What strangers leave is kept for whoever signs in next, but only so many of them: it costs us room. */
const strangersForms: RateLimit = { key: 'ip', max: 20, perSeconds: 900, name: 'kept-forms' }

async function mayKeepMore(req: PageRequest, tools: PageTools): Promise<boolean> {
  return keepLimits(tools.limiter, 'kept-forms', [strangersForms], 'before-body', req, null).then(() => true, () => false)
}

/** The page a form stood on, for a form that could not be kept. */
function pageBefore(req: PageRequest, ownHost: string): string {
  const referer = req.header('referer')
  if (!referer || !URL.canParse(referer)) return '/'
  const { host, pathname, search } = new URL(referer)
  return host === ownHost ? safePath(pathname + search) : '/'
}

const formTypes = /^application\/x-www-form-urlencoded *(;|$)/i
const uploadTypes = /^multipart\/form-data *(;|$)/i

function checkContentType(request: FastifyRequest, route: PageRoute): void {
  const type = request.headers['content-type'] ?? ''
  const isUpload = uploadTypes.test(type)
  refuseUnless(formTypes.test(type) || (isUpload && route.upload), 'http.media-type')
  refuseUnless(!isUpload || Number(request.headers['content-length'] ?? 0) <= maximumUpload, 'http.too-large')
}

/** Puts form and files into the request; returns the refusal of a file, to be raised once the sender is known. */
async function readBody(request: FastifyRequest, route: PageRoute): Promise<Refusal | null> {
  if (!request.isMultipart()) {
    request.congdan.form = formBody(request.body as URLSearchParams)
    return null
  }
  const { fields, files, refused } = await readMultipart(request, typeof route.upload === 'object' ? route.upload : {})
  request.congdan.form = formBody(fields)
  request.congdan.files = files
  return refused
}

