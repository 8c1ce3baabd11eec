/**
 * The fixed people of the demo, the tour and the tests. They exist in every demo of any size, always with the same numbers.
 * All are invented: prefix 099 belongs to no province, the serials 99xxxx are kept for the cast alone, phones start with 030,
 * a prefix no operator holds, and mail ends in `.example` (RFC 2606).
 */
import type { CastOrganisationKey } from './cast-organisations.ts'
import { homeCommune, secondCommune } from './cast-organisations.ts'
import { personSeed } from './person-seed.ts'
import type { PersonSeed, SyntheticHousehold } from './person-seed.ts'

export * from './cast-organisations.ts'

/** Mirrors the role names of the authorisation tables. */
export type CastRole =
  | 'reception-officer' | 'justice-officer' | 'commune-chair' | 'police-officer' | 'police-commander'
  | 'insurance-officer' | 'data-steward' | 'leader' | 'administrator' | 'auditor' | 'security-officer'

export type CastPerson = {
  key: CastKey
  externalId: string
  pin: string
  fullName: string
  birthDate: string
  gender: 'male' | 'female'
  phone: string
  email: string
  residenceArea: string
  role?: CastRole
  /** Post as printed under a signature. */
  post?: string
  organisationKey?: CastOrganisationKey
}

export type CastKey = keyof typeof people
type Entry = {
  name: string
  birth: string
  gender: 'male' | 'female'
  serial: number
  /** False for people without a phone. */
  phone?: boolean
  work?: { role: CastRole; post: string; at: CastOrganisationKey }
}

const people = {
  // Family one, "same home": the child joins the household whose head is the father.
  mai: { name: 'Nguyễn Thị Mai', birth: '2000-03-08', gender: 'female', serial: 1 },
  nam: { name: 'Lê Hoài Nam', birth: '1998-11-02', gender: 'male', serial: 2 },
  baSau: { name: 'Nguyễn Thị Sáu', birth: '1949', gender: 'female', serial: 3, phone: false },
  // Nam's parents, next door: grandparents of the child.
  hung: { name: 'Lê Văn Hùng', birth: '1973-06-15', gender: 'male', serial: 4 },
  cuc: { name: 'Phạm Thị Cúc', birth: '1975-01-20', gender: 'female', serial: 5 },
  // Family two, "two homes": each parent is registered with his or her own parents, in different communes.
  hoa: { name: 'Trần Thị Hoa', birth: '1997-09-17', gender: 'female', serial: 6 },
  tam: { name: 'Trần Văn Tám', birth: '1968-04-30', gender: 'male', serial: 7 },
  nhan: { name: 'Võ Thị Nhàn', birth: '1970-12-05', gender: 'female', serial: 8 },
  binh: { name: 'Thạch Thanh Bình', birth: '1995-02-26', gender: 'male', serial: 9 },
  sum: { name: 'Thạch Sum', birth: '1966', gender: 'male', serial: 10 },
  saRuol: { name: 'Kim Thị Sa Rươl', birth: '1969-08-11', gender: 'female', serial: 11 },
  // Family three, served at the desk: a mother and her own mother without a phone, a father who works far away.
  ut: { name: 'Lê Thị Út', birth: '2001-06-21', gender: 'female', serial: 40, phone: false },
  le: { name: 'Nguyễn Văn Lẹ', birth: '1999-01-30', gender: 'male', serial: 41 },
  baTu: { name: 'Võ Thị Tư', birth: '1963-02-11', gender: 'female', serial: 42, phone: false },
  // People who serve the home commune.
  lanJustice: { name: 'Phạm Thị Ngọc Lan', birth: '1988-05-19', gender: 'female', serial: 12, work: { role: 'justice-officer', post: 'Công chức Tư pháp – Hộ tịch', at: 'homeCommittee' } },
  dungChair: { name: 'Nguyễn Quốc Dũng', birth: '1976-10-10', gender: 'male', serial: 13, work: { role: 'commune-chair', post: 'Chủ tịch', at: 'homeCommittee' } },
  haiPolice: { name: 'Võ Minh Hải', birth: '1994-07-22', gender: 'male', serial: 14, work: { role: 'police-officer', post: 'Trung úy, cán bộ Công an xã', at: 'homePolice' } },
  policeCommander: { name: 'Huỳnh Văn Phúc', birth: '1981-03-03', gender: 'male', serial: 15, work: { role: 'police-commander', post: 'Thiếu tá, Trưởng Công an xã', at: 'homePolice' } },
  receptionOfficer: { name: 'Lê Thị Mỹ Tiên', birth: '1996-12-24', gender: 'female', serial: 16, work: { role: 'reception-officer', post: 'Công chức tiếp nhận', at: 'homeCentre' } },
  // People who serve the second commune.
  secondJustice: { name: 'Sơn Thị Tuyết', birth: '1990-01-15', gender: 'female', serial: 17, work: { role: 'justice-officer', post: 'Công chức Tư pháp – Hộ tịch', at: 'secondCommittee' } },
  secondChair: { name: 'Trương Tấn Lộc', birth: '1978-08-08', gender: 'male', serial: 18, work: { role: 'commune-chair', post: 'Chủ tịch', at: 'secondCommittee' } },
  secondPolice: { name: 'Nguyễn Hoàng Sang', birth: '1993-04-12', gender: 'male', serial: 19, work: { role: 'police-officer', post: 'Thượng úy, cán bộ Công an xã', at: 'secondPolice' } },
  secondCommander: { name: 'Đặng Văn Trọng', birth: '1979-02-14', gender: 'male', serial: 20, work: { role: 'police-commander', post: 'Thiếu tá, Trưởng Công an xã', at: 'secondPolice' } },
  secondReception: { name: 'Trà Thị Thu Hà', birth: '1998-06-06', gender: 'female', serial: 21, work: { role: 'reception-officer', post: 'Công chức tiếp nhận', at: 'secondCentre' } },
  // People who serve the province.
  insuranceOfficer: { name: 'Đặng Thị Kim Thoa', birth: '1990-11-28', gender: 'female', serial: 22, work: { role: 'insurance-officer', post: 'Chuyên viên cấp sổ, thẻ', at: 'provincialInsurance' } },
  thuLeader: { name: 'Bùi Thị Minh Thư', birth: '1974-09-09', gender: 'female', serial: 23, work: { role: 'leader', post: 'Phó Chủ tịch', at: 'provincialCommittee' } },
  adminPerson: { name: 'Phan Hoàng Khang', birth: '1991-05-05', gender: 'male', serial: 24, work: { role: 'administrator', post: 'Quản trị hệ thống', at: 'provincialCommittee' } },
  auditorPerson: { name: 'Đỗ Thị Thanh Thủy', birth: '1983-07-07', gender: 'female', serial: 25, work: { role: 'auditor', post: 'Thanh tra viên', at: 'provincialCommittee' } },
  securityPerson: { name: 'Hồ Trung Kiên', birth: '1987-12-12', gender: 'male', serial: 26, work: { role: 'security-officer', post: 'Cán bộ bảo vệ dữ liệu cá nhân', at: 'provincialPolice' } },
  hanhSteward: { name: 'Trương Mỹ Hạnh', birth: '1981-02-17', gender: 'female', serial: 27, work: { role: 'data-steward', post: 'Chuyên viên phụ trách dữ liệu', at: 'provincialHealth' } },
} as const satisfies Record<string, Entry>

