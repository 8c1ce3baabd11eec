import type { Grant, KoaContextWithOIDC } from 'oidc-provider'
import type { ClientNotes, ClientPurpose } from './client.ts'
import { readStandingConsent } from './adapter.ts'
import { moveConsentToGrant, type Consent } from './consent.sql.ts'
import { factsOfRequest, purposeAsked } from './purpose.ts'
import { scope } from './request-scope.ts'

/** What the library calls a grant is the shadow of a consent of ours: where none stands for this purpose and these facts, the person is asked. */
export async function grantOfStandingConsent(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { oidc } = ctx
  const { tx, now } = scope().ctx
  const purpose = purposeAsked(ctx)
  const consent = await readStandingConsent((oidc.client as unknown as { congdan: ClientNotes }).congdan.environment, { accountId: oidc.account!.accountId, clientId: oidc.client!.clientId, purpose: purpose.code, at: now })
  if (!consent || !sameWords(consent, purpose) || !covers(consent, oidc.params!)) return undefined
  const found = await oidc.provider.Grant.find(consent.grantId)
  const grant = found ?? new oidc.provider.Grant({ accountId: consent.accountId, clientId: consent.clientId })
  const known = [grant.getOIDCScope(), grant.getOIDCClaims().join(' ')].join(' ')
  allowAsked(grant, oidc.params!)
  if (found && known === [grant.getOIDCScope(), grant.getOIDCClaims().join(' ')].join(' ')) return grant
  const grantId = await grant.save()
  if (grantId !== consent.grantId) await moveConsentToGrant(tx, consent.consentId, grantId)
  return grant
}

/** Everything asked now was put before the person when the consent was given, whatever they ticked. */
export function covers(consent: Pick<Consent, 'asked'>, params: Record<string, unknown>): boolean {
  return factsOfRequest(params).every((fact) => consent.asked.includes(fact))
}

/** The person agreed to a purpose in its words: another text under the same code was never put before them. */
export function sameWords({ shown }: Pick<Consent, 'shown'>, { vi, en }: Pick<ClientPurpose, 'vi' | 'en'>): boolean {
  return shown.vi === vi && shown.en === en
}

/** To the library all that was asked is settled; what is told goes by the consent. */
export function allowAsked(grant: Grant, params: Record<string, unknown>): void {
  if (typeof params['scope'] === 'string') grant.addOIDCScope(params['scope'])
  const claims = claimNames(params['claims'])
  if (claims.length > 0) grant.addOIDCClaims(claims)
}

function claimNames(claims: unknown): string[] {
  const parsed = (typeof claims === 'string' ? JSON.parse(claims) : (claims ?? {})) as Record<string, object>
  return [...new Set(Object.values(parsed).flatMap((part) => Object.keys(part ?? {})))]
}
