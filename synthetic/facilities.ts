/**
 * Invented health facilities of the demo province. Names say "(mẫu)" and codes hold the letter M in third place,
 * so that none can be taken for a facility of the Ministry of Health's list (five digits).
 */
import type { PlainDate } from '../src/kernel/plain-date.ts'
import { addDays } from '../src/kernel/plain-date.ts'
import { cast } from './cast.ts'
import type { CastKey } from './cast.ts'

export type Facility = {
  /** Five characters: province, M, serial. */
  code: string
  name: string
  kind: 'hospital' | 'health-station'
  /** Commune code of today. */
  areaCode: string
  address: string
  phone: string
  /** May be chosen as the place of first registration of a health insurance card. */
  firstRegistration: boolean
}

export const facilities: readonly Facility[] = [
  hospital(1, 'Bệnh viện Đa khoa Sông Tiền (mẫu)', '29557', 'Số 301 đường Trần Phú'),
  hospital(2, 'Bệnh viện Sản – Nhi Cổ Chiên (mẫu)', '29551', 'Số 16 đường Nguyễn Huệ'),
  hospital(3, 'Bệnh viện Đa khoa Cửu Long Xanh (mẫu)', '29242', 'Số 22 đường Điện Biên Phủ'),
  hospital(4, 'Bệnh viện Đa khoa Hàm Luông (mẫu)', '28789', 'Số 5 đường Nguyễn Đình Chiểu'),
  station(11, 'Xã Long Hồ', '29602', 'Ấp 1'),
  station(12, 'Xã Cầu Kè', '29308', 'Khóm 4'),
  station(13, 'Phường Long Châu', '29551', 'Đường 30 Tháng 4'),
  station(14, 'Phường Phước Hậu', '29557', 'Đường Phó Cơ Điều'),
  station(15, 'Xã An Bình', '29584', 'Ấp An Thạnh'),
  station(16, 'Phường Bến Tre', '28789', 'Đường Võ Văn Phẩm'),
  station(17, 'Xã Chợ Lách', '28870', 'Khu phố 2'),
  station(18, 'Phường Trà Vinh', '29242', 'Đường Phạm Ngũ Lão'),
]

/** Content of a certificate of birth as a hospital sends it (giấy chứng sinh điện tử; field names of our own). */
export type BirthNotice = {
  number: string
  facilityCode: string
  facilityName: string
  facilityArea: string
  motherPin: string
  motherExternalId: string
  motherName: string
  childSex: 'male' | 'female'
  bornOn: PlainDate
  /** HH:MM, Asia/Ho_Chi_Minh. */
  bornAt: string
  weightGrams: number
  gestationWeeks: number
  /** Children of this birth: 1 = single. */
  plurality: number
  /** Which child of the mother this is. */
  birthOrder: number
  attendant: string
  issuedOn: PlainDate
}

/** The notices that wait for the three mothers of the cast; births lie a few days before `today`, inside the 60 days of Luật Hộ tịch art. 15. */
export function birthNotices(today: PlainDate): BirthNotice[] {
  const [first, second] = facilities
  return [
    noticeFor('mai', first!, today, { daysAgo: 9, bornAt: '04:35', childSex: 'female', weightGrams: 3150, gestationWeeks: 39, serial: 1 }),
    noticeFor('hoa', second!, today, { daysAgo: 6, bornAt: '21:10', childSex: 'male', weightGrams: 3300, gestationWeeks: 40, serial: 2 }),
    noticeFor('ut', first!, today, { daysAgo: 4, bornAt: '13:20', childSex: 'male', weightGrams: 2950, gestationWeeks: 38, serial: 3 }),
  ]
}

type BirthFacts = { daysAgo: number; bornAt: string; childSex: 'male' | 'female'; weightGrams: number; gestationWeeks: number; serial: number }

function noticeFor(mother: CastKey, facility: Facility, today: PlainDate, facts: BirthFacts): BirthNotice {
  const person = cast[mother]
  const bornOn = addDays(today, -facts.daysAgo)
  return {
    number: `${facility.code}-${bornOn.slice(0, 4)}-${String(facts.serial).padStart(5, '0')}`,
    facilityCode: facility.code, facilityName: facility.name, facilityArea: facility.areaCode,
    motherPin: person.pin, motherExternalId: person.externalId, motherName: person.fullName,
    childSex: facts.childSex, bornOn, bornAt: facts.bornAt, weightGrams: facts.weightGrams, gestationWeeks: facts.gestationWeeks,
    plurality: 1, birthOrder: 1, attendant: 'Nữ hộ sinh trực (mẫu)', issuedOn: addDays(bornOn, 1),
  }
}

function hospital(serial: number, name: string, areaCode: string, street: string): Facility {
  return { code: codeOf(serial), name, kind: 'hospital', areaCode, address: street, phone: phoneOf(serial), firstRegistration: true }
}

function station(serial: number, commune: string, areaCode: string, street: string): Facility {
  return { code: codeOf(serial), name: `Trạm Y tế ${lowerFirst(commune)} (mẫu)`, kind: 'health-station', areaCode, address: street, phone: phoneOf(serial), firstRegistration: true }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

function codeOf(serial: number): string {
  return `86M${String(serial).padStart(2, '0')}`
}

function phoneOf(serial: number): string {
  return `03000001${String(serial).padStart(2, '0')}`
}
