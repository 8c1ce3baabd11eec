import type { FastifyRequest } from 'fastify'
import { inTransaction, type Ctx, type Purpose } from '../index.ts'
import { admit, identify, type Identity } from './identity.ts'
import type { ServerOptions } from './options.ts'
import { refuseUnless } from './refusals.ts'
import type { Access } from './types.ts'

export interface Attempt {
  /** Who it was; null when the database could not say. */
  identity: Identity | null
  /** The use case was reached: a refusal after that is about what was sent, not about who sent it. */
  admitted: boolean
}

/**
 * One request as one transaction: identify, admit, work, commit. Runs a second time when PostgreSQL gave way to
 * another transaction (serialisation failure, deadlock); handlers touch nothing but `ctx`.
 */
export async function runRequest<T>(options: ServerOptions, request: FastifyRequest, route: { access: Access; purpose: Purpose; acting?: true }, attempt: Attempt, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const once = () =>
    inTransaction(options.database, {
      actor: { kind: 'visitor' }, purpose: route.purpose, requestId: request.id, now: request.congdan.now,
      async identify(tx) {
        attempt.identity = await identify(tx, request, route.access, options)
        return { actor: attempt.identity.actor, onBehalfOf: attempt.identity.onBehalfOf, purpose: route.purpose }
      },
    }, async (ctx) => {
      admit(ctx.actor, route.access)
      refuseUnless(ctx.onBehalfOf === null || route.access === 'public' || route.acting, 'http.acting-for-another')
      attempt.admitted = true
      return work(ctx)
    })
  return once().catch((error: unknown) => {
    if (gaveWay(error)) return once()
    throw error
  })
}

function gaveWay(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown }
  return code === '40001' || code === '40P01'
}
