import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { EntryKind } from './record-layouts.ts'

export interface StoredEntry {
  readonly entryId: string
  readonly kind: EntryKind
  readonly origin: 'registered' | 'digitised'
  readonly area: string
  readonly authority: string
  readonly bookNumber: string
  readonly entryNumber: string
  readonly pageNumber: string | null
  readonly registeredOn: PlainDate
  readonly registrationKind: string | null
  readonly signerName: string | null
  readonly signerTitle: string | null
  readonly performedBy: string | null
  readonly refersTo: string | null
  readonly about: string
  readonly content: Readonly<Record<string, string>>
  readonly actId: string
}

const live = sql`superseded_at is null`
const columns = sql`entry_id as "entryId", kind, origin, registered_area as area, authority, book_number as "bookNumber", entry_number as "entryNumber", page_number as "pageNumber", registered_on as "registeredOn",
  registration_kind as "registrationKind", signer_name as "signerName", signer_title as "signerTitle", performed_by as "performedBy", refers_to as "refersTo", about, content, act_id as "actId"`

export const selectEntry = (tx: Tx, entryId: string) => tx.maybe<StoredEntry>(sql`select ${columns} from civil_entry where entry_id = ${entryId} and ${live}`)

export const selectEntryByNumber = (tx: Tx, at: { area: string; kind: EntryKind; bookNumber: string; entryNumber: string }) =>
  tx.maybe<StoredEntry>(sql`select ${columns} from civil_entry where registered_area = ${at.area} and kind = ${at.kind} and book_number = ${at.bookNumber} and entry_number = ${at.entryNumber} and ${live}`)

/** A birth registered here with this number: births have a table of their own. */
export const selectBirthByNumber = (tx: Tx, at: { area: string; bookNumber: string; entryNumber: string }) =>
  tx.maybe<{ recordId: string; registeredOn: PlainDate }>(sql`select record_id as "recordId", registered_on as "registeredOn" from birth_record where registered_area = ${at.area} and book_number = ${at.bookNumber} and entry_number = ${at.entryNumber} and ${live} and valid_to is null`)

/** Entries that say something later about this one: changes, ends, court decisions. */
export const selectLater = (tx: Tx, entryId: string) => tx.many<StoredEntry>(sql`select ${columns} from civil_entry where refers_to = ${entryId} and ${live} order by registered_on, row_id`)

export interface EntryPerson { readonly part: string; readonly personId: string; readonly standing: 'confirmed' | 'claimed' | 'disputed' }
export const selectEntryPeople = (tx: Tx, entryId: string) =>
  tx.many<EntryPerson>(sql`select part, person_id as "personId", standing from civil_entry_person where entry_id = ${entryId} and ${live} and valid_to is null order by part`)

/** Everybody these entries of any book speak of, each once. */
export const selectPeopleOfEntries = (tx: Tx, ids: readonly string[]) =>
  tx.many<{ personId: string }>(sql`select person_id as "personId" from civil_entry_person where entry_id = any(${ids}::uuid[]) and ${live} and valid_to is null
    union select id from birth_record b, unnest(array[b.child_id, b.mother_id, b.father_id]) id where b.record_id = any(${ids}::uuid[]) and b.superseded_at is null and id is not null
    union select id from marriage_record m, unnest(array[m.husband_id, m.wife_id]) id where m.marriage_id = any(${ids}::uuid[]) and m.superseded_at is null and id is not null`)

/** Entries of one kind that speak of this person, newest first. */
export const selectEntriesOf = (tx: Tx, personId: string, kinds: readonly EntryKind[]) =>
  tx.many<StoredEntry & { part: string; linkStanding: string }>(sql`select e.*, p.part, p.standing as "linkStanding" from (select ${columns}, row_id from civil_entry where ${live} and kind = any(${kinds}::text[])) e
    join civil_entry_person p on p.entry_id = e."entryId" and p.superseded_at is null and p.valid_to is null where p.person_id = ${personId} order by e."registeredOn" desc, e.row_id desc`)

