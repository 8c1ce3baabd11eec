import type { ResolveRelyingParty } from '../platform/http/index.ts'

/**
 * Hospitals speak by signed messages: each carries its own proof (JWS over the notice), checked by the use case against the
 * facility's registered key. The header only says who claims to speak: `Authorization: Facility <code>`.
 */
export const resolveFacility: ResolveRelyingParty = async (_tx, authorization) => {
  const code = /^Facility ([A-Z0-9]{5})$/.exec(authorization)?.[1]
  return code ? { clientId: code } : null
}
