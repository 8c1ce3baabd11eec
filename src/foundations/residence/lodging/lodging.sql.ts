import { sql, type Tx } from '../../../platform/index.ts'

const open = sql`superseded_at is null and valid_to is null`

export interface StoredHost {
  readonly hostId: string
  readonly kind: 'household' | 'place'
  readonly name: string | null
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly owner: boolean
}

const ownPlace = sql`select p.place_id as "hostId", 'place' as kind, p.name, p.area, p.province, p.detail, p.owner_id = `
const ownHome = sql`select h.household_id as "hostId", 'household' as kind, null::text as name, h.area, h.province, h.detail, false as owner from household h
  where h.superseded_at is null and h.valid_to is null and exists (select from household_member m where m.household_id = h.household_id and m.superseded_at is null and m.valid_to is null and m.standing = 'confirmed' and m.person_id = `

/** Dwellings first, then places by name. */
export function selectHosts(tx: Tx, personId: string): Promise<StoredHost[]> {
  return tx.many<StoredHost>(sql`select h.household_id as "hostId", 'household' as kind, null::text as name, h.area, h.province, h.detail, false as owner
      from household_member m join household h on h.household_id = m.household_id and h.superseded_at is null and h.valid_to is null
      where m.person_id = ${personId} and m.superseded_at is null and m.valid_to is null and m.standing = 'confirmed'
    union all ${ownPlace}${personId} as owner from lodging_place p where p.superseded_at is null and p.valid_to is null
      and (p.owner_id = ${personId} or p.place_id in (select s.place_id from lodging_staff s where s.person_id = ${personId} and s.superseded_at is null and s.valid_to is null))
    order by kind, name, "hostId"`)
}

export function selectHost(tx: Tx, personId: string, hostId: string): Promise<StoredHost | undefined> {
  return tx.maybe<StoredHost>(sql`${ownHome}${personId}) and h.household_id = ${hostId}
    union all ${ownPlace}${personId} as owner from lodging_place p where p.place_id = ${hostId} and p.superseded_at is null and p.valid_to is null
      and (p.owner_id = ${personId} or exists (select from lodging_staff s where s.place_id = p.place_id and s.person_id = ${personId} and s.superseded_at is null and s.valid_to is null))`)
}

export async function selectOwnedPlace(tx: Tx, personId: string, placeId: string): Promise<boolean> {
  return (await tx.many(sql`select 1 from lodging_place where place_id = ${placeId} and owner_id = ${personId} and ${open}`)).length === 1
}

export async function selectStaff(tx: Tx, placeId: string): Promise<string[]> {
  return (await tx.many<{ id: string }>(sql`select person_id as id from lodging_staff where place_id = ${placeId} and ${open} order by row_id`)).map(({ id }) => id)
}

export function selectNotice(tx: Tx, reporterId: string, noticeId: string): Promise<{ hostId: string; reference: string; recordedAt: string; guests: number; late: boolean; labels: string[] } | undefined> {
  return tx.maybe(sql`select host_id as "hostId", reference, recorded_at as "recordedAt", count(*) as guests, bool_or(late) as late, array_agg(coalesce(guest_name, '') order by row_id) as labels
    from lodging_stay where notice_id = ${noticeId} and reporter_id = ${reporterId} and superseded_at is null group by host_id, reference, recorded_at`)
}

export function selectLast(tx: Tx, reporterId: string): Promise<{ hostId: string; reason: string; nights: number } | undefined> {
  return tx.maybe(sql`select host_id as "hostId", reason, valid_to - valid_from as nights from lodging_stay where reporter_id = ${reporterId} and superseded_at is null order by recorded_at desc limit 1`)
}

export function selectStanding(tx: Tx, hostId: string): Promise<{ hostId: string; name: string; docNumber: string; relation: string; since: string }[]> {
  return tx.many(sql`select host_id as "hostId", guest_name as name, doc_number as "docNumber", relation, valid_from as since from lodging_standing where host_id = ${hostId} and ${open} order by valid_from, row_id`)
}

export function selectStandingOf(tx: Tx, area: string, most: number): Promise<{ hostId: string; personId: string | null; name: string; relation: string; since: string }[]> {
  return tx.many(sql`select host_id as "hostId", guest_id as "personId", guest_name as name, relation, valid_from as since from lodging_standing where area = ${area} and ${open} order by valid_from, row_id limit ${most}`)
}

