import type { Fact, Facts, Filing } from './filing.ts'

/** Invented people for tests (numbers of the unassigned prefix 099). No real person. */
const facts = (subject: string, values: Record<string, string | number | { value: string; text: string }>, asOf: string): Facts =>
  Object.fromEntries(Object.entries(values).map(([field, value]): [string, Fact] => [`${subject}.${field}`, typeof value === 'object' ? { ...value, asOf } : { value, asOf }]))

const kinh = { value: '01', text: 'Kinh' }
const tay = { value: '02', text: 'Tày' }
const vietnamese = { value: 'VN', text: 'Việt Nam' }
const communeA = { value: '00031', text: 'xã Tân Mẫu' }
const communeB = { value: '00037', text: 'xã An Mẫu' }
const province = { value: '99', text: 'tỉnh Mẫu' }

const mai = { personId: 'p-mai', fullName: 'Nguyễn Thị Mai', birthDate: '1996-08-12', gender: 'female', pin: '099196000512', ethnicity: kinh, nationality: vietnamese, nativePlace: 'xã Tân Mẫu, tỉnh Mẫu', permanentResidence: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu', permanentCommune: communeA }
const nam = { personId: 'p-nam', fullName: 'Trần Văn Nam', birthDate: '1994-02-04', gender: 'male', pin: '099094000777', ethnicity: kinh, nationality: vietnamese, nativePlace: 'xã Tân Mẫu, tỉnh Mẫu', permanentResidence: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu', permanentCommune: communeA }
const homeA = { householdId: 'h-a', fileNumber: 'A-1', headName: 'Trần Văn Nam', headPin: '099094000777', headPersonId: 'p-nam', relationToHead: { value: '02', text: 'Vợ' }, address: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu', commune: communeA, province }
const homeB = { householdId: 'h-b', fileNumber: 'B-7', headName: 'Trần Văn Ba', headPin: '099060000123', headPersonId: 'p-ba', relationToHead: { value: '04', text: 'Con đẻ' }, address: 'Ấp 1, xã An Mẫu, tỉnh Mẫu', commune: communeB, province }
const notice = { noticeNumber: 'CS-2026-0042', noticeDate: '2026-05-08', birthDate: '2026-05-08', birthTime: '04:20', gender: 'female', weightGrams: 3100, childOrder: 1, birthPlace: 'Bệnh viện Đa khoa tỉnh Mẫu', facilityCode: '99001', motherPin: '099196000512' }

const account: Facts = { 'contact.phone': { value: '0912345678' }, 'contact.email': { value: 'mai@example.vn' } }
const base: Facts = {
  ...account, ...facts('requester', mai, '2026-03-02'), ...facts('mother', mai, '2026-03-02'), ...facts('father', nam, '2019-11-20'),
  ...facts('event', notice, '2026-05-08'), ...facts('marriage', { number: '12/2024', date: '2024-06-01', place: 'UBND xã Tân Mẫu' }, '2024-06-01'),
  ...facts('motherHome', homeA, '2024-07-01'), ...facts('fatherHome', { ...homeA, relationToHead: { value: '01', text: 'Chủ hộ' } }, '2024-07-01'),
}
const lists = {
  clinics: [{ value: '99011', label: 'Trạm y tế xã Tân Mẫu', detail: 'cách nhà 1 km' }, { value: '99001', label: 'Bệnh viện Đa khoa tỉnh Mẫu' }],
  communes: [{ value: '00031', label: 'xã Tân Mẫu, tỉnh Mẫu' }, { value: '00037', label: 'xã An Mẫu, tỉnh Mẫu' }],
  households: [{ value: 'h-b', label: 'Hộ ông Trần Văn Ba', detail: 'Ấp 1, xã An Mẫu' }],
}
const filing = (given: Facts): Filing => ({ facts: given, answers: {}, today: '2026-05-12', lists })
const without = (given: Facts, ...subjects: string[]): Facts => Object.fromEntries(Object.entries(given).filter(([path]) => !subjects.includes(path.split('.')[0]!)))

export const sameHome: Filing = filing(base)
export const twoHomes: Filing = filing({
  ...base, 'father.ethnicity': { ...tay, asOf: '2019-11-20' }, 'father.nativePlace': { value: 'xã An Mẫu, tỉnh Mẫu', asOf: '2019-11-20' }, 'father.permanentCommune': communeB,
  'father.permanentResidence': { value: 'Ấp 1, xã An Mẫu, tỉnh Mẫu' }, ...facts('fatherHome', homeB, '2019-11-20'),
})
export const homeBirth: Filing = filing(without(base, 'event'))
export const marriageUnknown: Filing = filing(without(base, 'marriage', 'father', 'fatherHome'))
export const nothingKnown: Filing = filing(account)

const member = { personId: 'p-lan', fullName: 'Nguyễn Thị Lan', birthDate: '2000-01-15', gender: 'female', pin: '099300000111', permanentResidence: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu' }
export const moving: Filing = filing({ ...account, ...facts('requester', member, '2026-01-01'), ...facts('member', member, '2026-01-01') })
/** The same, once the household was chosen and read. */
export const joining: Filing = { ...moving, facts: { ...moving.facts, ...facts('newHousehold', homeB, '2019-11-20') }, answers: { 'residence.case': 'join', 'residence.household': 'h-b' } }
export const childWithNumber: Filing = filing({
  ...account, ...facts('requester', mai, '2026-03-02'), ...facts('newHousehold', homeA, '2024-07-01'),
  ...facts('member', { personId: 'p-be', fullName: 'Trần Gia An', birthDate: '2026-05-08', gender: 'female', ethnicity: kinh, nationality: vietnamese, pin: '099326000001', permanentResidence: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu' }, '2026-05-11'),
})
/** A tenant in another commune than that of the permanent residence, and one whose term is ending. */
export const tenant: Filing = { ...sameHome, lists: { ...lists, communes: [...lists.communes].reverse() } }
export const tenantJoining: Filing = { ...tenant, answers: { 'residence.case': 'join' } }
export const termEnding: Filing = filing({
  ...base, ...facts('requester', { temporaryResidence: 'Số 7, xã An Mẫu, tỉnh Mẫu', temporaryCommune: communeB, temporaryUntil: '2026-05-20', temporaryRenewal: { value: 'open', text: 'được gia hạn bây giờ' } }, '2024-05-20'),
})
/** Somebody of another one's household who would have one of their own, with others to go along. */
export const splitting: Filing = {
  ...filing({ ...without(base, 'father', 'fatherHome', 'event', 'marriage'), ...facts('ownHome', { ...homeA, others: 1 }, '2024-07-01') }),
  lists: { ...lists, householdMembers: [{ value: 'p-be', label: 'Trần Gia An', detail: 'Với chủ hộ hiện nay: con đẻ' }] },
}
/** Somebody who moves: to a dwelling of the own, or in with a relative who is named by number. */
export const movingOut: Filing = { ...filing({ ...without(base, 'event', 'marriage', 'father', 'fatherHome'), ...facts('ownHome', homeA, '2024-07-01') }), lists: { ...lists, communes: [...lists.communes].reverse() } }
export const movingIn: Filing = { ...movingOut, facts: { ...movingOut.facts, 'host.personId': { value: 'p-ba' } }, answers: { 'residence.case': 'join' } }
/** Two who would marry: the other one is read for the officer alone. */
export const betrothed: Filing = filing({ ...without(base, 'marriage', 'event', 'father', 'fatherHome'), ...facts('requester', { maritalStatus: { value: 'single', text: 'Chưa kết hôn' } }, '2026-03-02'), 'partner.personId': { value: 'p-nam' } })
/** Somebody whose old number the register holds, and somebody of whom it holds none. */
export const oldNumberKnown: Filing = {
  ...filing({ ...base, ...facts('requester', { oldNumbers: { value: '331234567', text: '331 234 567 (đã xác nhận)' } }, '2021-03-02') }), lists: { ...lists, oldNumbers: [{ value: '331234567', label: '331 234 567', detail: 'Đã xác nhận' }, { value: 'other', label: 'Số khác' }] }, answers: { 'old.which': '331234567' },
}
/** Somebody of one household has died, as chosen from those near. */
const near = [{ value: 'p-ong', label: 'Trần Văn Ông', detail: 'Cùng hộ' }, { value: 'other', label: 'Người khác' }]
export const deathAtHome: Filing = {
  ...filing({ ...base, ...facts('deceased', { personId: 'p-ong', fullName: 'Trần Văn Ông', pin: '099050000999', relation: 'Con', sharedHome: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu', sharedCommune: communeA }, '2026-03-02') }), lists: { ...lists, relatives: near }, answers: { 'deceased.of': 'p-ong' },
}
export const deathElsewhere: Filing = { ...filing(base), lists: { ...lists, relatives: near }, answers: { 'deceased.of': 'other', 'death.noticeKind': '0' } }
/** Somebody unmarried, and somebody whose entry was chosen. */
export const single: Filing = filing({ ...without(base, 'marriage'), ...facts('requester', { maritalStatus: { value: 'single', text: 'Chưa kết hôn' } }, '2026-03-02') })
export const copyAsked: Filing = {
  ...filing({ ...base, ...facts('requester', { entries: 1 }, '2026-03-02'), ...facts('entry', { entryId: 'e-1', kind: 'birth', title: 'Khai sinh', about: 'Trần Gia An', number: '4, quyển 01/2026', date: '2026-05-09', place: 'UBND xã Tân Mẫu', commune: communeA }, '2026-05-09') }),
  lists: { ...lists, entries: [{ value: 'e-1', label: 'Khai sinh: Trần Gia An' }] }, answers: { 'copy.entry': 'e-1' },
}
