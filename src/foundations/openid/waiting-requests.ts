import { errors, type BackchannelAuthenticationRequest, type Provider } from 'oidc-provider'
import { ownSessions } from '../eid/index.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, instantOf, millisecondsOf, plusSeconds, type CitizenActor, type Ctx, type Instant } from '../../platform/index.ts'
import type { ActingRight } from '../mandates/index.ts'
import { acrOf, leastLevelAsked } from './acr.ts'
import { actingHolder, idOf, signedInAs } from './acting.ts'
import { endGrants, hashOf, modelName, payloadOf } from './adapter.ts'
import type { ClientPurpose } from './client.ts'
import { endStanding } from './consent.sql.ts'
import type { Fact } from './facts.ts'
import { allowAsked } from './grants.ts'
import { amrOf } from './mirror-session.ts'
import { payloadsOfAccount } from './payload.sql.ts'
import { notesOf, providerFor } from './provider.ts'
import { factsOfRequest, purposeOfRequest } from './purpose.ts'
import { readFactValues, type FactValue } from './read-facts.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { inScope, scopeOf } from './request-scope.ts'
import { askerOf, keepConsent, ruleFor, type Asker } from './requests.ts'
import { refuseUnlessSeen, seenOf } from './shown-request.ts'

/** A sign-in somewhere else that asks this person (CIBA): at a bank's counter, on the telephone. */
export interface WaitingRequest {
  /** Names the request on our pages; not the secret of the relying party. */
  readonly name: string
  readonly from: Asker
  readonly purpose: ClientPurpose
  readonly facts: readonly Fact[]
  /** What the other side sees on its screen too. */
  readonly message: string | null
  readonly until: Instant
  /** What is read on its page, to come back with the answer. */
  readonly seen: string
  /** The person it is about, where that is somebody the asked one acts for. */
  readonly actingFor: string | null
}

interface Found extends WaitingRequest {
  readonly request: BackchannelAuthenticationRequest
  readonly level: number
}

const kind = 'BackchannelAuthenticationRequest'

/** Requests that wait for the person who is signed in. */
export async function waitingRequests(ctx: Ctx): Promise<WaitingRequest[]> {
  const me = citizenOf(ctx)
  const provider = await providerFor('live')
  return inScope(scopeOf(ctx), () => waitingFor(ctx, provider, me))
}

/** The values that would be told, for the page of one request, and by which right another answers it. Refuses in a session that works for somebody else than the request is about. */
export async function waitingRequest(ctx: Ctx, name: string): Promise<{ request: WaitingRequest; acting: ActingRight | null; values: (FactValue & { why: string; required: boolean })[] }> {
  const me = citizenOf(ctx)
  const request = (await waitingRequests(ctx)).find((each) => each.name === name) ?? refuse('openid.request-ended')
  const acting = await rightToAnswer(ctx, me, request)
  if (request.facts.length > 0) allow(ctx, 'openid.share-personal-facts', { person: me.personId })
  const values = (await readFactValues(ctx, idOf({ accountId: me.accountId, actingFor: request.actingFor }), request.facts)) ?? refuse('openid.request-ended')
  return { request, acting, values: values.map((value) => ({ ...value, ...ruleFor(request.purpose, value.fact) })) }
}

/** Yes or no to one of them, once: a second answer finds it gone. A yes is to what was read (`seen`). */
export async function answerWaitingRequest(ctx: Ctx, input: { name: string; agree: boolean; seen: string; ticked: readonly Fact[] }): Promise<void> {
  const me = citizenOf(ctx)
  const provider = await providerFor('live')
  await inScope(scopeOf(ctx), async () => {
    const found = (await waitingFor(ctx, provider, me)).find((each) => each.name === input.name) ?? refuse('openid.request-ended')
    const acting = await rightToAnswer(ctx, me, found)
    if (!input.agree) return provider.backchannelResult(found.request, new errors.AccessDenied('the person did not agree'))
    if (found.facts.length > 0) allow(ctx, 'openid.share-personal-facts', { person: me.personId })
    refuseUnlessSeen(found, input.seen)
    refuseUnless(me.authLevel >= found.level, 'openid.level-needed')
    const session = (await ownSessions(ctx)).find(({ sessionId }) => sessionId === me.sessionId) ?? refuse('openid.request-ended')
    const { from, purpose, facts } = found
    const accountId = idOf({ accountId: me.accountId, actingFor: found.actingFor })
    const grant = new provider.Grant({ accountId, clientId: from.clientId })
    allowAsked(grant, { scope: found.request.scope, claims: found.request.claims })
    const grantId = await grant.save()
    await endGrants(ctx.tx, (await endStanding(ctx.tx, accountId, from.clientId, purpose.code, ctx.now)).map((old) => old.grantId))
    await keepConsent(ctx, { consentId: newId(), accountId, personId: acting?.subjectId ?? me.personId, from, purpose, facts, ticked: input.ticked, grantId, organisationId: notesOf(await provider.Client.find(from.clientId)).organisationId })
    return provider.backchannelResult(found.request, grant, { acr: acrOf(me.authLevel), amr: amrOf(session.factors), authTime: Math.floor(millisecondsOf(session.provedAt) / 1_000) })
  })
}

async function waitingFor(ctx: Ctx, provider: Provider, me: CitizenActor): Promise<Found[]> {
  const model = modelName('live', kind)
  const rows = (await payloadsOfAccount(ctx.tx, model, me.accountId, ctx.now)).filter(({ payload, consumedAt }) => consumedAt === null && payload['grantId'] === undefined && payload['error'] === undefined)
  const found = await Promise.all(rows.map(async (row): Promise<Found | undefined> => {
    const request = new provider.BackchannelAuthenticationRequest(payloadOf(row, model) as never)
    const client = await provider.Client.find(request.clientId!)
    if (!client) return undefined
    const params = request.params ?? {}
    const notes = notesOf(client)
    const purpose = purposeOfRequest(notes, params)
    const asks = { actingFor: signedInAs(request.accountId!).actingFor, from: askerOf(client.clientId, client.clientName ?? client.clientId, notes), purpose, facts: factsOfRequest(params) }
    return {
      ...asks, request, name: Buffer.from(hashOf(`name of ${request.jti}`)).toString('base64url').slice(0, 22), seen: seenOf(asks), level: Math.max(purpose.authLevel, leastLevelAsked(String(params['acr_values'] ?? '').split(' '))),
      message: typeof params['binding_message'] === 'string' ? params['binding_message'] : null, until: request.exp ? instantOf(request.exp * 1_000) : plusSeconds(ctx.now, 60),
    }
  }))
  return found.filter((each) => each !== undefined)
}

/** A request about oneself is answered as oneself, one about another while acting for that one: token and log then name both. Refuses what does not fit, and a right that is no more. */
async function rightToAnswer(ctx: Ctx, me: CitizenActor, { actingFor }: Pick<WaitingRequest, 'actingFor'>): Promise<ActingRight | null> {
  refuseUnless(actingFor === ctx.onBehalfOf, actingFor === null ? 'openid.request-own' : 'openid.request-acting')
  if (actingFor === null) return null
  const acting = await actingHolder(ctx.tx, me.accountId, actingFor, ctx.today)
  return typeof acting === 'object' ? acting.right : refuse(acting)
}

function citizenOf(ctx: Ctx): CitizenActor {
  allow(ctx, 'openid.answer-request', { person: ctx.actor.kind === 'citizen' ? ctx.actor.personId : null })
  return ctx.actor as CitizenActor
}
