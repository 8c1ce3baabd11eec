import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock, Config, Database, Log } from '../index.ts'
import type { AnyApiRoute, KeptForm, PageReply, PageRequest, PageRoute, Problem, ResolveRelyingParty, ResolveSession, StaticAsset } from './types.ts'

export interface ServerOptions {
  readonly database: Database
  readonly config: Config
  readonly mode: 'demo' | 'production'
  readonly pages: readonly PageRoute[]
  readonly apis: readonly AnyApiRoute[]
  readonly resolveSession: ResolveSession
  readonly resolveRelyingParty?: ResolveRelyingParty
  readonly staticAssets?: readonly StaticAsset[]
  /** The page for a refusal or a fault; plain HTML of the platform when absent. */
  readonly renderProblem?: (problem: Problem, req: PageRequest) => string
  /** The page that offers to send a form again after signing in. */
  readonly renderKept?: (kept: KeptForm, req: PageRequest) => string
  /** False until the program is usable: /healthz says 503. */
  readonly health?: () => boolean
  readonly log: Log
  readonly clock?: Clock
  /** Where people sign in; default '/dang-nhap', with `?tiep=<path>`. */
  readonly signInPath?: string
  /** Protocol endpoints that fit no page and no JSON call. */
  readonly extend?: (app: FastifyInstance, pages: PagesBeside) => void
}

/** For protocol endpoints that may answer with a page of ours in place of sending the browser there. */
export interface PagesBeside {
  /** This request as pages see it, as if it had come to another address of the site. */
  requestAt(request: FastifyRequest, at: Pick<PageRequest, 'path' | 'params' | 'cookies'>): PageRequest
  send(request: FastifyRequest, reply: FastifyReply, answer: PageReply): FastifyReply
}
