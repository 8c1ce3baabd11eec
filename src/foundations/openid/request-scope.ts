import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor, Ctx, Purpose, Tx } from '../../platform/index.ts'

export type Environment = 'live' | 'sandbox'

/** Who acts: found out while the library works, so it can be filled in until the commit. */
export interface Who {
  actor: Actor
  onBehalfOf: string | null
  purpose: Purpose
}

/** A session of ours, of a citizen, as the library mirrors it. */
export interface OwnSession {
  readonly sessionId: string
  /** For whom it works: see `acting.ts`. */
  readonly accountId: string
  /** Seconds since 1970 of the last proof. */
  readonly at: number
  readonly acr: string
  readonly amr: string[]
}

/** What everything that the library calls back into needs of the request it works for: above all its one open transaction. */
export interface RequestScope {
  readonly ctx: Ctx
  readonly who: Who
  /** Hash of our own session cookie; null when the browser sent none. */
  readonly sessionHash: string | null
  /** Our session of this browser where it was opened within this transaction: nothing more is asked about it. */
  readonly own?: OwnSession
  /** The sign-in behind a token that is made without a request of the protocol: to try a call with, or to be pushed. */
  readonly knownSignIn?: { readonly acr?: string; readonly auth_time?: number; readonly act?: { readonly sub: string } }
  /** What the call was about, for the console of its sender. */
  readonly call: { clientId?: string; isApp?: boolean; purpose?: string; fields?: readonly string[]; stepUp?: string; endpoint?: string; keyId?: string; fault?: unknown }
}

const scopes = new AsyncLocalStorage<RequestScope>()

export const inScope = <T>(scope: RequestScope, work: () => Promise<T>): Promise<T> => scopes.run(scope, work)

/** The request under way; a fault of the program where there is none. */
export function scope(): RequestScope {
  const found = scopes.getStore()
  if (!found) throw new Error('the OpenID library was called outside of a request')
  return found
}

/** For pages of our own that finish what the library began: the same transaction, the same actor. */
export function scopeOf(ctx: Ctx): RequestScope {
  return { ctx, who: { actor: ctx.actor, onBehalfOf: ctx.onBehalfOf, purpose: ctx.purpose }, sessionHash: null, call: {} }
}

const known = new WeakMap<Tx, Map<string, unknown>>()

/** What was read or saved in this transaction: the library asks for the same things again and again within one request. Ends with the transaction. */
export function knownIn(tx: Tx): Map<string, unknown> {
  const found = known.get(tx) ?? new Map<string, unknown>()
  known.set(tx, found)
  return found
}

/** Reads once in a transaction. */
export function onceIn<T>(tx: Tx, name: string, read: () => Promise<T>): Promise<T> {
  const all = knownIn(tx)
  const found = (all.get(name) as Promise<T> | undefined) ?? read()
  all.set(name, found)
  return found
}