type Home = { detail: string; commune: string; since: string; members: [CastKey, string, Partial<PersonSeed>?][] }

const married = (spouse: CastKey): Partial<PersonSeed> => ({ maritalStatus: 'married', spouseExternalId: externalIdOf(spouse) })
const childOf = (father: CastKey, mother: CastKey): Partial<PersonSeed> => ({ fatherExternalId: externalIdOf(father), motherExternalId: externalIdOf(mother) })
const khmer = { ethnicity: '05', religion: '01' } as const

const bornLongHo: Partial<PersonSeed> = { ...bornAt('29602', 'Xã Long Phước, huyện Long Hồ, tỉnh Vĩnh Long') }
const bornAnBinh: Partial<PersonSeed> = { ...bornAt('29584', 'Xã Hòa Ninh, huyện Long Hồ, tỉnh Vĩnh Long') }
const bornCauKe: Partial<PersonSeed> = { ...bornAt('29308', 'Xã Châu Điền, huyện Cầu Kè, tỉnh Trà Vinh') }
const bornVinhLong: Partial<PersonSeed> = { ...bornAt('29551', 'Phường 1, thành phố Vĩnh Long, tỉnh Vĩnh Long') }

/** Relation codes: 01 head, 02 wife, 03 husband, 04 child, 15 grandmother. */
const homes: Home[] = [
  { detail: 'Số 45, Ấp Phước Lợi', commune: homeCommune.code, since: '2023-04-20', members: [
    ['nam', '01', { ...bornLongHo, ...married('mai'), ...childOf('hung', 'cuc'), cmnd9: '990000002' }],
    ['mai', '02', { ...bornAnBinh, ...married('nam'), bloodType: 'O+' }],
    ['baSau', '15', { ...bornLongHo, maritalStatus: 'widowed', religion: '01', cmnd9: '990000003' }],
  ] },
  { detail: 'Số 47, Ấp Phước Lợi', commune: homeCommune.code, since: '1997-02-14', members: [
    ['hung', '01', { ...bornLongHo, ...married('cuc'), motherExternalId: externalIdOf('baSau'), cmnd9: '990000004' }],
    ['cuc', '02', { ...bornLongHo, ...married('hung'), cmnd9: '990000005' }],
  ] },
  { detail: 'Số 12, Ấp An Thuận', commune: homeCommune.code, since: '1996-05-01', members: [
    ['tam', '01', { ...bornLongHo, ...married('nhan'), cmnd9: '990000007' }],
    ['nhan', '02', { ...bornLongHo, ...married('tam'), cmnd9: '990000008' }],
    ['hoa', '04', { ...bornLongHo, ...married('binh'), ...childOf('tam', 'nhan'), cmnd9: '990000006' }],
  ] },
  { detail: 'Số 208, Ấp Ô Mịch', commune: secondCommune.code, since: '1994-10-09', members: [
    ['sum', '01', { ...bornCauKe, ...khmer, ...married('saRuol'), cmnd9: '990000010' }],
    ['saRuol', '02', { ...bornCauKe, ...khmer, ...married('sum'), cmnd9: '990000011' }],
    ['binh', '04', { ...bornCauKe, ...khmer, ...married('hoa'), ...childOf('sum', 'saRuol'), cmnd9: '990000009' }],
  ] },
  { detail: 'Số 9, Ấp Long Thuận', commune: homeCommune.code, since: '2001-07-01', members: [
    ['baTu', '01', { ...bornLongHo, maritalStatus: 'widowed', cmnd9: '990000042' }],
    ['ut', '04', { ...bornLongHo, ...married('le'), motherExternalId: externalIdOf('baTu') }],
    ['le', '12', { ...bornLongHo, ...married('ut') }],
  ] },
  ...officerHomes(homeCommune.code, 'Ấp 1', bornLongHo, ['lanJustice', 'dungChair', 'haiPolice', 'policeCommander', 'receptionOfficer']),
  ...officerHomes(secondCommune.code, 'Khóm 4', bornCauKe, ['secondJustice', 'secondChair', 'secondPolice', 'secondCommander', 'secondReception']),
  ...officerHomes('29551', 'Đường 30 Tháng 4', bornVinhLong, ['insuranceOfficer', 'thuLeader', 'adminPerson', 'auditorPerson', 'securityPerson', 'hanhSteward']),
]

