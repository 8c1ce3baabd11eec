import type { Ctx, Instant, PlainDate } from '../../../platform/index.ts'
import { hostFor, reporterOf } from './hosts.ts'
import { selectBook, selectLast, selectNotice, type StoredStay } from './lodging.sql.ts'
import { refuse } from './refusals.ts'

/** A guest as the host told of him or her: nothing from the register. */
export type BookEntry = Pick<StoredStay, 'noticeId' | 'reference' | 'room' | 'guestName' | 'docKind' | 'docNumber' | 'nationality' | 'reason' | 'arriveAt' | 'dueAt' | 'late' | 'channel' | 'deviceAt' | 'recordedAt' | 'from' | 'to'>

/** C-36: guests of one's dwelling or place with a night between two days, latest arrival first, at most 2,000. Holds only what the host told. */
export async function guestBook(ctx: Ctx, input: { readonly hostId: string; readonly from: PlainDate; readonly to: PlainDate }): Promise<BookEntry[]> {
  const host = await hostFor(ctx, input.hostId)
  const rows = await selectBook(ctx.tx, host.hostId, input.from, input.to)
  // Whether the register knows the number is not told to the host.
  return rows.map(({ noticeId, reference, room, guestName, docKind, docNumber, nationality, reason, arriveAt, dueAt, late, channel, deviceAt, recordedAt, from, to }) =>
    ({ noticeId, reference, room, guestName, docKind, docNumber, nationality, reason, arriveAt, dueAt, late, channel, deviceAt, recordedAt, from, to }))
}

/** A notice one has sent, for its receipt. */
export async function ownNotice(ctx: Ctx, noticeId: string): Promise<{ hostId: string; reference: string; recordedAt: Instant; guests: number; late: boolean; labels: readonly string[] }> {
  return (await selectNotice(ctx.tx, reporterOf(ctx), noticeId)) ?? refuse('lodging.unknown')
}

/** Where, why and for how long one reported last: what the next notice begins with. */
export async function lastNotice(ctx: Ctx): Promise<{ hostId: string; reason: string; nights: number } | undefined> {
  return selectLast(ctx.tx, reporterOf(ctx))
}
