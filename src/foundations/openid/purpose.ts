import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { ClientNotes, ClientPurpose } from './client.ts'
import { factsAsked, type Fact } from './facts.ts'

/** Refuses a request whose purpose was not registered, or that asks more than its purpose was approved with. */
export function checkPurpose(ctx: KoaContextWithOIDC): void {
  const { params, client } = ctx.oidc
  const { purposes } = notes(client)
  const named = params!['purpose']
  const purpose = purposes.find(({ code }) => (named === undefined ? purposes.length === 1 : code === named))
  if (!purpose) throw new errors.InvalidRequest(named === undefined ? `purpose is needed: one of ${purposes.map(({ code }) => code).join(', ')}` : 'purpose is not registered for this client')
  const more = factsOfRequest(params!).filter((fact) => !purpose.facts.some((each) => each.fact === fact))
  if (more.length > 0) throw new errors.InvalidScope(`not approved for purpose ${purpose.code}: ${more.join(', ')}`, more.join(' '))
  params!['purpose'] = purpose.code
}

/** The purpose of the request under way. */
export const purposeAsked = (ctx: KoaContextWithOIDC): ClientPurpose => purposeOfRequest(notes(ctx.oidc.client), ctx.oidc.params!)

export function purposeOfRequest({ purposes }: ClientNotes, params: Record<string, unknown>): ClientPurpose {
  return purposes.find(({ code }) => code === params['purpose']) ?? purposes[0]!
}

/** What a request asks to know, by scopes and by the claims it names for userinfo. */
export function factsOfRequest(params: Record<string, unknown>): Fact[] {
  return factsAsked(typeof params['scope'] === 'string' ? params['scope'] : undefined, claimsNamed(params['claims']))
}

export function claimsNamed(claims: unknown): string[] {
  const parsed = (typeof claims === 'string' ? JSON.parse(claims) : (claims ?? {})) as { userinfo?: object; id_token?: object }
  return [...Object.keys(parsed.userinfo ?? {}), ...Object.keys(parsed.id_token ?? {})]
}

const notes = (client: object | undefined): ClientNotes => (client as { congdan: ClientNotes }).congdan