/** Every persona by key: `cast.mai.pin`. */
export const cast: Readonly<Record<CastKey, CastPerson>> = buildCast()

/** The households of the cast, as the generator emits them first. Deterministic and without errors. */
export function castHouseholds(): SyntheticHousehold[] {
  return homes.map((home, position) => {
    const householdNo = `86.9${String(position + 1).padStart(6, '0')}`
    return {
      index: position - homes.length,
      householdNo,
      residenceArea: home.commune,
      people: home.members.map(([key, relation, facts]) => seedOf(key, relation, home, householdNo, facts ?? {})),
    }
  })
}

function seedOf(key: CastKey, relation: string, home: Home, householdNo: string, facts: Partial<PersonSeed>): PersonSeed {
  const person = cast[key]
  return personSeed({
    externalId: person.externalId, pin: person.pin, fullName: person.fullName, birthDate: person.birthDate, gender: person.gender,
    phone: person.phone, email: person.email, householdNo, relationToHead: relation,
    residenceArea: home.commune, residenceDetail: home.detail, residenceSince: home.since, ...facts,
  })
}

function officerHomes(commune: string, street: string, born: Partial<PersonSeed>, keys: CastKey[]): Home[] {
  return keys.map((key, position) => ({
    detail: `Số ${10 + position * 7}, ${street}`, commune, since: '2016-08-01',
    members: [[key, '01', { ...born, ...(key === 'secondJustice' ? khmer : {}), cmnd9: cmnd9Of(key) }]],
  }))
}

/** People born from 1999 on received a 12-digit card first and never had a nine-digit number. */
function cmnd9Of(key: CastKey): string {
  return Number(people[key].birth.slice(0, 4)) < 1999 ? `99${String(people[key].serial).padStart(7, '0')}` : ''
}

function bornAt(area: string, text: string): Partial<PersonSeed> {
  return { birthPlaceArea: area, birthPlaceText: text, birthRegistrationArea: area, nativePlaceArea: area, nativePlaceText: text }
}

function externalIdOf(key: CastKey): string {
  return `86-cast-${key}`
}

function buildCast(): Record<CastKey, CastPerson> {
  const areaOf = new Map(homes.flatMap((home) => home.members.map(([key]) => [key, home.commune] as const)))
  const entries = (Object.entries(people) as [CastKey, Entry][]).map(([key, entry]) => [key, personOf(key, entry, areaOf.get(key) ?? '')] as const)
  return Object.fromEntries(entries) as Record<CastKey, CastPerson>
}

/** Structure of the number: prefix, century and sex, year, serial (Nghị định 137/2015, art. 13). */
function personOf(key: CastKey, entry: Entry, residenceArea: string): CastPerson {
  const year = Number(entry.birth.slice(0, 4))
  const centurySex = (year >= 2000 ? 2 : 0) + (entry.gender === 'female' ? 1 : 0)
  const serial = 990_000 + entry.serial
  const hasPhone = entry.phone !== false
  return {
    key, externalId: externalIdOf(key), fullName: entry.name, birthDate: entry.birth, gender: entry.gender, residenceArea,
    pin: `099${centurySex}${String(year % 100).padStart(2, '0')}${serial}`,
    phone: hasPhone ? `0309${String(entry.serial).padStart(6, '0')}` : '',
    email: hasPhone ? `${key.toLowerCase()}@congdan.example` : '',
    ...(entry.work === undefined ? {} : { role: entry.work.role, post: entry.work.post, organisationKey: entry.work.at }),
  }
}
