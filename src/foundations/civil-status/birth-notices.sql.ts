import { sql, type Tx } from '../../platform/index.ts'

export interface BirthNotice {
  readonly noticeId: string
  readonly facilityCode: string
  readonly facilityName: string
  readonly noticeNumber: string
  readonly noticeDate: string
  readonly motherId: string | null
  readonly motherPin: string | null
  readonly motherName: string
  readonly birthDate: string
  /** HH:MM in Việt Nam. */
  readonly birthTime: string | null
  readonly gender: 'male' | 'female' | 'undetermined'
  readonly weightGrams: number | null
  /** Which child of the mother. */
  readonly childOrder: number | null
  /** Which child of this delivery; 1 for a single birth. */
  readonly deliveryOrder: number
  readonly birthPlace: string
  readonly birthPlaceArea: string | null
  readonly receivedAt: string
  readonly state: 'waiting' | 'used'
}

const columns = sql`notice_id as "noticeId", facility_code as "facilityCode", facility_name as "facilityName", notice_number as "noticeNumber", notice_date as "noticeDate", mother_id as "motherId",
  mother_pin as "motherPin", mother_name as "motherName", birth_date as "birthDate", birth_time as "birthTime", gender, weight_grams as "weightGrams", child_order as "childOrder",
  delivery_order as "deliveryOrder", birth_place as "birthPlace", birth_place_area as "birthPlaceArea", received_at as "receivedAt", state`

/** False when this facility sent this number before. */
export async function insertNotice(tx: Tx, n: Omit<BirthNotice, 'state'> & { readonly signed: string }): Promise<boolean> {
  return (await tx.run(sql`insert into birth_notice (notice_id, facility_code, facility_name, notice_number, notice_date, mother_id, mother_pin, mother_name, birth_date, birth_time, gender, weight_grams,
      child_order, delivery_order, birth_place, birth_place_area, signed, received_at)
    values (${n.noticeId}, ${n.facilityCode}, ${n.facilityName}, ${n.noticeNumber}, ${n.noticeDate}, ${n.motherId}, ${n.motherPin}, ${n.motherName}, ${n.birthDate}, ${n.birthTime}, ${n.gender},
      ${n.weightGrams}, ${n.childOrder}, ${n.deliveryOrder}, ${n.birthPlace}, ${n.birthPlaceArea}, ${n.signed}, ${n.receivedAt})
    on conflict on constraint birth_notice_once do nothing`)) === 1
}

export function selectNoticeByNumber(tx: Tx, facilityCode: string, noticeNumber: string): Promise<BirthNotice | undefined> {
  return tx.maybe<BirthNotice>(sql`select ${columns} from birth_notice where facility_code = ${facilityCode} and notice_number = ${noticeNumber}`)
}

export function selectNotice(tx: Tx, noticeId: string): Promise<BirthNotice | undefined> {
  return tx.maybe<BirthNotice>(sql`select ${columns} from birth_notice where notice_id = ${noticeId}`)
}

export function selectWaiting(tx: Tx, motherId: string): Promise<BirthNotice[]> {
  return tx.many<BirthNotice>(sql`select ${columns} from birth_notice where mother_id = ${motherId} and state = 'waiting' order by birth_date desc, delivery_order`)
}

/** False when another registration used it first. */
export async function markUsed(tx: Tx, noticeId: string, recordId: string, at: string): Promise<boolean> {
  return (await tx.run(sql`update birth_notice set state = 'used', used_by = ${recordId}, used_at = ${at} where notice_id = ${noticeId} and state = 'waiting'`)) === 1
}

export async function insertFacilityKey(tx: Tx, key: { keyId: string; facilityCode: string; facilityName: string; publicKey: object; at: string }): Promise<void> {
  await tx.run(sql`insert into facility_key (key_id, facility_code, facility_name, public_key, registered_at) values (${key.keyId}, ${key.facilityCode}, ${key.facilityName}, ${sql.json(key.publicKey)}, ${key.at})`)
}

export function selectFacilityKeys(tx: Tx, facilityCode: string): Promise<{ facilityName: string; publicKey: Record<string, string> }[]> {
  return tx.many(sql`select facility_name as "facilityName", public_key as "publicKey" from facility_key where facility_code = ${facilityCode} and revoked_at is null order by registered_at desc`)
}
