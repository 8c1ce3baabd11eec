import type { KoaContextWithOIDC, Provider as ProviderType } from 'oidc-provider'
import { errors, Provider } from 'oidc-provider'
import { defineKeyUse, keys, systemClock } from '../../platform/index.ts'
import { findAccount, signInBehind, usableAccountId } from './account.ts'
import { acrValues } from './acr.ts'
import { subjectOf } from './acting.ts'
import { adapterOf, rememberProof } from './adapter.ts'
import { processLoginHint, refuseLoginHintToken, triggerAuthenticationDevice } from './asked-elsewhere.ts'
import type { ClientNotes } from './client.ts'
import { allFacts, factOf, scopesOfFacts } from './facts.ts'
import { grantOfStandingConsent } from './grants.ts'
import { interactionPolicyOf } from './interaction-policy.ts'
import { enqueueLogout } from './back-channel-logout.ts'
import { enqueuePing } from './ciba-ping.ts'
import { enqueueOutcome, refuseFetching } from './ciba-push.ts'
import { mirrorOwnSession } from './mirror-session.ts'
import { checkPurpose } from './purpose.ts'
import { onceIn, scope, type Environment } from './request-scope.ts'
import { issuerOf, pathOf, providerSettings } from './settings.ts'
import { publishedKeys, signingKeys } from './signing-keys.ts'

const cookieKey = defineKeyUse('openid-cookie', 'hmac-sha256', { rotates: false })
/** What the cookies of the library are signed with: our own keys, in the manner the library asks for. */
const cookieSigner = {
  sign: (text: string): string => Buffer.from(keys().hmac(cookieKey, text)).toString('base64url'),
  verify: (text: string, mark: string): boolean => keys().hmacMatches(cookieKey, text, Buffer.from(mark, 'base64url')),
  index: (text: string, mark: string): number => (cookieSigner.verify(text, mark) ? 0 : -1),
}
const minute = 60
const day = 86_400
/** Seconds by which clocks may differ (FAPI 2.0: 10 to 60). */
const clockTolerance = 10

const built = new Map<string, ProviderType>()

/** The provider of an environment with the keys as they are now: made anew when a key was turned, which costs nothing, for it holds no state. */
export async function providerFor(environment: Environment): Promise<ProviderType> {
  const published = await publishedKeys(systemClock())
  const name = `${environment} ${issuerOf(environment)} ${providerSettings().certificateHeader} ${published.map(({ kid }) => kid).join(' ')}`
  let found = built.get(name)
  if (!found) {
    for (const old of built.keys()) if (old.startsWith(`${environment} `)) built.delete(old)
    built.set(name, (found = build(environment, signingKeys(published))))
  }
  return found
}

export const notesOf = (client: object | undefined): ClientNotes => (client as { congdan: ClientNotes }).congdan

