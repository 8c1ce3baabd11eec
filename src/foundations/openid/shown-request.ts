import { canonicalJson } from '../../kernel/canonical-json.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import type { ClientPurpose } from './client.ts'
import type { ShownRequest } from './consent.sql.ts'
import type { Fact } from './facts.ts'
import { refuseUnless } from './refusals.ts'

interface Request {
  readonly from: { readonly clientId: string; readonly name: string; readonly organisation: string; readonly licence: string | null }
  readonly purpose: ClientPurpose
  readonly facts: readonly Fact[]
}

/** Everything the person reads before answering, save the values: who, why, which facts with the reason of each, how long, and what happens on a no. */
export function shownOf({ from, purpose, facts }: Request): ShownRequest {
  const { vi, en, ifRefused, days } = purpose
  return { client: from.name, organisation: from.organisation, licence: from.licence, vi, en, ifRefused, days, facts: purpose.facts.filter(({ fact }) => facts.includes(fact)) }
}

/** Stands in the form of the page that was read, and comes back with the answer. */
export const seenOf = (request: Request): string => sha256Hex(canonicalJson({ clientId: request.from.clientId, purpose: request.purpose.code, shown: { ...shownOf(request) } }))

/** An answer holds for the words that were read: another text that came into force meanwhile is put before the person first. */
export const refuseUnlessSeen = (request: Request, seen: string): void => refuseUnless(seenOf(request) === seen, 'openid.request-changed')
