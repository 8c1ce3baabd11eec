import { newId } from '../../kernel/ids.ts'
import { millisecondsOf, type Ctx } from '../../platform/index.ts'
import { acrOf } from './acr.ts'
import { endGrants } from './adapter.ts'
import { insertCall } from './calls.sql.ts'
import { endStanding, withdrawConsentRow } from './consent.sql.ts'
import { ownClient } from './edit-client.ts'
import { allowAsked } from './grants.ts'
import { answerHeld } from './library-call.ts'
import { notesOf, providerFor } from './provider.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { inScope, scopeOf } from './request-scope.ts'
import { askerOf, keepConsent } from './requests.ts'
import { sandboxAccount, sandboxPeople } from './sandbox-people.ts'
import { issuerOf, pathOf, providerSettings } from './settings.ts'

/** What a developer wants to see once: everything right, and each of the causes for which userinfo says no. */
export const triedCases = ['good', 'no-token', 'unknown-token', 'withdrawn', 'weak'] as const
export type TriedCase = (typeof triedCases)[number]

export interface TriedCall {
  readonly url: string
  /** Good for ten minutes in the sandbox, for this person and purpose; null where none is sent. */
  readonly token: string | null
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * a call to userinfo of the sandbox, made by the program itself for a client of the developer: the person agrees, the token is issued, and the
 * provider answers as it answers anybody. Nobody in it is real.
 */
export async function tryCall(ctx: Ctx, clientId: string, input: { person: string; purpose: string; tried: TriedCase }): Promise<TriedCall> {
  const { client } = await ownClient(ctx, clientId)
  refuseUnless(client.environment === 'sandbox' && client.inForce !== null, 'openid.sandbox-only')
  const person = sandboxPeople.find(({ key }) => key === input.person) ?? refuse('openid.person-unknown', { field: 'person' })
  const purpose = client.inForce.purposes.find(({ code }) => code === input.purpose) ?? refuse('openid.person-unknown', { field: 'purpose' })
  const provider = await providerFor('sandbox')
  const knownSignIn = { acr: acrOf(input.tried === 'weak' ? 1 : person.authLevel), auth_time: Math.floor(millisecondsOf(ctx.now) / 1_000) }
  const asked = { ...scopeOf({ ...ctx, actor: { kind: 'visitor' } }), knownSignIn }
  return inScope(asked, async () => {
    const accountId = sandboxAccount(person.key)
    const facts = purpose.facts.map(({ fact }) => fact)
    const scope = ['openid', ...facts].join(' ')
    const known = (await provider.Client.find(clientId)) ?? refuse('openid.client-unknown')
    const grant = new provider.Grant({ accountId, clientId })
    allowAsked(grant, { scope })
    const grantId = await grant.save()
    await endGrants(ctx.tx, (await endStanding(ctx.tx, accountId, clientId, purpose.code, ctx.now)).map((old) => old.grantId))
    const consentId = newId()
    const notes = notesOf(known)
    await keepConsent(ctx, { consentId, accountId, personId: newId(), from: askerOf(clientId, client.inForce!.name, notes), purpose, facts, ticked: facts, grantId, organisationId: notes.organisationId })
    const made = new provider.AccessToken({ accountId, client: known, grantId, gty: 'authorization_code', scope } as never)
    const issued = await made.save()
    if (input.tried === 'withdrawn') {
      await withdrawConsentRow(ctx.tx, consentId, ctx.now)
      await endGrants(ctx.tx, [grantId])
    }
    const token = input.tried === 'no-token' ? null : input.tried === 'unknown-token' ? 'khong-phai-token-cua-ai' : issued
    const { host, protocol } = new URL(providerSettings().publicUrl)
    const headers = { host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host, ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
    const began = performance.now()
    const held = await answerHeld(provider, 'sandbox', { method: 'GET', url: `${pathOf('sandbox')}/oidc/userinfo`, headers, body: null, remote: '127.0.0.1' })
    const { fault, purpose: code, fields } = asked.call
    if (fault !== undefined || held.status >= 500) throw fault ?? new Error('the OpenID library failed')
    const body = held.body.toString()
    insertCall(ctx.tx, { callId: newId(), at: ctx.now, clientId, requestId: ctx.requestId, endpoint: 'userinfo', status: held.status, error: held.status >= 400 ? errorOf(body) : null, milliseconds: Math.round(performance.now() - began), purpose: code ?? null, fields: fields ?? [] })
    return { url: `${issuerOf('sandbox')}/oidc/userinfo`, token, status: held.status, headers: shownHeaders(held.headers), body }
  })
}

const errorOf = (body: string): string => String((JSON.parse(body) as { error?: string }).error ?? 'invalid_request')

const shownHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(['content-type', 'www-authenticate'].flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])))
