import { allow, endedBelow, outboxAfter, transactionCluster, type Ctx, type OutboxEvent, type Tx } from '../../platform/index.ts'
import { appendEvents, findState, keepState, lastPosition, lockPlacing, selectEvents, type FeedEvent } from './feeds.sql.ts'

/** What a feed may give: changes of people, each with the ids of the people concerned. */
export const feedTypes = [
  'population.person-changed', 'population.life-status-changed', 'population.persons-merged', 'population.persons-unmerged', 'residence.permanent-registered', 'residence.temporary-registered', 'residence.temporary-renewed', 'residence.removed', 'residence.head-changed',
  'residence.household-split', 'residence.households-merged', 'residence.current-place-declared', 'residence.absence-declared', 'residence.absence-ended', 'residence.ended-with-status', 'residence.relation-corrected',
  'civil-status.birth-registered', 'civil-status.marriage-recorded', 'civil-status.entry-registered',
] as const

const atOnce = 2_000

/**
 * Gives the events of the outbox gapless places, in the order of their transactions and only below the oldest one still open, so that
 * whoever has read up to a place misses nothing that is committed later. True when more wait. After a restore into another cluster the old
 * numbers mean nothing: what has no place is taken by its place in the outbox.
 */
export async function placeEvents(ctx: Ctx): Promise<boolean> {
  allow(ctx, 'feeds.place-events')
  if (!(await lockPlacing(ctx.tx))) return false
  const [cluster, below, state] = [await transactionCluster(ctx.tx), await endedBelow(ctx.tx), await findState(ctx.tx)]
  const arriving = state === undefined || state.cluster !== cluster
  const events = await outboxAfter(ctx.tx, arriving ? null : state, feedTypes, arriving ? 10_000_000 : atOnce)
  if (events.length > 0) await appendEvents(ctx.tx, events.map((event) => ({ id: event.id, type: event.type, at: event.at, people: peopleOf(event), actId: actOf(event) })))
  const more = !arriving && events.length === atOnce
  const last = events.at(-1)
  if (arriving) await keepState(ctx.tx, cluster, { writtenIn: (BigInt(below) - 1n).toString(), position: Number.MAX_SAFE_INTEGER })
  else if (last) await keepState(ctx.tx, cluster, { writtenIn: last.writtenIn, position: last.position })
  return more
}

/** Whom an event is about: the names of these members are the same in every module. */
function peopleOf({ payload }: OutboxEvent): string[] {
  const listed = payload['personIds']
  const parts = payload['people']
  const found = [
    payload['personId'], payload['survivorId'], payload['mergedId'], payload['newHeadId'], payload['husbandId'], payload['wifeId'],
    ...(Array.isArray(listed) ? (listed as unknown[]) : []), ...(Array.isArray(parts) ? (parts as { personId?: unknown }[]).map((part) => part.personId) : []),
  ]
  return [...new Set(found.filter((id): id is string => typeof id === 'string'))]
}

/** The legal act behind an event; the member has the same name in every module. */
const actOf = ({ payload: { actId } }: OutboxEvent): string | null => (typeof actId === 'string' ? actId : null)

/** For other modules of this program: what happened after a place, ids only; ask for more with the last place. */
export function changesAfter(tx: Tx, position: number, options: { readonly types?: readonly string[]; readonly limit?: number } = {}): Promise<FeedEvent[]> {
  return selectEvents(tx, position, options.types ?? null, options.limit ?? 1_000)
}

/** Whom the events after a place are about, those without a place yet included: whoever has come no further does not know of their changes. */
export async function peopleBehind(tx: Tx, position: number): Promise<Set<string>> {
  const placed = await selectEvents(tx, position, null, mostBehind)
  const coming = await outboxAfter(tx, (await findState(tx)) ?? null, feedTypes, mostBehind)
  return new Set([...placed.flatMap(({ people }) => people), ...coming.flatMap(peopleOf)])
}

const mostBehind = 100_000

export { lastPosition }
