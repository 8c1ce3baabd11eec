import { addDays } from '../../../kernel/plain-date.ts'
import { allow, type Ctx, type Instant, type PlainDate } from '../../../platform/index.ts'
import { readPeople } from '../../population/index.ts'
import { shownAddress, type ShownAddress } from '../address.ts'
import { selectLate, selectMissing, selectNight, selectStandingOf, type StoredNight } from './lodging.sql.ts'
import { reasonWords, type LodgingReason } from './reasons.ts'

/** One guest of a night, with what the register says where the number is known. */
export interface LodgedGuest {
  readonly stayId: string
  readonly noticeId: string
  readonly reference: string
  readonly host: { readonly hostId: string; readonly kind: 'household' | 'place'; readonly name: string | null; readonly address: ShownAddress }
  readonly room: string | null
  /** Null: no such number in the register, or no number at all. */
  readonly personId: string | null
  /** As the register has it; else as the host told. */
  readonly fullName: string
  readonly toldName: string | null
  readonly docKind: 'pin' | 'passport' | 'other' | 'none'
  readonly docNumber: string | null
  readonly nationality: string
  readonly reasonText: string
  readonly arriveAt: Instant
  readonly leavesOn: PlainDate
  readonly receivedAt: Instant
  /** The device's clock, for a notice that waited for a network. */
  readonly deviceAt: Instant | null
  readonly dueAt: Instant
  readonly late: boolean
  readonly channel: 'quick' | 'offline' | 'file'
}

/**
 * P-20: guests who stay in a commune over this night, by place and time of arrival. For the police of the commune; logged
 * with every guest known to the register. At most 2,000; `more` says that there are others.
 */
export async function lodgingTonight(ctx: Ctx, input: { readonly area: string; readonly night?: PlainDate }): Promise<{ guests: LodgedGuest[]; more: boolean }> {
  allow(ctx, 'lodging.read-area', { area: input.area })
  const rows = await selectNight(ctx.tx, input.area, input.night ?? ctx.today, most + 1)
  return { guests: await withNames(ctx, rows.slice(0, most)), more: rows.length > most }
}

/** Notices of a commune that came after their time, newest first, received from the first to the last of these days. Rights and log as `lodgingTonight`. */
export async function lateNotices(ctx: Ctx, input: { readonly area: string; readonly from: PlainDate; readonly to: PlainDate }): Promise<LodgedGuest[]> {
  allow(ctx, 'lodging.read-area', { area: input.area })
  return withNames(ctx, await selectLate(ctx.tx, input.area, input.from, input.to, most))
}

export interface MissingReporter {
  readonly placeId: string
  readonly name: string
  readonly address: ShownAddress
  /** On how many of the fourteen nights before guests had arrived. */
  readonly usualNights: number
  readonly lastReportedAt: Instant
}

/** Lodging places that told of arrivals on at least half of the fourteen days before and of none on this one. No personal data. */
export async function missingReporters(ctx: Ctx, input: { readonly area: string; readonly night?: PlainDate }): Promise<MissingReporter[]> {
  allow(ctx, 'lodging.read-area', { area: input.area })
  const night = input.night ?? ctx.today
  return (await selectMissing(ctx.tx, input.area, addDays(night, -14), night, 7)).map(({ placeId, name, area, province, detail, usualNights, lastReportedAt }) =>
    ({ placeId, name, usualNights, lastReportedAt, address: shownAddress({ area, province, detail, oldText: null }, ctx.today) }))
}

/** Relatives told of once in a commune. Rights and log as `lodgingTonight`. */
export async function standingGuests(ctx: Ctx, input: { readonly area: string }): Promise<{ hostId: string; personId: string | null; name: string; relation: string; since: PlainDate }[]> {
  allow(ctx, 'lodging.read-area', { area: input.area })
  const rows = await selectStandingOf(ctx.tx, input.area, most)
  ctx.logRead({ kind: 'list', register: 'residence', subjects: rows.flatMap((row) => row.personId ?? []), fields: ['lodging'] })
  return rows
}

const most = 2_000

async function withNames(ctx: Ctx, rows: readonly StoredNight[]): Promise<LodgedGuest[]> {
  const ids = [...new Set(rows.flatMap((row) => row.guestId ?? []))]
  if (ids.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: ids, fields: ['lodging'] })
  const people = await readPeople(ctx, ids, ['fullName'], { lawfulBy: 'Luật Cư trú 2020, đ.30' })
  return rows.map((row) => ({
    stayId: row.stayId, noticeId: row.noticeId, reference: row.reference, room: row.room, personId: row.guestId, toldName: row.guestName, docKind: row.docKind, docNumber: row.docNumber, nationality: row.nationality,
    host: { hostId: row.hostId, kind: row.hostKind, name: row.hostName, address: shownAddress({ area: row.area, province: row.province, detail: row.detail, oldText: null }, ctx.today) },
    fullName: (row.guestId && people.get(row.guestId)?.fullName) || (row.guestName ?? ''), reasonText: reasonWords[row.reason as LodgingReason] ?? row.reason, arriveAt: row.arriveAt, leavesOn: row.to, receivedAt: row.recordedAt,
    deviceAt: row.deviceAt, dueAt: row.dueAt, late: row.late, channel: row.channel,
  }))
}