export interface EntryAbout { readonly entryId: string; readonly kind: EntryKind; readonly about: string; readonly bookNumber: string; readonly entryNumber: string; readonly registeredOn: PlainDate; readonly authority: string; readonly area: string; readonly part: string; readonly childBirthDate: string | null }
/** Entries of all books in which this person stands as confirmed, newest first; `parent`: the birth of a child. Marriages that were annulled are out; those taken over before the book was kept here have no commune where it is not known. */
export const selectEntriesAbout = (tx: Tx, personId: string) =>
  tx.many<EntryAbout>(sql`select * from (
    select e.entry_id as "entryId", e.kind, e.about, e.book_number as "bookNumber", e.entry_number as "entryNumber", e.registered_on as "registeredOn", e.authority, e.registered_area as area, p.part, null::text as "childBirthDate"
      from civil_entry e join civil_entry_person p on p.entry_id = e.entry_id and p.superseded_at is null and p.valid_to is null and p.standing = 'confirmed' where e.superseded_at is null and p.person_id = ${personId}
    union all
    select record_id, 'birth', child_name, book_number, entry_number, registered_on, authority, registered_area, case when child_id = ${personId} then 'child' else 'parent' end, child_birth_date::text
      from birth_record where superseded_at is null and valid_to is null and ${personId} in (child_id, mother_id, father_id)
    union all
    select m.marriage_id, 'marriage', m.husband_name || ' – ' || m.wife_name, coalesce(m.book_number, ''), m.entry_number, m.registered_on, m.place, m.registered_area, 'spouse', null
      from marriage_record m where m.superseded_at is null and m.standing = 'confirmed' and m.registered_area is not null and ${personId} in (m.husband_id, m.wife_id)
        and not exists (select from civil_entry e where e.entry_id = m.marriage_id and e.superseded_at is null)
  ) all_entries order by "registeredOn" desc, "entryId"`)

export interface BookLine {
  readonly entryId: string
  readonly kind: EntryKind
  readonly origin: 'registered' | 'digitised'
  readonly bookNumber: string
  readonly entryNumber: string
  readonly registeredOn: PlainDate
  readonly about: string
}
export interface BookSearch { readonly areas: readonly string[]; readonly kind: EntryKind | null; readonly year: number | null; readonly number: string | null; readonly name: string | null; readonly offset: number; readonly limit: number }

/** The books of these communes, newest first: births from their own table, marriages taken over before this book was kept, all others. `name` is a plain key. */
export function selectBook(tx: Tx, search: BookSearch): Promise<BookLine[]> {
  const { areas, kind, year, number, name } = search
  const named = (names: typeof plainNames) => (name === null ? sql`true` : sql`${names} like ${`%${name.replace(/[%_\\]/g, '')}%`}`)
  const day = year === null ? sql`true` : sql`registered_on >= ${`${year}-01-01`} and registered_on < ${`${year + 1}-01-01`}`
  const numbered = number === null ? sql`true` : sql`entry_number = ${number}`
  const all = sql`registered_area = any(${areas}::text[]) and ${live} and ${day} and ${numbered}`
  const own = sql`select entry_id as "entryId", kind, origin, book_number as "bookNumber", entry_number as "entryNumber", registered_on as "registeredOn", about from civil_entry
    where ${all} and (${kind}::text is null or kind = ${kind}) and ${named(sql`names_plain`)}`
  const births = sql`select record_id, 'birth', 'registered', book_number, entry_number, registered_on, child_name from birth_record where ${all} and valid_to is null and ${named(plainNames)}`
  // An annulled marriage has no row that stands; its page is still in the book.
  const marriages = sql`select distinct on (m.marriage_id) m.marriage_id, 'marriage', 'registered', coalesce(m.book_number, ''), m.entry_number, m.registered_on, m.husband_name || ' – ' || m.wife_name from marriage_record m
    where m.registered_area = any(${areas}::text[]) and ${day} and ${numbered} and ${named(plainCouple)} and not exists (select from civil_entry e where e.entry_id = m.marriage_id and e.superseded_at is null)`
  const parts = [own, ...(kind === null || kind === 'birth' ? [births] : []), ...(kind === null || kind === 'marriage' ? [marriages] : [])]
  return tx.many<BookLine>(sql`select * from (${sql.join(parts, ' union all ')}) book order by "registeredOn" desc, length("entryNumber") desc, "entryNumber" desc, "entryId" limit ${search.limit} offset ${search.offset}`)
}
/** Births and old marriages have no column of plain names: a book of one commune is small enough to make it while looking. */
const plainNames = sql`civil_plain(child_name || ' ' || coalesce(mother_name, '') || ' ' || coalesce(father_name, ''))`
const plainCouple = sql`civil_plain(m.husband_name || ' ' || m.wife_name)`

