import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import type { CitizenActor, Ctx, Instant, OfficerActor, Purpose, Role, Tx } from '../index.ts'

/** Who may open a route at all. What they may do there is decided by `allow` in the use case. */
export type Access =
  | 'public'
  | 'signed-in'
  | { readonly citizen: { readonly level?: 1 | 2 } }
  | { readonly officer: readonly Role[] }
  | { readonly relyingParty: true }

export type Lang = 'vi' | 'en'

/** How this person wants to read: chosen on any page, kept in a cookie, no account needed. */
export interface Comfort {
  /** Percent of the root text size. */
  readonly text: 100 | 125 | 150
  readonly theme: 'light' | 'contrast' | 'dark'
  /** Fewer things on a page, larger buttons. */
  readonly simple: boolean
}

/** What pages may show of the session. Made by the port `resolveSession`; holds no secret. */
export interface SessionView {
  readonly kind: 'citizen' | 'officer'
  readonly accountId: string
  readonly personId: string
  readonly displayName: string
  readonly authLevel: 1 | 2 | 3 | 4
  /** Citizens: level of the e-ID. */
  readonly level?: 1 | 2
  /** Officers: the post they work in now. */
  readonly role?: Role
  readonly organisationId?: string
  readonly organisationName?: string
  readonly areas?: readonly string[]
  /** Whom they act for in this session (child, ward, or a person they help). */
  readonly onBehalfOf?: { readonly personId: string; readonly displayName: string; readonly help?: boolean; /** The article it rests on. */ readonly basis?: string } | null
  /** When the session ends if nothing is done; pages warn five minutes before. */
  readonly expiresAt: Instant
  readonly unread?: number
}

/** A session that holds now. `onBehalfOf` becomes `ctx.onBehalfOf`. */
export interface ResolvedSession {
  readonly actor: CitizenActor | OfficerActor
  readonly onBehalfOf?: string | null
  readonly view: SessionView
}

/** A session that was real and is over: whose it was, so that a kept form is given back only to the same account. Where null is answered instead, the form is not kept. */
export interface EndedSession {
  readonly endedAccountId: string
}

/**
 * Looks the session up in the request's own transaction (so that a person recorded dead a moment ago is out).
 * Receives the SHA-256 of the cookie's token in hex: the token itself is stored nowhere.
 */
export type ResolveSession = (tx: Tx, tokenHash: string, now: Instant) => Promise<ResolvedSession | EndedSession | null>

/** Finds the relying party behind an `Authorization` header (client certificate, signed assertion, access token). */
export type ResolveRelyingParty = (tx: Tx, authorization: string, request: { method: string; path: string; now: Instant }) => Promise<{ clientId: string } | null>

/** The fields of a posted form. Text is Unicode NFC with plain line ends; it is not trimmed. */
export interface FormBody {
  /** The last value of the field, '' when it was not sent. */
  get(name: string): string
  all(name: string): readonly string[]
  has(name: string): boolean
  names(): readonly string[]
  /** The whole number somebody typed, 0 to 999 999 999; NaN when it is none: the use case refuses it at its field. */
  number(name: string): number
  /** The whole number our own page put there (a version, a place in a list). Anything else is refused: nobody typed it. */
  whole(name: string): number
  /** All fields but those that begin with '_'. */
  readonly raw: Readonly<Record<string, readonly string[]>>
}

export interface UploadedFile {
  readonly field: string
  /** The file name without folders and control characters, at most 120 characters. Never use it as a path. */
  readonly name: string
  /** Media type found in the bytes, not the one the browser claims. */
  readonly type: string
  readonly bytes: Uint8Array
}

export interface PageRequest {
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** All values of a query name that the route lists in `repeats`. */
  queryAll(name: string): readonly string[]
  readonly form: FormBody
  readonly files: readonly UploadedFile[]
  readonly session: SessionView | null
  readonly lang: Lang
  readonly comfort: Comfort
  /** Put into every form as `_csrf`. Another text on every request, the same meaning for the whole session. */
  readonly csrfToken: string
  /** Path without the query. */
  readonly path: string
  /** Path with the query, as asked. */
  readonly target: string
  readonly requestId: string
  /** Address of the caller. Never log or show it. */
  readonly remote: string
  readonly cookies: Readonly<Record<string, string>>
  header(name: string): string | undefined
  /** `_command` of the form or the header `Idempotency-Key`: a UUID, the same when a form is sent twice. */
  readonly commandId: string | null
  /** Time of the request; inside a handler use `ctx.now`. */
  readonly now: Instant
  /** Address people type, without a slash at the end: for links in mails and QR codes. */
  readonly publicUrl: string
}

export interface SetCookie {
  readonly name: string
  /** null deletes the cookie. */
  readonly value: string | null
  /** Without it the cookie ends with the browser. */
  readonly maxAgeSeconds?: number
  readonly sameSite?: 'Lax' | 'Strict'
  /** Default true. */
  readonly httpOnly?: boolean
}

