import { isId, newId } from '../../kernel/ids.ts'
import { plusSeconds, type Ctx } from '../../platform/index.ts'
import { ownClient, type OwnClient } from './edit-client.ts'
import { partyEventsOf, startAgain, testsSince, type PartyEvent } from './party-events.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { enqueueFirstTry, tellParty } from './tell-party.ts'

const testsAnHour = 20

/** what this party was told of, newest first, and how it went. */
export async function partyEventLog(ctx: Ctx, clientId: string): Promise<OwnClient & { events: PartyEvent[] }> {
  return { ...(await ownClient(ctx, clientId)), events: await partyEventsOf(ctx.tx, clientId, 100) }
}

/** an event that says nothing, to see whether the address answers. */
export async function sendTestEvent(ctx: Ctx, clientId: string): Promise<void> {
  const { client } = await ownClient(ctx, clientId)
  refuseUnless(client.state !== 'suspended' && Boolean(client.inForce?.eventsUri), 'openid.no-events-address', { field: 'eventsUri' })
  refuseUnless((await testsSince(ctx.tx, clientId, plusSeconds(ctx.now, -3_600))) < testsAnHour, 'openid.too-many-tests')
  const eventId = newId()
  await tellParty(ctx, { clientId, address: client.inForce?.eventsUri }, { kind: 'verification', source: eventId, told: { state: eventId } })
}

/** once more, by hand, under the same id. What is still being tried is left alone. */
export async function resendEvent(ctx: Ctx, clientId: string, eventId: string): Promise<void> {
  await ownClient(ctx, clientId)
  if (!isId(eventId) || !(await startAgain(ctx.tx, clientId, eventId, ctx.now))) return refuse('openid.event-unknown')
  enqueueFirstTry(ctx, eventId)
}