/** Every entry of one kind of one commune in a year, oldest first, for export; by pages. */
export const selectForExport = (tx: Tx, what: { area: string; kind: EntryKind; from: PlainDate; to: PlainDate; after: string; limit: number }) =>
  tx.many<{ entryId: string }>(sql`select entry_id as "entryId" from civil_entry where registered_area = ${what.area} and kind = ${what.kind} and ${live} and registered_on >= ${what.from} and registered_on < ${what.to} and entry_id > ${what.after}
    order by entry_id limit ${what.limit}`)

export interface StoredMarriageRow { readonly marriageId: string; readonly area: string | null; readonly place: string; readonly entryNumber: string; readonly bookNumber: string | null; readonly registeredOn: PlainDate; readonly registrationKind: string; readonly validFrom: PlainDate; readonly validTo: PlainDate | null
  /** False after it was annulled. */
  readonly stands: boolean
   readonly husbandId: string | null; readonly wifeId: string | null; readonly husbandName: string; readonly wifeName: string; readonly husbandBirthDate: string | null; readonly wifeBirthDate: string | null; readonly signerName: string | null; readonly signerTitle: string | null; readonly note: string | null; readonly actId: string }
export const selectMarriageRow = (tx: Tx, marriageId: string) =>
  tx.maybe<StoredMarriageRow>(sql`select marriage_id as "marriageId", registered_area as area, place, entry_number as "entryNumber", book_number as "bookNumber", registered_on as "registeredOn", registration_kind as "registrationKind",
    valid_from as "validFrom", valid_to as "validTo", superseded_at is null as stands, husband_id as "husbandId", wife_id as "wifeId", husband_name as "husbandName", wife_name as "wifeName", husband_birth_date as "husbandBirthDate", wife_birth_date as "wifeBirthDate",
    signer_name as "signerName", signer_title as "signerTitle", note, act_id as "actId" from marriage_record where marriage_id = ${marriageId}
    order by superseded_at is null desc, recorded_at desc limit 1`)

/** Confirmed marriages of this person, also ended ones, newest first. */
export const selectMarriagesOf = (tx: Tx, personId: string) =>
  tx.many<{ marriageId: string; husbandId: string | null; wifeId: string | null; from: PlainDate; to: PlainDate | null }>(sql`select marriage_id as "marriageId", husband_id as "husbandId", wife_id as "wifeId", valid_from as "from", valid_to as "to"
    from marriage_record where (husband_id = ${personId} or wife_id = ${personId}) and ${live} and standing = 'confirmed' order by valid_from desc`)

export const selectBirthIds = (tx: Tx, what: { area: string; from: PlainDate; to: PlainDate; after: string; limit: number }) =>
  tx.many<{ entryId: string }>(sql`select record_id as "entryId" from birth_record where registered_area = ${what.area} and ${live} and valid_to is null and registered_on >= ${what.from} and registered_on < ${what.to} and record_id > ${what.after}
    order by record_id limit ${what.limit}`)

export const selectOldMarriageIds = (tx: Tx, what: { area: string; from: PlainDate; to: PlainDate; after: string; limit: number }) =>
  tx.many<{ entryId: string }>(sql`select distinct m.marriage_id as "entryId" from marriage_record m where m.registered_area = ${what.area} and m.registered_on >= ${what.from} and m.registered_on < ${what.to} and m.marriage_id > ${what.after}
    and not exists (select from civil_entry e where e.entry_id = m.marriage_id and e.superseded_at is null) order by 1 limit ${what.limit}`)

