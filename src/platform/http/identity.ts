import type { FastifyRequest } from 'fastify'
import type { Actor, Instant, Purpose, Tx } from '../index.ts'
import type { ServerOptions } from './options.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { oneHeader } from './request.ts'
import type { Access } from './types.ts'

export interface Identity {
  readonly actor: Actor
  readonly onBehalfOf: string | null
  /** Whose the session was that is over now. */
  readonly endedAccountId: string | null
}

const visitor: Identity = { actor: { kind: 'visitor' }, onBehalfOf: null, endedAccountId: null }

/** Who sends this request, read in its own transaction: a relying party by `Authorization`, a person by the session cookie. */
export async function identify(tx: Tx, request: FastifyRequest, access: Access, options: ServerOptions): Promise<Identity> {
  const found = typeof access === 'object' && 'relyingParty' in access ? await relyingParty(tx, request, options) : await person(tx, request, options)
  request.congdan.actor = found.actor.kind
  return found
}

async function person(tx: Tx, request: FastifyRequest, options: ServerOptions): Promise<Identity> {
  const { sessionHash, now } = request.congdan
  if (!sessionHash) return visitor
  const found = await options.resolveSession(tx, sessionHash, now)
  if (!found) return visitor
  if ('endedAccountId' in found) return { ...visitor, endedAccountId: found.endedAccountId }
  request.congdan.session = found.view
  return { actor: found.actor, onBehalfOf: found.onBehalfOf ?? null, endedAccountId: null }
}

async function relyingParty(tx: Tx, request: FastifyRequest, options: ServerOptions): Promise<Identity> {
  const authorization = oneHeader(request, 'authorization')
  if (!authorization || !options.resolveRelyingParty) return visitor
  const now: Instant = request.congdan.now
  const found = await options.resolveRelyingParty(tx, authorization, { method: request.method, path: request.url.split('?', 1)[0]!, now })
  return found ? { ...visitor, actor: { kind: 'relying-party', clientId: found.clientId } } : visitor
}

/** Refuses whom the route does not admit at all. */
export function admit(actor: Actor, access: Access): void {
  if (access === 'public') return
  if (typeof access === 'object' && 'relyingParty' in access) return refuseUnless(actor.kind === 'relying-party', 'http.relying-party-only')
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') refuse('http.sign-in-needed')
  if (access === 'signed-in') return
  if ('officer' in access) return refuseUnless(actor.kind === 'officer' && access.officer.includes(actor.role), 'http.other-role-needed')
  if (actor.kind !== 'citizen') refuse('http.citizens-only')
  const level = access.citizen.level ?? 1
  refuseUnless(actor.level >= level, 'http.level-too-low', { vars: { level } })
}

/** The purpose may depend on the request, not on who asks. */
export function purposeOf<R>(purpose: Purpose | ((req: R) => Purpose), req: R): Purpose {
  return typeof purpose === 'function' ? purpose(req) : purpose
}
