import { systemBehind } from '../foundations/feeds/index.ts'
import type { ResolveRelyingParty } from '../platform/http/index.ts'

/** Systems that follow changes prove themselves by a signature over the address they ask: `Authorization: Feed <compact JWS>`. Others are asked of `next`. */
export const withFeeds = (next: ResolveRelyingParty): ResolveRelyingParty => async (tx, authorization, request) => {
  const jws = /^Feed ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1]
  if (jws === undefined) return next(tx, authorization, request)
  const clientId = await systemBehind(tx, jws, request)
  return clientId === null ? null : { clientId }
}