function build(environment: Environment, signing: ReturnType<typeof signingKeys>): ProviderType {
  const { certificateHeader } = providerSettings()
  const provider = new Provider(issuerOf(environment), {
    adapter: adapterOf(environment),
    findAccount: (ctx, sub) => findAccount(environment, sub, ctx),
    extraTokenClaims: async (ctx: KoaContextWithOIDC | undefined, token) => (ctx === undefined ? { ...scope().knownSignIn } : signInBehind(ctx, 'accountId' in token ? token.accountId : undefined)),
    jwks: { keys: signing },
    scopes: ['openid', 'offline_access', ...Object.keys(scopesOfFacts)],
    claims: { openid: ['sub', 'act', 'acr', 'amr', 'auth_time'], ...Object.fromEntries(Object.entries(scopesOfFacts).map(([name, some]) => [name, some.flatMap((fact) => [...factOf(fact).claims])])) },
    acrValues: [...acrValues],
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => subjectOf(scope().ctx.tx, notesOf(client).organisationId, accountId),
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt', 'none', ...(certificateHeader ? ['self_signed_tls_client_auth' as const] : [])],
    clientDefaults: { id_token_signed_response_alg: 'ES256', response_types: ['code'], grant_types: ['authorization_code'] },
    extraClientMetadata: { properties: ['congdan'] },
    extraParams: { purpose: (ctx) => checkPurpose(ctx) },
    pkce: { required: () => true },
    clockTolerance,
    conformIdTokenClaims: true,
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'], userinfoSigningAlgValues: ['ES256'], authorizationSigningAlgValues: ['ES256'], introspectionSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA', 'RS256'], requestObjectSigningAlgValues: ['ES256', 'PS256', 'EdDSA'], dPoPSigningAlgValues: ['ES256', 'EdDSA'],
    },
    features: {
      devInteractions: { enabled: false },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      dPoP: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: false },
      fapi: { enabled: true, profile: (_ctx, client) => (client && notesOf(client).profile === 'fapi2' ? '2.0' : undefined) },
      mTLS: certificateHeader
        ? { enabled: true, certificateBoundAccessTokens: true, selfSignedTlsClientAuth: true, getCertificate: (ctx) => certificateOf(ctx, certificateHeader) }
        : { enabled: false },
      claimsParameter: { enabled: true },
      userinfo: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => mayIntrospect(environment, client, token) },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => redirect(ctx, `${pathOf(environment)}/dang-xuat-chung`),
        postLogoutSuccessSource: (ctx) => redirect(ctx, '/dang-xuat-chung/xong'),
      },
      backchannelLogout: { enabled: true },
      deviceFlow: {
        enabled: true, charset: 'base-20', mask: '****-****',
        userCodeInputSource: (ctx, _form, out, error) => redirect(ctx, `${pathOf(environment)}/thiet-bi${error ? `?loi=${error.constructor.name}` : out ? '?loi=request' : ''}`),
        userCodeConfirmSource: (ctx, _form, _client, _device, userCode) => redirect(ctx, `${pathOf(environment)}/thiet-bi?ma=${encodeURIComponent(userCode)}`),
        successSource: (ctx) => redirect(ctx, `${pathOf(environment)}/thiet-bi/xong`),
      },
      ciba: {
        enabled: environment === 'live', deliveryModes: ['poll', 'ping'],
        processLoginHint, processLoginHintToken: refuseLoginHintToken, triggerAuthenticationDevice,
        verifyUserCode: async () => undefined, validateRequestContext: async () => undefined, validateBindingMessage,
      },
    },
    interactions: { policy: interactionPolicyOf(environment), url: (_ctx, interaction) => `${pathOf(environment)}/dong-y/${interaction.uid}` },
    loadExistingGrant: (ctx) => grantOfStandingConsent(ctx),
    issueRefreshToken: async (_ctx, client, code) => client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    rotateRefreshToken: (ctx) => ctx.oidc.client!.clientAuthMethod === 'none',
    assertJwtClientAuthClaimsAndHeader: async (_ctx, claims, header, client) => {
      // The library looks at this only where a proof has no end: one from the future was made by nobody's clock, or to be used later.
      if (typeof claims['iat'] === 'number' && claims['iat'] > Math.floor(Date.parse(scope().ctx.now) / 1_000) + clockTolerance) throw new errors.InvalidClientAuth('iat lies in the future: set the clock of your server')
      // FAPI 2.0 §5.4: no RSASSA-PKCS1-v1_5. Other clients may sign so: mod_auth_openidc of Debian 12 can do nothing else.
      if (notesOf(client).profile === 'fapi2' && header['alg'] === 'RS256') throw new errors.InvalidClientAuth('RS256 is not accepted from a FAPI 2.0 client: use ES256, PS256 or EdDSA')
      if (typeof header['kid'] === 'string') scope().call.keyId = header['kid'].slice(0, 200)
      // FAPI 2.0 §5.3.2.1: the audience of an assertion is the issuer and nothing else.
      if (notesOf(client).profile === 'fapi2' && claims['aud'] !== issuerOf(environment)) throw new errors.InvalidClientAuth('aud must be the issuer identifier, as a string')
    },
    renderError: async (ctx, out, error) => {
      ctx.body = out
      if (out.error === 'server_error') throw error
    },
    cookies: {
      names: cookieNames(environment),
      keys: cookieSigner,
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: '/' }, short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    ttl: {
      AccessToken: 10 * minute, AuthorizationCode: minute, IdToken: 10 * minute, RefreshToken: 30 * day, DeviceCode: 10 * minute, BackchannelAuthenticationRequest: 5 * minute,
      PushedAuthorizationRequest: minute, Interaction: 30 * minute, Session: 12 * 60 * minute, Grant: 400 * day, ClientCredentials: 10 * minute,
    },
    routes: {
      authorization: '/oidc/auth', backchannel_authentication: '/oidc/ciba', code_verification: '/oidc/device', device_authorization: '/oidc/device/auth', end_session: '/oidc/session/end',
      introspection: '/oidc/token/introspection', jwks: '/oidc/jwks', pushed_authorization_request: '/oidc/par', revocation: '/oidc/token/revocation', token: '/oidc/token', userinfo: '/oidc/userinfo',
    },
    discovery: {
      claim_types_supported: ['normal'], verified_claims_supported: true, trust_frameworks_supported: ['vn_dinh_danh_dien_tu'], evidence_supported: ['electronic_record'],
      electronic_records_supported: ['population_register'], claims_in_verified_claims_supported: allFacts.filter((fact) => factOf(fact).ofAccount === undefined && fact !== 'assurance').flatMap((fact) => [...factOf(fact).claims]),
      service_documentation: `${providerSettings().publicUrl}/nha-phat-trien`,
    },
    // Keys are registered by value, logos and requests by reference do not exist: nothing makes this server call an address somebody gave it.
    fetch: async () => { throw new Error('the OpenID provider fetches nothing') },
  })
  // The address is ours to say, not a header's: the request that the library sees carries it.
  provider.proxy = true
  provider.ReplayDetection.unique = async (issuer, id, expires) => {
    const first = await rememberProof(environment, `${issuer} ${id}`, Math.max(1, expires - Math.floor(Date.parse(scope().ctx.now) / 1_000)))
    // RFC 9449 §4.3, 7.1: the proof is what is wrong, not the token beside it.
    if (!first && id === idOfProof(Provider.ctx?.get('DPoP'))) throw new errors.InvalidDpopProof('DPoP proof was used before')
    return first
  }
  alwaysPairwise(provider, environment)
  if (environment === 'live') mirrorOwnSession(provider)
  refuseFetching(provider)
  Object.assign(provider.Client.prototype, {
    async backchannelLogout(this: { clientId: string }, accountId: string, sid?: string) {
      enqueueLogout(scope().ctx, environment, { clientId: this.clientId, accountId, sid: sid ?? null })
    },
    async backchannelPing(this: { clientId: string }, { jti, exp, params }: { jti: string; exp: number; params: { client_notification_token: string } }) {
      const asked = { authReqId: jti, token: params.client_notification_token, exp }
      if (notesOf(this).pushed) enqueueOutcome(scope().ctx, this.clientId, asked)
      else enqueuePing(scope().ctx, environment, this.clientId, asked)
    },
  })
  return provider
}

