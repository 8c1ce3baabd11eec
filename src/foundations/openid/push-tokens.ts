import { createHash } from 'node:crypto'
import type { BackchannelAuthenticationRequest, Client, Provider } from 'oidc-provider'
import { isDemonstration } from '../eid/index.ts'
import { defineJob, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { usableAccountId } from './account.ts'
import { actOf } from './acting.ts'
import { endGrants, hashOf, modelName } from './adapter.ts'
import { aboutOutcome, outcomeJob, type Outcome } from './ciba-push.ts'
import { clientInForce } from './clients.sql.ts'
import { postOutside } from './outside-call.ts'
import { consumePayload } from './payload.sql.ts'
import { notesOf, providerFor } from './provider.ts'
import { inScope, scopeOf } from './request-scope.ts'
import { openInJob, sealForJob } from './sealed-job.ts'

interface Delivery {
  readonly clientId: string
  /** By what the party knows that it is us, and what it is told: encrypted. */
  readonly sealed: string
  /** What is ended when it cannot be delivered; null where nothing was issued. */
  readonly grantId: string | null
  readonly until: Instant
}

const deliveryJob = 'openid.push-outcome'
const aboutDelivery = 'openid push delivery'
/** As long as an access token lives: later it would be worth nothing. */
const deliverySeconds = 600

/** Exactly one of the answer and the end of its time finds the request unused, in whichever process; what came of it is committed before anybody is told, so that a token works when it arrives. */
defineJob<Outcome>(outcomeJob, async (ctx, { clientId, sealed }) => {
  const [authReqId, token] = openInJob(aboutOutcome, sealed) as [string, string]
  if (!(await consumePayload(ctx.tx, modelName('live', 'BackchannelAuthenticationRequest'), hashOf(authReqId), ctx.now))) return
  const provider = await providerFor('live')
  await inScope(scopeOf(ctx), async () => {
    const request = await provider.BackchannelAuthenticationRequest.find(authReqId, { ignoreExpiration: true })
    const client = await provider.Client.find(clientId)
    if (!request || !client || !notesOf(client).pushed) return
    const issued = await tokensFor(ctx, provider, client, request, authReqId)
    ctx.enqueue(deliveryJob, {
      clientId, sealed: sealForJob(aboutDelivery, [token, { auth_req_id: authReqId, ...(issued ?? errorOf(request)) }]), grantId: issued ? request.grantId! : null, until: plusSeconds(ctx.now, deliverySeconds),
    } satisfies Delivery)
  })
})

/** Nothing where the person said no or nothing, or may not sign in any more. */
async function tokensFor(ctx: Ctx, provider: Provider, client: Client, request: BackchannelAuthenticationRequest, authReqId: string): Promise<Record<string, unknown> | undefined> {
  const grant = request.grantId === undefined ? undefined : await provider.Grant.find(request.grantId)
  const accountId = grant && (await usableAccountId('live', request.accountId!, undefined))
  if (!grant || !accountId) return undefined
  const behind = { ...(request.acr ? { acr: request.acr } : {}), ...(request.authTime ? { auth_time: request.authTime } : {}), ...actOf(notesOf(client).organisationId, accountId) }
  return inScope({ ...scopeOf(ctx), knownSignIn: behind }, async () => {
    const common = { accountId, client, grantId: grant.jti, gty: 'ciba', claims: request.claims }
    const access = new provider.AccessToken({ ...common, scope: grant.getOIDCScopeFiltered(request.scopes) } as never)
    const accessToken = await access.save()
    const stays = client.grantTypeAllowed('refresh_token') && request.scopes.has('offline_access')
    const refreshToken = stays ? await new provider.RefreshToken({ ...common, acr: request.acr, amr: request.amr, authTime: request.authTime, scope: request.scope, rotations: 0 } as never).save() : undefined
    return {
      access_token: accessToken, token_type: access.tokenType, expires_in: access.expiration, ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      id_token: await idToken(provider, client, { sub: accountId, ...behind, amr: request.amr }, { authReqId, accessToken, refreshToken }),
    }
  })
}

/** CIBA Core 1.0 §10.3.1: the ID token says to which request and which tokens it belongs. */
async function idToken({ IdToken }: Provider, client: Client, who: Record<string, unknown>, to: { authReqId: string; accessToken: string; refreshToken: string | undefined }): Promise<string> {
  const made = new IdToken(who, { client, ctx: undefined } as never)
  Object.assign(made, { scope: 'openid' })
  // The library makes the hash of it.
  made.set('at_hash', to.accessToken)
  made.set('urn:openid:params:jwt:claim:auth_req_id', to.authReqId)
  if (to.refreshToken !== undefined) made.set('urn:openid:params:jwt:claim:rt_hash', createHash('sha256').update(to.refreshToken).digest().subarray(0, 16).toString('base64url'))
  return made.issue({ use: 'idtoken' })
}

/** CIBA Core 1.0 §12. */
function errorOf({ error, grantId }: BackchannelAuthenticationRequest): Record<string, string> {
  if (error !== undefined) return { error: 'access_denied', error_description: 'the person did not agree' }
  if (grantId === undefined) return { error: 'expired_token', error_description: 'the person did not answer in time' }
  return { error: 'transaction_failed', error_description: 'the person can no longer sign in' }
}

/** The same words again until they are taken. Tokens that could not be handed over are ended: they are in nobody's hands. */
defineJob<Delivery>(deliveryJob, async (ctx, { clientId, sealed, grantId, until }) => {
  const inForce = until > ctx.now ? (await clientInForce(ctx.tx, 'live', clientId))?.inForce : undefined
  const url = inForce?.cibaPush ? inForce.cibaPingUri : undefined
  if (!url) return inScope(scopeOf(ctx), () => endGrants(ctx.tx, grantId === null ? [] : [grantId]))
  const [token, told] = openInJob(aboutDelivery, sealed) as [string, object]
  const status = await postOutside({ url, authorization: `Bearer ${token}`, body: { type: 'application/json', text: JSON.stringify(told) }, ownMachine: await isDemonstration.call(ctx.tx) })
  if (status !== 200 && status !== 204) throw new Error(`the relying party answered ${status}`)
})
