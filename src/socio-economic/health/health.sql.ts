import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { Facility } from './facility.ts'

const facility = sql`code, name, kind, commune, first_registration as "firstRegistration", valid_from as "from", valid_to as "to"`

export const facilityOn = (tx: Tx, code: string, on: PlainDate) =>
  tx.maybe<Facility>(sql`select ${facility} from health_facility where code = ${code} and valid_from <= ${on} and (valid_to is null or ${on} < valid_to)`)

/** The name a code bore most recently, also after the place closed: a card stays readable. */
export const facilityNamed = (tx: Tx, code: string) =>
  tx.maybe<Facility>(sql`select ${facility} from health_facility where code = ${code} order by valid_from desc limit 1`)

export const facilitiesIn = (tx: Tx, communes: readonly string[], on: PlainDate) =>
  tx.many<Facility>(sql`
    select ${facility} from health_facility
    where commune = any(${communes}::text[]) and valid_from <= ${on} and (valid_to is null or ${on} < valid_to) order by code`)

/** False when the code is taken in some of that time. */
export async function insertFacility(tx: Tx, row: Facility, at: Instant): Promise<boolean> {
  return (await tx.run(sql`
    insert into health_facility (code, name, kind, commune, first_registration, valid_from, valid_to, recorded_at)
    values (${row.code}, ${row.name}, ${row.kind}, ${row.commune}, ${row.firstRegistration}, ${row.from}, ${row.to}, ${at})
    on conflict do nothing`)) === 1
}

export const endFacility = (tx: Tx, code: string, on: PlainDate) =>
  tx.run(sql`update health_facility set valid_to = ${on} where code = ${code} and valid_to is null and valid_from < ${on}`)

export interface StoredCard {
  readonly cardId: string
  readonly personId: string
  readonly cardNumber: string
  readonly objectGroup: string
  readonly benefitLevel: string
  readonly insuranceNumber: string
  readonly clinicCode: string
  readonly area: string
  readonly issuerId: string | null
  readonly validFrom: PlainDate
  readonly validTo: PlainDate
  readonly issuedAt: Instant
}

/** The card that holds on a day, else the last one that did. */
export const cardOn = (tx: Tx, personId: string, on: PlainDate) =>
  tx.maybe<StoredCard>(sql`
    select card_id as "cardId", person_id as "personId", card_number as "cardNumber", object_group as "objectGroup", benefit_level as "benefitLevel", insurance_number as "insuranceNumber",
      clinic_code as "clinicCode", area, issuer_id as "issuerId", valid_from as "validFrom", valid_to as "validTo", recorded_at as "issuedAt"
    from health_card where person_id = ${personId} and superseded_at is null and standing = 'confirmed'
    order by valid_from <= ${on} and (valid_to is null or ${on} < valid_to) desc, valid_from desc limit 1`)
