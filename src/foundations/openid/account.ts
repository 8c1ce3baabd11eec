import { errors, type Account, type KoaContextWithOIDC } from 'oidc-provider'
import { findUsableAccount } from '../eid/index.ts'
import { isId } from '../../kernel/ids.ts'
import { millisecondsOf } from '../../platform/index.ts'
import { acrOf, levelOfAcr } from './acr.ts'
import { actingHolder, actOf, signedInAs } from './acting.ts'
import type { ClientNotes, ClientPurpose } from './client.ts'
import { accountOfSubject, actedSubject, consentOfGrant, touchConsent, type Consent } from './consent.sql.ts'
import { factsAsked, type Fact } from './facts.ts'
import { sameWords } from './grants.ts'
import { readFactValues } from './read-facts.ts'
import { onceIn, scope, type Environment } from './request-scope.ts'
import { sandboxPersonOf } from './sandbox-people.ts'

/**
 * The holder behind an account id, or behind the name a relying party knows. Read in the request's own transaction at authorize, at every token and at every
 * reading: for a person recorded dead or an account locked a moment ago there is nobody.
 */
export async function findAccount(environment: Environment, sub: string, ctx: KoaContextWithOIDC | undefined): Promise<Account | undefined> {
  const accountId = await usableAccountId(environment, sub, ctx)
  return accountId === undefined ? undefined : { accountId, claims: (use, scopes, claims) => claimsOf(ctx!, accountId, use, scopes, claims) }
}

/** The account id when it may be used now, and for another when the right to act holds now. A relying party may name the person by its own `sub` (CIBA). */
export async function usableAccountId(environment: Environment, sub: string, ctx: KoaContextWithOIDC | undefined): Promise<string | undefined> {
  const { tx, today } = scope().ctx
  if (environment === 'sandbox') return sandboxPersonOf(sub)?.state === 'active' ? sub : undefined
  const { accountId: actor, actingFor } = signedInAs(sub)
  if (actingFor !== null) return isId(actor) && isId(actingFor) && typeof (await actingHolder(tx, actor, actingFor, today)) === 'object' ? sub : undefined
  const accountId = isId(sub) ? sub : ctx?.oidc.client ? (await accountOfSubject(tx, ctx.oidc.client.clientId, sub))?.accountId : undefined
  // Somebody who never signs in there alone: whoever did for them is asked, if they still may act.
  if (accountId === undefined && ctx?.oidc.client) {
    const acted = await actedSubject(tx, ctx.oidc.client.clientId, sub, scope().ctx.now)
    return acted && usableAccountId(environment, acted.accountId, undefined)
  }
  return accountId !== undefined && (await onceIn(tx, `account ${accountId}`, () => findUsableAccount(tx, accountId, today))) ? accountId : undefined
}

/** Tokens carry no fact of a person, only a name for this relying party; facts are told at userinfo, each time read anew and logged. */
async function claimsOf(ctx: KoaContextWithOIDC, accountId: string, use: string, scopes: string, claims: object): Promise<{ sub: string; [claim: string]: unknown }> {
  const who = { sub: accountId, ...actOf(clientNotes(ctx).organisationId, accountId) }
  if (use !== 'userinfo') return who
  const wanted = factsAsked(scopes, Object.keys(claims))
  if (wanted.length === 0) return who
  const consent = await consentBehind(ctx)
  return { ...who, ...(await readForRelyingParty(ctx, consent, wanted.filter((fact) => consent.fields.includes(fact)))) }
}

/** Begins to read what is asked of whoever holds an access token, side by side: the account, the person, the agreement. */
export function readHolderAhead(environment: Environment, payload: Readonly<Record<string, unknown>>, grantId: unknown): void {
  const { tx, now, today } = scope().ctx
  const { accountId } = payload
  if (environment === 'live' && typeof accountId === 'string' && isId(accountId)) onceIn(tx, `account ${accountId}`, () => findUsableAccount(tx, accountId, today)).catch(() => undefined)
  if (typeof grantId === 'string') onceIn(tx, consentName(grantId), () => consentOfGrant(tx, grantId, now)).catch(() => undefined)
}

const consentName = (grantId: string): string => `consent of ${grantId}`

