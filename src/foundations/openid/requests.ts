import { errors, type Interaction, type InteractionResults, type Provider } from 'oidc-provider'
import { actFor, ownSessions } from '../eid/index.ts'
import type { ActingRight } from '../mandates/index.ts'
import { newId } from '../../kernel/ids.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { allow, defineKeyUse, keys, millisecondsOf, plusSeconds, type CitizenActor, type Ctx, type Instant } from '../../platform/index.ts'
import { acrOf, leastLevelAsked } from './acr.ts'
import { actingHolder, idOf, subjectOf } from './acting.ts'
import { endGrants } from './adapter.ts'
import type { ClientNotes, ClientPurpose } from './client.ts'
import { endStanding, insertConsent } from './consent.sql.ts'
import type { Fact } from './facts.ts'
import { allowAsked } from './grants.ts'
import { HeldResponse, requestOf } from './held-exchange.ts'
import { amrOf } from './mirror-session.ts'
import { notesOf, providerFor } from './provider.ts'
import { factsOfRequest, purposeOfRequest } from './purpose.ts'
import { readFactValues, type FactValue } from './read-facts.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { inScope, scopeOf, type Environment } from './request-scope.ts'
import { sandboxAccount, sandboxPeople, sandboxPersonOf } from './sandbox-people.ts'
import { refuseUnlessSeen, seenOf, shownOf } from './shown-request.ts'

const receiptKey = defineKeyUse('consent-receipt', 'hmac-sha256')

export interface Asker {
  readonly clientId: string
  readonly name: string
  readonly organisation: string
  readonly licence: string | null
}

/** A request of a relying party that waits for this browser. */
export interface OpenRequest {
  readonly environment: Environment
  readonly uid: string
  readonly asks: 'sign-in' | 'consent'
  readonly from: Asker
  readonly purpose: ClientPurpose
  readonly facts: readonly Fact[]
  /** Whom the session of the request belongs to; null before anybody signed in. */
  readonly accountId: string | null
  /** Authentication level the sign-in must have; and the moment (seconds) before which it may not have been. */
  readonly level: number
  readonly notBefore: number | null
  /** Where the browser goes afterwards: pages that send a form must allow it. */
  readonly goesTo: string
}

interface Opened extends OpenRequest {
  readonly interaction: Interaction
  answer(result: InteractionResults, merge?: boolean): Promise<string>
}

export type BrowserCookies = Readonly<Record<string, string>>