/** Of these numbers, those told of at this host for an arrival on this day. */
export async function selectTold(tx: Tx, hostId: string, on: string, numbers: readonly string[]): Promise<Set<string>> {
  const found = await tx.many<{ n: string }>(sql`select doc_number as n from lodging_stay where host_id = ${hostId} and valid_from = ${on} and superseded_at is null and doc_number = any(${numbers}::text[])`)
  return new Set(found.map(({ n }) => n))
}

export interface StoredStay {
  readonly stayId: string
  readonly noticeId: string
  readonly reference: string
  readonly hostId: string
  readonly hostKind: 'household' | 'place'
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly room: string | null
  readonly guestId: string | null
  readonly guestName: string | null
  readonly docKind: 'pin' | 'passport' | 'other' | 'none'
  readonly docNumber: string | null
  readonly nationality: string
  readonly reason: string
  readonly arriveAt: string
  readonly dueAt: string
  readonly late: boolean
  readonly channel: 'quick' | 'offline' | 'file'
  readonly deviceAt: string | null
  readonly recordedAt: string
  readonly from: string
  readonly to: string
}
export interface StoredNight extends StoredStay {
  readonly hostName: string | null
}

const stayColumns = sql`s.row_id as "stayId", s.notice_id as "noticeId", s.reference, s.host_id as "hostId", s.host_kind as "hostKind", s.area, s.province, s.detail, s.room, s.guest_id as "guestId", s.guest_name as "guestName",
  s.doc_kind as "docKind", s.doc_number as "docNumber", s.nationality, s.reason, s.arrive_at as "arriveAt", s.due_at as "dueAt", s.late, s.channel, s.device_at as "deviceAt", s.recorded_at as "recordedAt", s.valid_from as "from", s.valid_to as "to"`
const withHost = sql`select ${stayColumns}, p.name as "hostName" from lodging_stay s left join lodging_place p on s.host_kind = 'place' and p.place_id = s.host_id and p.superseded_at is null and p.valid_to is null`

export function selectBook(tx: Tx, hostId: string, from: string, to: string): Promise<StoredStay[]> {
  return tx.many<StoredStay>(sql`select ${stayColumns} from lodging_stay s where s.host_id = ${hostId} and s.superseded_at is null and s.valid_from <= ${to} and s.valid_to > ${from} order by s.arrive_at desc, s.row_id limit 2000`)
}

/** A stay lasts less than thirty nights: nobody who arrived earlier is still there. */
export function selectNight(tx: Tx, area: string, night: string, most: number): Promise<StoredNight[]> {
  return tx.many<StoredNight>(sql`${withHost} where s.area = ${area} and s.superseded_at is null and s.valid_from <= ${night} and s.valid_from > ${night}::date - 31 and s.valid_to > ${night}
    order by p.name nulls last, s.detail, s.host_id, s.arrive_at, s.row_id limit ${most}`)
}

export function selectLate(tx: Tx, area: string, from: string, to: string, most: number): Promise<StoredNight[]> {
  return tx.many<StoredNight>(sql`${withHost} where s.area = ${area} and s.superseded_at is null and s.late and s.valid_from > ${from}::date - 31 and s.valid_from <= ${to}
    and (s.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date between ${from} and ${to} order by s.recorded_at desc, s.row_id limit ${most}`)
}

export function selectMissing(tx: Tx, area: string, from: string, night: string, least: number): Promise<{ placeId: string; name: string; area: string; province: string; detail: string; usualNights: number; lastReportedAt: string }[]> {
  return tx.many(sql`select p.place_id as "placeId", p.name, p.area, p.province, p.detail, u.nights as "usualNights", u.latest as "lastReportedAt"
    from lodging_place p join lateral (select count(distinct s.valid_from) filter (where s.valid_from < ${night}) as nights, count(*) filter (where s.valid_from = ${night}) as tonight, max(s.recorded_at) as latest
      from lodging_stay s where s.host_id = p.place_id and s.superseded_at is null and s.valid_from >= ${from} and s.valid_from <= ${night}) u on true
    where p.area = ${area} and p.superseded_at is null and p.valid_to is null and u.tonight = 0 and u.nights >= ${least} order by u.nights desc, p.name`)
}
