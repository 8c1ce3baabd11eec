import { plainKey } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { selectBirth, type StoredBirth } from './books.sql.ts'
import { selectBook, selectCopies, selectEntry, selectEntryPeople, selectLater, selectMarriageRow, selectPeopleOfEntries, type BookLine, type EntryPerson, type StoredCopy, type StoredEntry, type StoredMarriageRow } from './entries.sql.ts'
import { filled } from './people.ts'
import { refuse } from './refusals.ts'
import type { EntryKind } from './record-layouts.ts'

/** An entry of any book, in the columns of its layout, with the people in it. */
export type Entry = Omit<StoredEntry, 'performedBy'> & { readonly people: readonly EntryPerson[] }

/** One entry of whichever book; nothing when there is none. Not logged and not checked: for this module. */
export async function findEntry(ctx: Ctx, entryId: string): Promise<Entry | undefined> {
  const stored = await selectEntry(ctx.tx, entryId)
  if (stored) return { ...stored, people: await selectEntryPeople(ctx.tx, entryId) }
  const birth = await selectBirth(ctx.tx, { recordId: entryId })
  if (birth) return entryOfBirth(birth)
  const marriage = await selectMarriageRow(ctx.tx, entryId)
  return marriage && entryOfMarriage(marriage)
}

export interface EntryView extends Entry {
  /** Notes, changes and decisions that refer to it, oldest first. */
  readonly later: readonly StoredEntry[]
  readonly copies: readonly StoredCopy[]
}

/** One entry with what was said about it later and the copies issued from it. For justice officer and chair of the commune that keeps the book. Logged for everybody in it. */
export async function readEntry(ctx: Ctx, entryId: string): Promise<EntryView> {
  const entry = (await findEntry(ctx, entryId)) ?? refuse('civil-status.record-unknown')
  ctx.logRead({ kind: 'open', register: 'civil-status', subjects: entry.people.map((each) => each.personId), fields: [fieldOfKind[entry.kind]] })
  allow(ctx, 'civil-status.read-entries', { area: entry.area })
  return { ...entry, later: await selectLater(ctx.tx, entryId), copies: await selectCopies(ctx.tx, entryId) }
}

export interface SearchBooks { readonly kind?: EntryKind | null; readonly year?: number | null; readonly number?: string | null; readonly name?: string | null; readonly page?: number }
const pageSize = 30

/** The books of the officer's communes, newest first, thirty lines a page. Logged as a list of entries. */
export async function searchBooks(ctx: Ctx, search: SearchBooks): Promise<{ lines: BookLine[]; more: boolean }> {
  const { areas } = ctx.actor as OfficerActor
  for (const area of areas ?? []) allow(ctx, 'civil-status.read-entries', { area })
  if (!areas || areas.length === 0) allow(ctx, 'civil-status.read-entries', { area: null })
  const name = search.name ? plainKey(search.name) : ''
  const found = await selectBook(ctx.tx, {
    areas, kind: search.kind ?? null, year: search.year ?? null, number: search.number?.trim() || null, name: name === '' ? null : name, offset: (search.page ?? 0) * pageSize, limit: pageSize + 1,
  })
  const lines = found.slice(0, pageSize)
  const people = lines.length === 0 ? [] : await selectPeopleOfEntries(ctx.tx, lines.map((line) => line.entryId))
  ctx.logRead({ kind: 'list', register: 'civil-status', subjects: people.map((each) => each.personId), fields: ['bookLine'] })
  return { lines, more: found.length > pageSize }
}

/** What a reading of an entry is called in the access log. */
export const fieldOfKind: Readonly<Record<EntryKind, string>> = {
  'birth': 'birthRecord', 'marriage': 'marriageRecord', 'death': 'deathRecord', 'marital-certificate': 'maritalCertificate', 'recognition': 'recognitionRecord', 'adoption': 'adoptionRecord',
  'guardianship': 'guardianshipRecord', 'guardianship-end': 'guardianshipRecord', 'divorce': 'divorceNote', 'change': 'civilChange', 'court-decision': 'courtNote',
}