/**
 * Every client is pairwise, by our own rule of who belongs together (the organisation). The library would want an address to fetch that from where a client
 * signs people in on other devices, and this server fetches nothing: so the word is set once its checks are done.
 */
function alwaysPairwise({ Client }: ProviderType, environment: Environment): void {
  const find = Client.find.bind(Client)
  // Asked for again and again within one request: looked up, compared and made ready once.
  Client.find = (id) => onceIn(scope().ctx.tx, `library client ${environment} ${id}`, async () => {
    const client = await find(id)
    return client && Object.assign(client, { subjectType: 'pairwise' as const })
  })
}

/** The `jti` of a DPoP proof that the library has verified. */
function idOfProof(proof: string | undefined): string | undefined {
  const [, claims] = (proof ?? '').split('.')
  return claims ? (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti?: string }).jti : undefined
}

export function cookieNames(environment: Environment): { session: string; interaction: string; resume: string } {
  const secure = providerSettings().publicUrl.startsWith('https:') ? '__Secure-' : ''
  const mark = environment === 'live' ? 'dn' : 'dn-thu'
  return { session: `${secure}congdan-${mark}`, interaction: `${secure}congdan-${mark}-hoi`, resume: `${secure}congdan-${mark}-tiep` }
}

/** PEM, escaped as nginx's $ssl_client_escaped_cert. The header counts only where the operator has named it, because then the proxy always sets it. */
function certificateOf(ctx: KoaContextWithOIDC, header: string): string | undefined {
  const given = ctx.get(header)
  return given === '' ? undefined : decodeURIComponent(given)
}

async function mayIntrospect(environment: Environment, client: { clientId: string; clientAuthMethod?: string | undefined }, token: { clientId?: string; accountId?: string }): Promise<boolean> {
  if (client.clientAuthMethod === 'none' || token.clientId !== client.clientId) return false
  return token.accountId === undefined || (await usableAccountId(environment, token.accountId, undefined)) !== undefined
}

/** What both sides see: without it a person could not tell the request they wait for from one that somebody else began. */
async function validateBindingMessage(_ctx: KoaContextWithOIDC, message: string | undefined): Promise<void> {
  if (message === undefined || !/^[\p{L}\p{N} .,:;–-]{1,60}$/u.test(message)) throw new errors.InvalidBindingMessage('needed: at most 60 letters, figures and simple punctuation')
}

async function redirect(ctx: KoaContextWithOIDC, to: string): Promise<void> {
  ctx.status = 303
  ctx.redirect(to)
}
