import type { AdapterPayload } from 'oidc-provider'
import type { Tx } from '../../platform/index.ts'
import type { ClientNotes, ClientSettings } from './client.ts'
import { scopesOfFacts } from './facts.ts'
import { clientInForce, type ClientInForce } from './clients.sql.ts'
import type { Environment } from './request-scope.ts'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'
const cibaGrant = 'urn:openid:params:grant-type:ciba'

/** A client that is in force, as the library wants it. Keys stand by value only: the provider fetches nothing from anywhere. */
export async function clientMetadataOf(tx: Tx, environment: Environment, clientId: string): Promise<AdapterPayload | undefined> {
  return metadataOf(clientId, environment, await clientInForce(tx, environment, clientId))
}

/** The same of what was read already. */
export function metadataOf(clientId: string, environment: Environment, found: ClientInForce | null | undefined): AdapterPayload | undefined {
  if (!found) return undefined
  const { inForce, organisationId, organisationName, licence } = found
  const notes: ClientNotes = { organisationId, organisation: organisationName, licence, profile: inForce.profile, environment, purposes: inForce.purposes, pushed: inForce.elsewhere.includes('ciba') && inForce.cibaPush === true }
  return { ...metadata(clientId, inForce), congdan: notes } as unknown as AdapterPayload
}

function metadata(clientId: string, settings: ClientSettings): Record<string, unknown> {
  const { auth, elsewhere, profile } = settings
  const bound = profile === 'fapi2'
  return {
    client_id: clientId, client_name: settings.name, client_uri: settings.homeUrl,
    application_type: auth === 'none' ? 'native' : 'web',
    // Pairwise in truth: see `alwaysPairwise` in provider.ts.
    subject_type: 'public',
    redirect_uris: [...settings.redirectUris], post_logout_redirect_uris: [...settings.postLogoutUris],
    response_types: ['code'], response_modes: ['query'],
    grant_types: ['authorization_code', ...(settings.offline ? ['refresh_token'] : []), ...(elsewhere.includes('device') ? [deviceGrant] : []), ...(elsewhere.includes('ciba') ? [cibaGrant] : [])],
    scope: ['openid', ...(settings.offline ? ['offline_access'] : []), ...Object.keys(scopesOfFacts)].join(' '),
    id_token_signed_response_alg: 'ES256',
    ...(auth === 'private_key_jwt' ? { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: settings.keys } } : {}),
    ...(auth === 'mtls' ? { token_endpoint_auth_method: 'self_signed_tls_client_auth', tls_client_certificate_bound_access_tokens: true, jwks: { keys: settings.keys } } : {}),
    ...(auth === 'none' ? { token_endpoint_auth_method: 'none' } : {}),
    ...(bound ? { require_pushed_authorization_requests: true, ...(auth === 'mtls' ? {} : { dpop_bound_access_tokens: true }) } : {}),
    ...(elsewhere.includes('ciba') ? deliveryOf(settings) : {}),
    ...(settings.backchannelLogoutUri ? { backchannel_logout_uri: settings.backchannelLogoutUri, backchannel_logout_session_required: true } : {}),
  }
}

/** Whom to tell stands here for the library's checks alone, which want https on a developer's own machine too: `ciba-ping.ts` and `push-tokens.ts` call what was registered. */
const deliveryOf = ({ cibaPingUri }: ClientSettings): Record<string, unknown> =>
  cibaPingUri ? { backchannel_token_delivery_mode: 'ping', backchannel_client_notification_endpoint: cibaPingUri.replace(/^http:/, 'https:') } : { backchannel_token_delivery_mode: 'poll' }