/** The agreement on which this token stands, now: withdrawn a moment ago means no. */
async function consentBehind(ctx: KoaContextWithOIDC): Promise<Consent> {
  const token = ctx.oidc.accessToken
  const { tx, now } = scope().ctx
  const consent = token?.grantId === undefined ? undefined : await onceIn(tx, consentName(token.grantId), () => consentOfGrant(tx, token.grantId!, now))
  if (!consent || consent.clientId !== ctx.oidc.client!.clientId || consent.accountId !== token!.accountId) throw new errors.InvalidToken('no consent stands behind this token')
  return consent
}

async function readForRelyingParty(ctx: KoaContextWithOIDC, consent: Consent, wanted: readonly Fact[]): Promise<Record<string, unknown>> {
  const notes = clientNotes(ctx)
  const purpose = notes.purposes.find(({ code }) => code === consent.purpose)
  if (!purpose || !sameWords(consent, purpose)) throw new errors.InvalidToken('the purpose of this consent is no longer approved in the words the person read')
  refuseWeakSignIn(ctx, purpose)
  const still = wanted.filter((fact) => purpose.facts.some((each) => each.fact === fact))
  const asked = scope()
  asked.who.actor = { kind: 'relying-party', clientId: consent.clientId, name: notes.organisation }
  // The log names both: whose data it is, and the person on whose word it is told.
  const agreedBy = await actorBehind(consent)
  asked.who.onBehalfOf = agreedBy
  asked.who.purpose = { code: `consent:${consent.clientId}:${consent.purpose}`, basis: 'Luật 91/2025/QH15 (đồng ý); NĐ 69/2024/NĐ-CP', text: agreedBy === null ? purpose.vi : `${purpose.vi} (người làm thay đã đồng ý)` }
  Object.assign(asked.call, { purpose: consent.purpose, fields: still })
  const values = await readFactValues({ ...asked.ctx, actor: asked.who.actor, purpose: asked.who.purpose }, consent.accountId, still)
  if (!values) throw new errors.InvalidToken('the account can no longer be used')
  touchConsent(asked.ctx.tx, consent.consentId, asked.ctx.now)
  return Object.assign({}, ...values.map(({ claims }) => claims)) as Record<string, unknown>
}

/** Who agreed in somebody else's place; null where the person agreed. */
async function actorBehind({ accountId }: Consent): Promise<string | null> {
  const { accountId: actor, actingFor } = signedInAs(accountId)
  return actingFor === null ? null : ((await findUsableAccount(scope().ctx.tx, actor, scope().ctx.today))?.personId ?? null)
}

const clientNotes = (ctx: KoaContextWithOIDC): ClientNotes => (ctx.oidc.client as unknown as { congdan: ClientNotes }).congdan

/** RFC 9470: the token is good, but the sign-in behind it is too weak or too long ago for what is asked. */
function refuseWeakSignIn(ctx: KoaContextWithOIDC, purpose: ClientPurpose): void {
  const { acr, auth_time: at } = (ctx.oidc.accessToken as unknown as { extra?: { acr?: string; auth_time?: number } }).extra ?? {}
  const tooWeak = levelOfAcr(acr) < purpose.authLevel
  const tooOld = purpose.freshWithin !== null && (at ?? 0) < millisecondsOf(scope().ctx.now) / 1_000 - purpose.freshWithin
  if (!tooWeak && !tooOld) return
  scope().call.stepUp = `acr_values="${acrOf(purpose.authLevel)}"${purpose.freshWithin === null ? '' : `, max_age="${purpose.freshWithin}"`}`
  throw new StepUpNeeded()
}

class StepUpNeeded extends errors.OIDCProviderError {
  constructor() {
    super(401, 'insufficient_user_authentication')
    this.error_description = 'a different or more recent authentication is required'
  }
}

/** What an access token remembers of the sign-in it came from, for the check above and for introspection: also who acts for whom. */
export function signInBehind(ctx: KoaContextWithOIDC, accountId: string | undefined): Record<string, unknown> {
  const { entities } = ctx.oidc
  const source = (entities.AuthorizationCode ?? entities.RefreshToken ?? entities.DeviceCode ?? entities['BackchannelAuthenticationRequest']) as { acr?: string; authTime?: number } | undefined
  return { ...(source?.acr ? { acr: source.acr } : {}), ...(source?.authTime ? { auth_time: source.authTime } : {}), ...(accountId === undefined ? {} : actOf(clientNotes(ctx).organisationId, accountId)) }
}
