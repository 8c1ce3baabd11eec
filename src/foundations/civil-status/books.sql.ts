import { sql, type Tx } from '../../platform/index.ts'
import type { EntryKind } from './record-layouts.ts'

/** The next entry of this year's book, held until the act commits. */
export async function nextEntry(tx: Tx, area: string, kind: EntryKind | 'copy', year: number): Promise<number> {
  return (await tx.one<{ entry: number }>(sql`insert into civil_book as b (area, kind, year, last_entry) values (${area}, ${kind}, ${year}, 1)
    on conflict (area, kind, year) do update set last_entry = b.last_entry + 1 returning last_entry as entry`)).entry
}

const open = sql`superseded_at is null and valid_to is null`

/** A birth of this mother on that day with this place in the delivery, or one that used this notice. */
export function selectSameBirth(tx: Tx, birth: { motherId: string | null; birthDate: string; deliveryOrder: number; facility: string | null; noticeNumber: string | null }): Promise<{ recordId: string; byNotice: boolean } | undefined> {
  return tx.maybe(sql`select record_id as "recordId", coalesce(notice_facility = ${birth.facility} and notice_number = ${birth.noticeNumber}, false) as "byNotice" from birth_record where ${open}
    and ((mother_id = ${birth.motherId} and child_birth_date = ${birth.birthDate} and delivery_order = ${birth.deliveryOrder})
      or (notice_facility = ${birth.facility} and notice_number = ${birth.noticeNumber})) limit 1`)
}

const birthColumns = sql`record_id as "recordId", child_id as "childId", registered_area as "registeredArea", authority, entry_number as "entryNumber", book_number as "bookNumber", page_number as "pageNumber",
  registered_on as "registeredOn", registration_kind as "registrationKind", birth_kind as "birthKind", child_name as "childName", child_gender as "childGender", child_birth_date as "childBirthDate",
  child_birth_time as "childBirthTime", child_birth_date_words as "childBirthDateWords", child_birth_place as "childBirthPlace", child_native_place as "childNativePlace", child_ethnicity as "childEthnicity",
  child_nationalities as "childNationalities", child_pin as "childPin", mother_id as "motherId", mother_name as "motherName", mother_birth_date as "motherBirthDate", mother_ethnicity as "motherEthnicity",
  mother_nationality as "motherNationality", mother_residence as "motherResidence", mother_paper_number as "motherPaperNumber", father_id as "fatherId", father_name as "fatherName",
  father_birth_date as "fatherBirthDate", father_ethnicity as "fatherEthnicity", father_nationality as "fatherNationality", father_residence as "fatherResidence", father_paper_number as "fatherPaperNumber",
  requester_id as "requesterId", requester_name as "requesterName", requester_relation as "requesterRelation", requester_paper_number as "requesterPaperNumber",
  signer_id as "signerId", signer_name as "signerName", signer_title as "signerTitle", performed_by as "performedBy", note, act_id as "actId"`

export interface StoredBirth {
  readonly recordId: string
  readonly childId: string
  readonly registeredArea: string
  readonly authority: string
  readonly entryNumber: string
  readonly bookNumber: string
  readonly pageNumber: string | null
  readonly registeredOn: string
  /** Code list civil-registration-kinds; 4 = late. */
  readonly registrationKind: string
  /** Code list birth-registration-kinds. */
  readonly birthKind: string
  readonly childName: string
  readonly childGender: 'male' | 'female'
  readonly childBirthDate: string
  readonly childBirthTime: string | null
  readonly childBirthDateWords: string
  readonly childBirthPlace: string
  readonly childNativePlace: string | null
  readonly childEthnicity: string | null
  readonly childNationalities: readonly string[]
  readonly childPin: string
  readonly motherId: string | null
  readonly motherName: string | null
  readonly motherBirthDate: string | null
  readonly motherEthnicity: string | null
  readonly motherNationality: string | null
  readonly motherResidence: string | null
  readonly motherPaperNumber: string | null
  readonly fatherId: string | null
  readonly fatherName: string | null
  readonly fatherBirthDate: string | null
  readonly fatherEthnicity: string | null
  readonly fatherNationality: string | null
  readonly fatherResidence: string | null
  readonly fatherPaperNumber: string | null
  readonly requesterId: string | null
  readonly requesterName: string
  readonly requesterRelation: string
  readonly requesterPaperNumber: string | null
  readonly signerId: string | null
  readonly signerName: string
  readonly signerTitle: string
  readonly performedBy: string | null
  readonly note: string | null
  readonly actId: string
}

export function selectBirth(tx: Tx, by: { readonly recordId?: string; readonly personId?: string }): Promise<StoredBirth | undefined> {
  return tx.maybe<StoredBirth>(sql`select ${birthColumns} from birth_record where ${open} and ${by.recordId ? sql`record_id = ${by.recordId}` : sql`child_id = ${by.personId}`}`)
}

export interface StoredMarriage {
  readonly marriageId: string
  /** Null for somebody who is no citizen. */
  readonly husbandId: string | null
  readonly wifeId: string | null
  readonly number: string
  readonly bookNumber: string | null
  readonly registeredOn: string
  readonly registeredArea: string | null
  readonly place: string
  readonly standing: 'confirmed' | 'claimed' | 'disputed'
}

export function selectMarriageOf(tx: Tx, personId: string): Promise<StoredMarriage | undefined> {
  return tx.maybe<StoredMarriage>(sql`select marriage_id as "marriageId", husband_id as "husbandId", wife_id as "wifeId", entry_number as number, book_number as "bookNumber",
    registered_on as "registeredOn", registered_area as "registeredArea", place, standing from marriage_record where ${open} and (husband_id = ${personId} or wife_id = ${personId})
    order by standing = 'confirmed' desc limit 1`)
}