export interface StoredCase {
  readonly caseId: string
  readonly act: string
  readonly area: string
  readonly about: string
  readonly input: unknown
  readonly state: 'prepared' | 'returned' | 'signed' | 'withdrawn'
  readonly version: number
  readonly note: string | null
  readonly preparedBy: string
  readonly preparedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly entryId: string | null
}
const caseColumns = sql`case_id as "caseId", act, area, about, input, state, version, note, prepared_by as "preparedBy", prepared_at as "preparedAt", decided_by as "decidedBy", decided_at as "decidedAt", entry_id as "entryId"`
export const selectCase = (tx: Tx, caseId: string) => tx.maybe<StoredCase>(sql`select ${caseColumns} from civil_case where case_id = ${caseId}`)
export const selectCases = (tx: Tx, areas: readonly string[]) =>
  tx.many<StoredCase>(sql`select ${caseColumns} from civil_case where area = any(${areas}::text[]) and state in ('prepared', 'returned') order by prepared_at limit 200`)
export const insertCase = (tx: Tx, c: { caseId: string; act: string; area: string; about: string; input: unknown; by: string; at: Instant }) =>
  tx.run(sql`insert into civil_case (case_id, act, area, about, input, prepared_by, prepared_at) values (${c.caseId}, ${c.act}, ${c.area}, ${c.about}, ${sql.json(c.input)}, ${c.by}, ${c.at}) on conflict (case_id) do nothing`)
/** Zero rows: somebody else was faster. */
export const rewriteCase = (tx: Tx, c: { caseId: string; version: number; about: string; input: unknown; by: string; at: Instant }) =>
  tx.run(sql`update civil_case set about = ${c.about}, input = ${sql.json(c.input)}, prepared_by = ${c.by}, prepared_at = ${c.at}, state = 'prepared', version = version + 1 where case_id = ${c.caseId} and version = ${c.version} and state in ('prepared', 'returned')`)
export const closeCase = (tx: Tx, c: { caseId: string; version: number; state: 'returned' | 'withdrawn'; by: string; at: Instant; note: string }) =>
  tx.run(sql`update civil_case set state = ${c.state}, decided_by = ${c.by}, decided_at = ${c.at}, note = ${c.note}, version = version + 1 where case_id = ${c.caseId} and version = ${c.version} and state in ('prepared', 'returned')`)
export const markSigned = (tx: Tx, c: { caseId: string; version: number; by: string; at: Instant; evidence: unknown; entryId: string; actId: string }) =>
  tx.run(sql`update civil_case set state = 'signed', decided_by = ${c.by}, decided_at = ${c.at}, evidence = ${sql.json(c.evidence)}, entry_id = ${c.entryId}, act_id = ${c.actId}, version = version + 1
    where case_id = ${c.caseId} and version = ${c.version} and state = 'prepared'`)

export interface StoredCopy { readonly copyId: string; readonly entryId: string; readonly kind: 'extract' | 'copy'; readonly documentId: string; readonly year: number; readonly number: number; readonly copies: number; readonly requester: string; readonly issuedAt: Instant }
const copyColumns = sql`copy_id as "copyId", entry_id as "entryId", kind, document_id as "documentId", year, number, copies, requester, issued_at as "issuedAt"`
export const insertCopy = (tx: Tx, c: { copyId: string; entryId: string; kind: string; documentId: string; area: string; year: number; number: number; copies: number; requester: string; by: string | null; at: Instant; commandId: string }) =>
  tx.run(sql`insert into civil_copy (copy_id, entry_id, kind, document_id, area, year, number, copies, requester, issued_by, issued_at, command_id)
    values (${c.copyId}, ${c.entryId}, ${c.kind}, ${c.documentId}, ${c.area}, ${c.year}, ${c.number}, ${c.copies}, ${c.requester}, ${c.by}, ${c.at}, ${c.commandId})`)
export const insertPaper = (tx: Tx, p: { documentId: string; entryId: string; at: Instant }) => tx.run(sql`insert into civil_paper (document_id, entry_id, issued_at) values (${p.documentId}, ${p.entryId}, ${p.at})`)
export const selectEntryOfPaper = async (tx: Tx, documentId: string): Promise<string | undefined> => (await tx.maybe<{ entryId: string }>(sql`select entry_id as "entryId" from civil_paper where document_id = ${documentId}`))?.entryId
export const selectCopyOfCommand = (tx: Tx, commandId: string) => tx.maybe<StoredCopy>(sql`select ${copyColumns} from civil_copy where command_id = ${commandId}`)
export const selectCopies = (tx: Tx, entryId: string) => tx.many<StoredCopy>(sql`select ${copyColumns} from civil_copy where entry_id = ${entryId} order by issued_at`)