/** The request under this address, if it was this browser that brought it (a signed cookie says so). Refuses one that is over. */
async function opened<T>(ctx: Ctx, environment: Environment, uid: string, cookies: BrowserCookies, work: (opened: Opened, provider: Provider) => Promise<T>): Promise<T> {
  const provider = await providerFor(environment)
  return inScope(scopeOf(ctx), async () => {
    const request = requestOf({ method: 'GET', url: '/', headers: { cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ') }, body: null, remote: '' }, '')
    const response = new HeldResponse(request)
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined)
    if (interaction?.uid !== uid) return refuse('openid.request-ended')
    const client = await provider.Client.find(String(interaction.params['client_id']))
    if (!client) return refuse('openid.request-ended')
    const notes = notesOf(client)
    const purpose = purposeOfRequest(notes, interaction.params)
    const { reasons, name } = interaction.prompt
    return work({
      environment, uid, interaction, purpose, asks: name === 'login' ? 'sign-in' : 'consent', from: askerOf(client.clientId, client.clientName ?? client.clientId, notes),
      facts: factsOfRequest(interaction.params), accountId: interaction.session?.accountId ?? null,
      level: Math.max(purpose.authLevel, leastLevelAsked(String(interaction.params['acr_values'] ?? '').split(' '))),
      notBefore: reasons.some((reason) => ['login_prompt', 'max_age', 'not-fresh'].includes(reason)) ? interaction.iat : null,
      goesTo: originOf(String(interaction.params['redirect_uri'] ?? '')),
      answer: async (result, merge = true) => new URL(await provider.interactionResult(request, response, result, { mergeWithLastSubmission: merge }).catch(ended)).pathname,
    }, provider)
  })
}

/** A request as its page shows it. */
export const openRequest = (ctx: Ctx, environment: Environment, uid: string, cookies: BrowserCookies): Promise<OpenRequest> => opened(ctx, environment, uid, cookies, async (one) => one)

export type SignInOutcome = { readonly ok: true; readonly next: string } | { readonly ok: false; readonly because: 'nobody' | 'too-old' | 'too-weak' | 'acting-ended' }

/** Goes on as whoever is signed in here, when that sign-in is strong and fresh enough for the request; says what is missing otherwise. */
export async function goOnSignedIn(ctx: Ctx, uid: string, cookies: BrowserCookies): Promise<SignInOutcome> {
  const { actor } = ctx
  if (actor.kind !== 'citizen') return { ok: false, because: 'nobody' }
  allow(ctx, 'openid.answer-request', { person: actor.personId })
  await actingRight(ctx)
  const session = (await ownSessions(ctx)).find(({ sessionId }) => sessionId === actor.sessionId) ?? refuse('openid.request-ended')
  return goOnIn(ctx, actor, uid, cookies, session)
}

/** The same for who has signed in within this very transaction, and so acts for nobody else. */
export async function goOnJustSignedIn(ctx: Ctx, uid: string, cookies: BrowserCookies, factors: readonly string[]): Promise<SignInOutcome> {
  const { actor } = ctx
  if (actor.kind !== 'citizen') return { ok: false, because: 'nobody' }
  allow(ctx, 'openid.answer-request', { person: actor.personId })
  return goOnIn(ctx, actor, uid, cookies, { provedAt: ctx.now, factors, actingFor: null })
}

function goOnIn(ctx: Ctx, actor: CitizenActor, uid: string, cookies: BrowserCookies, session: { readonly provedAt: Instant; readonly factors: readonly string[]; readonly actingFor: string | null }): Promise<SignInOutcome> {
  const at = Math.floor(millisecondsOf(session.provedAt) / 1_000)
  return opened(ctx, 'live', uid, cookies, async (one) => {
    if (session.actingFor !== null && ctx.onBehalfOf === null) {
      await actFor(ctx, null)
      return { ok: false, because: 'acting-ended' }
    }
    if (one.notBefore !== null && at < one.notBefore) return { ok: false, because: 'too-old' }
    if (actor.authLevel < one.level) return { ok: false, because: 'too-weak' }
    return { ok: true, next: await one.answer({ login: { accountId: idOf({ accountId: actor.accountId, actingFor: ctx.onBehalfOf }), ts: at, acr: acrOf(actor.authLevel), amr: amrOf(session.factors), remember: true } }) }
  })
}

/** The right on which the signed-in person goes on for another; null when they are here for themselves. Refuses a right that does not reach other parties: nobody is signed in as themselves instead. */
async function actingRight(ctx: Ctx): Promise<ActingRight | null> {
  if (ctx.actor.kind !== 'citizen' || ctx.onBehalfOf === null) return null
  const acting = await actingHolder(ctx.tx, ctx.actor.accountId, ctx.onBehalfOf, ctx.today)
  return typeof acting === 'object' ? acting.right : refuse(acting)
}

/** Signs in as one of the forty of the sandbox: only there, where nobody is real. */
export async function goOnAsSandboxPerson(ctx: Ctx, uid: string, cookies: BrowserCookies, key: string): Promise<string> {
  allow(ctx, 'openid.serve')
  const person = sandboxPeople.find((each) => each.key === key)
  if (person?.state !== 'active') return refuse('openid.person-cannot')
  const amr = person.authLevel === 2 ? ['pwd', 'otp'] : ['otp']
  return opened(ctx, 'sandbox', uid, cookies, (one) => one.answer({ login: { accountId: sandboxAccount(key), ts: Math.floor(millisecondsOf(ctx.now) / 1_000), acr: acrOf(person.authLevel), amr, remember: false } }))
}

export interface ConsentQuestion {
  readonly request: OpenRequest
  readonly values: readonly (FactValue & { readonly why: string; readonly required: boolean })[]
  readonly until: string
  readonly signedInAs: string | null
  /** What is read on the page, to come back with the answer. */
  readonly seen: string
  /** Why the person who is asked may answer for another; null when they are asked about themselves. */
  readonly acting: ActingRight | null
}

/** Everything the consent screen shows, with the values that would be told (ux.md C-22). */
export async function consentQuestion(ctx: Ctx, environment: Environment, uid: string, cookies: BrowserCookies): Promise<ConsentQuestion> {
  return opened(ctx, environment, uid, cookies, async (one) => {
    const accountId = refuseUnlessForMe(ctx, one)
    if (environment === 'live' && one.facts.length > 0) allow(ctx, 'openid.share-personal-facts', { person: (ctx.actor as CitizenActor).personId })
    const values = (await readFactValues(ctx, accountId, one.facts)) ?? refuse('openid.request-ended')
    return { request: one, seen: seenOf(one), acting: await actingRight(ctx), until: plusSeconds(ctx.now, one.purpose.days * 86_400), signedInAs: sandboxPersonOf(accountId)?.name ?? null, values: values.map((value) => ({ ...value, ...ruleFor(one.purpose, value.fact) })) }
  })
}

/** Yes, to these facts: those that are needed, and of the others what was ticked. One agreement for each purpose; it takes the place of the one before. Refuses when what is asked is no longer what was read (`seen`). Returns where to go on. */
export async function giveConsent(ctx: Ctx, environment: Environment, uid: string, cookies: BrowserCookies, given: { seen: string; ticked: readonly Fact[] }): Promise<string> {
  return opened(ctx, environment, uid, cookies, async (one, provider) => {
    const accountId = refuseUnlessForMe(ctx, one)
    const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : newId()
    if (environment === 'live' && one.facts.length > 0) allow(ctx, 'openid.share-personal-facts', { person: me })
    const personId = (await actingRight(ctx))?.subjectId ?? me
    const { from, purpose } = one
    refuseUnlessSeen(one, given.seen)
    const grant = new provider.Grant({ accountId, clientId: from.clientId })
    allowAsked(grant, one.interaction.params)
    const grantId = await grant.save()
    await endGrants(ctx.tx, (await endStanding(ctx.tx, accountId, from.clientId, purpose.code, ctx.now)).map((old) => old.grantId))
    await keepConsent(ctx, { consentId: newId(), accountId, personId, from, purpose, facts: one.facts, ticked: given.ticked, grantId, organisationId: notesOf(await provider.Client.find(from.clientId)).organisationId })
    return one.answer({ consent: { grantId } })
  })
}

interface NewConsent {
  readonly consentId: string
  readonly accountId: string
  readonly personId: string
  readonly from: Asker
  readonly purpose: ClientPurpose
  readonly facts: readonly Fact[]
  readonly ticked: readonly Fact[]
  readonly grantId: string
  readonly organisationId: string
}

/** Writes an agreement down with the words that were shown and our seal over all of it, so that it can be proved. */
export async function keepConsent(ctx: Ctx, given: NewConsent): Promise<void> {
  const { consentId, accountId, personId, from, purpose, facts, grantId } = given
  const fields = facts.filter((fact) => ruleFor(purpose, fact).required || given.ticked.includes(fact))
  const consent = {
    consentId, accountId, personId, clientId: from.clientId, purpose: purpose.code, shown: shownOf({ from, purpose, facts }), asked: facts, fields, grantId,
    subject: await subjectOf(ctx.tx, given.organisationId, accountId), givenAt: ctx.now, expiresAt: plusSeconds(ctx.now, purpose.days * 86_400),
  }
  await insertConsent(ctx.tx, { ...consent, receipt: Buffer.from(keys().hmac(receiptKey, canonicalJson(consent))).toString('base64url') })
  if (!accountId.startsWith('sandbox:')) ctx.publish('openid.consent-given', { personId, consentId, organisation: from.organisation, purpose: purpose.vi }, { subject: personId })
}

/** No. The relying party is told that the person said no, and nothing else. */
export async function declineRequest(ctx: Ctx, environment: Environment, uid: string, cookies: BrowserCookies): Promise<string> {
  allow(ctx, 'openid.serve')
  return opened(ctx, environment, uid, cookies, (one) => one.answer({ error: 'access_denied', error_description: 'the person did not agree' }, false))
}

function refuseUnlessForMe(ctx: Ctx, { environment, accountId }: OpenRequest): string {
  if (environment === 'sandbox') {
    allow(ctx, 'openid.serve')
    return accountId ?? refuse('openid.request-ended')
  }
  allow(ctx, 'openid.answer-request', { person: ctx.actor.kind === 'citizen' ? ctx.actor.personId : null })
  refuseUnless(accountId !== null && ctx.actor.kind === 'citizen' && idOf({ accountId: ctx.actor.accountId, actingFor: ctx.onBehalfOf }) === accountId, 'openid.not-yours')
  return accountId
}

export const askerOf = (clientId: string, name: string, { organisation, licence }: ClientNotes): Asker => ({ clientId, name, organisation, licence })

/** Why a fact is asked; what is not in the purpose is never asked (the request would have been refused). */
export function ruleFor(purpose: ClientPurpose, fact: Fact): { why: string; required: boolean } {
  const found = purpose.facts.find((each) => each.fact === fact)
  return { why: found?.why ?? '', required: found?.required ?? false }
}

/** Answered in another window meanwhile. */
function ended(error: unknown): never {
  if (error instanceof errors.SessionNotFound) return refuse('openid.request-ended')
  throw error
}

function originOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : ''
}