interface ReplyBase {
  readonly cookies?: readonly SetCookie[]
  /** Signs this browser in (a token of `newSessionToken`) or out (null). */
  readonly session?: string | null
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

export type PageReply =
  | (ReplyBase & {
      readonly html: string
      readonly status?: number
      /** Default 'no-store' for signed-in pages and pages with a form, else 'private, no-cache'. A public page may say 'public, max-age=60'. */
      readonly cache?: string
      /** More origins a form of this page may end at (OpenID consent). */
      readonly formAction?: readonly string[]
    })
  /** 303. Only to a path of this site, unless `external` says that the address was checked. */
  | (ReplyBase & { readonly redirect: string; readonly external?: true })
  | (ReplyBase & { readonly bytes: Uint8Array; readonly type: string; readonly filename?: string; readonly inline?: boolean; readonly cache?: string })
  /** Sent after the commit; the stream must not read from the closed transaction. */
  | (ReplyBase & { readonly stream: Readable; readonly type: string; readonly filename: string })
  | (ReplyBase & { readonly json: unknown; readonly status?: number })

/** At most `max` requests in each window of `perSeconds`. A key function may answer null: not counted. */
export interface RateLimit {
  readonly key: 'ip' | 'session' | ((req: PageRequest) => string | null)
  readonly max: number
  readonly perSeconds: number
  /** Limits of the same name share one count; default is the route. */
  readonly name?: string
}

export interface UploadRule {
  /** Media types accepted; default PDF, JPEG, PNG, WebP, HEIC. 'any' where the handler itself says what a file may be. */
  readonly types?: readonly string[] | 'any'
  /** Bytes of one file, default 15 MB. */
  readonly maxBytes?: number
  /** Default 10. */
  readonly maxFiles?: number
}

export interface PageRoute {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly access: Access
  /** Opens also while the session acts for another. Every page that asks for a sign-in and does not say so is closed meanwhile: nobody does for oneself what was meant for another. */
  readonly acting?: true
  readonly purpose: Purpose | ((req: PageRequest) => Purpose)
  readonly rateLimit?: RateLimit | readonly RateLimit[]
  /** Files arrive only where this is said. */
  readonly upload?: boolean | UploadRule
  /**
   * A form posted by programs, not by a page of ours (token endpoint, payment callback): no form token, no origin check,
   * and the session cookie is not looked at. Problems are answered as JSON. The handler must know its sender by other means.
   */
  readonly machine?: true
  /** Query names that may come more than once (several ticked boxes). All others are refused when repeated. */
  readonly repeats?: readonly string[]
  handler(ctx: Ctx, req: PageRequest): Promise<PageReply>
  /**
   * Shows the form again with what was typed and what was wrong. Runs in a transaction of its own, after the act
   * was rolled back and its reads were logged. Without it a refusal becomes the problem page.
   * The status of the answer is the refusal's, unless the reply names one.
   */
  onRefusal?(ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply>
}

export interface ApiInput<P = unknown, Q = unknown, B = unknown> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly session: SessionView | null
  readonly requestId: string
  readonly remote: string
  readonly commandId: string | null
  header(name: string): string | undefined
}

export interface ApiRoute<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: `/api/${string}`
  readonly access: Access
  readonly purpose: Purpose | ((input: ApiInput<z.output<P>, z.output<Q>, z.output<B>>) => Purpose)
  readonly summary: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  /** Status of a good answer, default 200. */
  readonly status?: number
  readonly rateLimit?: Omit<RateLimit, 'key'> & { readonly key: 'ip' | 'session' }
  handler(ctx: Ctx, input: ApiInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R>>
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list of routes of different shapes has no narrower type
export type AnyApiRoute = ApiRoute<any, any, any, any>

/** What went wrong, in one form for people (problem page) and programs (application/problem+json, RFC 9457). */
export interface Problem {
  readonly kind: 'refusal' | 'fault'
  readonly status: number
  /** Module code ('residence.person-not-living') or, for a fault, 'http.fault'. */
  readonly code: string
  readonly vi: string
  readonly en?: string | undefined
  readonly next?: string | undefined
  readonly field?: string | undefined
  readonly errors: readonly FieldError[]
  /** Faults: eight letters that stand in the log, for the person to tell us. */
  readonly reference?: string
  /** Too many tries, or down for a while: when to come back. */
  readonly retryAt?: Instant
  /** A fault hit a form that was sent: it is kept, and this path offers to send it again. */
  readonly keptAt?: string
  readonly data?: unknown
}

/** A form that was sent after the session had ended, or into a fault of ours, waiting to be sent again by its owner. */
export interface KeptForm {
  /** Where the button "Gửi tiếp" posts to, with `_kept=1`, `_csrf` and nothing else. */
  readonly action: string
  readonly fields: number
  readonly files: number
  readonly keptUntil: Instant
}

export interface StaticAsset {
  /** Path under which it is served, e.g. '/tep/site-1a2b3c.css'. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly type: string
  /** The path holds a hash of the content: kept for a year. */
  readonly immutable: boolean
  readonly br?: Uint8Array
  readonly gz?: Uint8Array
}

/** Declares a page. */
export function pageRoute(route: PageRoute): PageRoute {
  return route
}

/** Declares one call of the JSON API; its types come from the zod schemas, and so does its OpenAPI entry. */
export function apiRoute<P extends z.ZodType = z.ZodUndefined, Q extends z.ZodType = z.ZodUndefined, B extends z.ZodType = z.ZodUndefined, R extends z.ZodType = z.ZodType>(
  route: ApiRoute<P, Q, B, R>,
): AnyApiRoute {
  return route
}
