import { newId } from '../../kernel/ids.ts'
import { isDemonstration } from '../eid/index.ts'
import { allow, defineJob, millisecondsOf, plusSeconds, type Ctx, type StoredEvent } from '../../platform/index.ts'
import { clientInForce, findClient, type ClientInForce } from './clients.sql.ts'
import { consentById } from './consent.sql.ts'
import { NotPublicAddress, postOutside } from './outside-call.ts'
import { attempted, insertPartyEvent, takeAttempt, type PartyEvent, type PartyEventKind } from './party-events.sql.ts'
import type { Environment } from './request-scope.ts'
import { issuerOf } from './settings.ts'
import { signedToken } from './signed-token.ts'

/** How long after each failure it is tried again: two days in all, then the developer sends it again by hand. A guess, not law. */
export const waits = [10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400] as const

/** What the events are called; the last is the one by which the Shared Signals Framework tests a receiver. */
export const eventTypes: Readonly<Record<PartyEventKind, string>> = {
  'consent-withdrawn': 'urn:congdan:event:consent-withdrawn', 'consent-shortened': 'urn:congdan:event:consent-shortened', 'client-decided': 'urn:congdan:event:client-decided',
  'verification': 'https://schemas.openid.net/secevent/ssf/event-type/verification',
}

const job = 'openid.tell-party'

/** Writes down what a party is to be told, once for each source, and begins to tell it. Nothing where it has named no address. */
export async function tellParty(ctx: Ctx, to: { clientId: string; address: string | null | undefined }, what: { kind: PartyEventKind; source: string; told: Readonly<Record<string, unknown>> }): Promise<boolean> {
  if (!to.address) return false
  const eventId = newId()
  if (!(await insertPartyEvent(ctx.tx, { eventId, clientId: to.clientId, ...what, madeAt: ctx.now }))) return false
  ctx.enqueue(job, { eventId, attempt: 0 })
  return true
}

/** A person took an agreement back, or let it end sooner: what was read by it has to go (Luật 91/2025/QH15), so its reader is told at once. */
export async function tellOfConsent(ctx: Ctx, { consentId, kind }: { consentId: string; kind: 'consent-withdrawn' | 'consent-shortened' }): Promise<void> {
  allow(ctx, 'openid.tell-party')
  const consent = await consentById(ctx.tx, consentId)
  const client = consent && (await clientInForce(ctx.tx, 'live', consent.clientId))
  if (!consent || !client) return
  const told = { sub: consent.subject, purpose: consent.purpose, ...(kind === 'consent-shortened' ? { until: consent.expiresAt } : {}) }
  const source = kind === 'consent-withdrawn' ? consentId : `${consentId} ${consent.expiresAt}`
  await tellParty(ctx, { clientId: consent.clientId, address: client.inForce.eventsUri }, { kind, source, told })
}

/** Two people decided, or one said no. */
export async function tellOfDecision(ctx: Ctx, { clientId, approved, final }: { clientId: string; approved: boolean; final: boolean }, { id }: Pick<StoredEvent, 'id'>): Promise<void> {
  allow(ctx, 'openid.tell-party')
  const client = final ? await findClient(ctx.tx, clientId) : undefined
  if (client) await tellParty(ctx, { clientId, address: client.inForce?.eventsUri }, { kind: 'client-decided', source: id, told: { decision: approved ? 'approved' : 'refused' } })
}

interface Attempt { readonly eventId: string; readonly attempt: number }

/** One try. Whoever comes second at the same moment finds it taken; a try that fails leaves the next one behind, later each time. */
defineJob<Attempt>(job, async (ctx, { eventId, attempt }) => {
  const event = await takeAttempt(ctx.tx, eventId, attempt)
  if (!event) return
  const client = await inForceAnywhere(ctx, event.clientId)
  const went = client?.inForce.eventsUri ? await push(ctx, event, client.environment, client.inForce.eventsUri) : { status: null, error: 'no-address' }
  const delivered = went.status !== null && went.status >= 200 && went.status < 300
  const wait = went.error === 'no-address' ? undefined : waits[attempt]
  const nextAt = delivered || wait === undefined ? null : plusSeconds(ctx.now, wait)
  await attempted(ctx.tx, eventId, { state: delivered ? 'delivered' : nextAt === null ? 'failed' : 'waiting', at: ctx.now, ...went, nextAt })
  if (nextAt !== null) ctx.enqueue(job, { eventId, attempt: attempt + 1 }, { runAt: nextAt })
})

/** Begins again with the first try. */
export const enqueueFirstTry = (ctx: Ctx, eventId: string): void => ctx.enqueue(job, { eventId, attempt: 0 })

const inForceAnywhere = async (ctx: Ctx, clientId: string): Promise<ClientInForce | undefined> => (await clientInForce(ctx.tx, 'live', clientId)) ?? clientInForce(ctx.tx, 'sandbox', clientId)

/** RFC 8935: the token is the body; 202 says that it was understood and kept. Sent again it is the same `jti`, by which the receiver knows it. */
async function push(ctx: Ctx, event: PartyEvent, environment: Environment, url: string): Promise<{ status: number | null; error: string | null }> {
  const text = await signedToken('secevent+jwt', securityEvent(event, environment))
  try {
    const status = await postOutside({ url, body: { type: 'application/secevent+jwt', text }, ownMachine: await isDemonstration.call(ctx.tx) })
    return { status, error: null }
  } catch (error) {
    return { status: null, error: error instanceof NotPublicAddress ? 'not-public-address' : String((error as { code?: unknown }).code ?? 'no-answer').slice(0, 40) }
  }
}

/** RFC 8417, the person by RFC 9493. */
export function securityEvent({ eventId, clientId, kind, told, madeAt }: PartyEvent, environment: Environment): Record<string, unknown> {
  const { sub, ...more } = told
  const iss = issuerOf(environment)
  return {
    iss, aud: clientId, jti: eventId, iat: Math.floor(millisecondsOf(madeAt) / 1_000),
    ...(typeof sub === 'string' ? { sub_id: { format: 'iss_sub', iss, sub } } : {}), events: { [eventTypes[kind]]: more },
  }
}