const genders = { male: '1', female: '2' } as const

/** A birth entry in the layout KS. */
export function entryOfBirth(b: StoredBirth): Entry {
  const parent = (prefix: string, name: string | null, birth: string | null, ethnic: string | null, nation: string | null, home: string | null, paper: string | null) =>
    ({ [`${prefix}HoTen`]: name, [`${prefix}NgaySinh`]: birth, [`${prefix}DanToc`]: ethnic, [`${prefix}QuocTich`]: nation, [`${prefix}NoiCuTru`]: home, [`${prefix}SoGiayToTuyThan`]: paper })
  const people: EntryPerson[] = [['child', b.childId], ['mother', b.motherId], ['father', b.fatherId]].flatMap(([part, personId]) => (personId ? [{ part: part!, personId, standing: 'confirmed' as const }] : []))
  return {
    entryId: b.recordId, kind: 'birth', origin: 'registered', area: b.registeredArea, authority: b.authority, bookNumber: b.bookNumber, entryNumber: b.entryNumber, pageNumber: b.pageNumber, registeredOn: b.registeredOn,
    registrationKind: b.registrationKind, signerName: b.signerName, signerTitle: b.signerTitle, refersTo: null, about: b.childName, people, actId: b.actId,
    content: filled({
      so: b.entryNumber, quyenSo: b.bookNumber, trangSo: b.pageNumber, ngayDangKy: b.registeredOn, loaiDangKy: b.registrationKind, noiDangKy: b.authority, nguoiKy: b.signerName, chucVuNguoiKy: b.signerTitle, nguoiThucHien: b.performedBy, ghiChu: b.note,
      nksHoTen: b.childName, nksGioiTinh: genders[b.childGender], nksNgaySinh: b.childBirthDate, nksNgaySinhBangChu: b.childBirthDateWords, nksNoiSinh: b.childBirthPlace, nksQueQuan: b.childNativePlace, nksDanToc: b.childEthnicity,
      nksQuocTich: b.childNationalities[0], nksQuocTichKhac: b.childNationalities.slice(1).join(', '), nksLoaiKhaiSinh: b.birthKind, soDinhDanhCaNhan: b.childPin,
      ...parent('me', b.motherName, b.motherBirthDate, b.motherEthnicity, b.motherNationality, b.motherResidence, b.motherPaperNumber),
      ...parent('cha', b.fatherName, b.fatherBirthDate, b.fatherEthnicity, b.fatherNationality, b.fatherResidence, b.fatherPaperNumber),
      nycHoTen: b.requesterName, nycQuanHe: b.requesterRelation, nycSoGiayToTuyThan: b.requesterPaperNumber,
    }),
  }
}

/** A marriage taken over before the book was kept here: what is known of it in the layout KH. */
function entryOfMarriage(m: StoredMarriageRow): Entry {
  return {
    entryId: m.marriageId, kind: 'marriage', origin: 'registered', area: m.area ?? '', authority: m.place, bookNumber: m.bookNumber ?? '', entryNumber: m.entryNumber, pageNumber: null, registeredOn: m.registeredOn,
    registrationKind: m.registrationKind, signerName: m.signerName, signerTitle: m.signerTitle, refersTo: null, about: `${m.husbandName} – ${m.wifeName}`, actId: m.actId,
    people: ([['husband', m.husbandId], ['wife', m.wifeId]] as const).flatMap(([part, personId]) => (personId ? [{ part, personId, standing: 'confirmed' as const }] : [])),
    content: filled({
      so: m.entryNumber, quyenSo: m.bookNumber, ngayDangKy: m.registeredOn, loaiDangKy: m.registrationKind, noiDangKy: m.place, nguoiKy: m.signerName, chucVuNguoiKy: m.signerTitle, ghiChu: m.note,
      chongHoTen: m.husbandName, chongNgaySinh: m.husbandBirthDate, voHoTen: m.wifeName, voNgaySinh: m.wifeBirthDate,
    }),
  }
}
