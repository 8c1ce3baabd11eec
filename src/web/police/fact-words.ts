import { areaAsOf, fullAreaName, labelOf, oldNamesOf } from '../../foundations/areas/index.ts'
import type { PersonField, Place } from '../../foundations/population/index.ts'
import { fieldLabels } from '../../foundations/trail/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { formatDateVi, localTimeOf } from '../../kernel/plain-date.ts'
import type { Instant, PlainDate } from '../../platform/index.ts'
import type { Lang } from '../kit/index.ts'

interface Words { readonly vi: string; readonly en: string }

const genders: Readonly<Record<string, Words>> = { male: { vi: 'Nam', en: 'Male' }, female: { vi: 'Nữ', en: 'Female' }, undetermined: { vi: 'Chưa xác định', en: 'Undetermined' } }
const marital: Readonly<Record<string, Words>> = {
  single: { vi: 'Chưa kết hôn', en: 'Single' }, married: { vi: 'Đang có vợ hoặc chồng', en: 'Married' }, divorced: { vi: 'Đã ly hôn', en: 'Divorced' }, widowed: { vi: 'Góa', en: 'Widowed' },
}
const lives: Readonly<Record<string, Words>> = {
  living: { vi: 'Còn sống', en: 'Living' }, deceased: { vi: 'Đã mất', en: 'Deceased' }, missing: { vi: 'Mất tích', en: 'Missing' },
  'declared-dead': { vi: 'Tòa án tuyên bố đã chết', en: 'Declared dead' }, left: { vi: 'Ra nước ngoài định cư', en: 'Settled abroad' }, renounced: { vi: 'Thôi quốc tịch', en: 'Gave up nationality' },
}
const kin: Readonly<Record<string, Words>> = {
  father: { vi: 'Cha', en: 'Father' }, mother: { vi: 'Mẹ', en: 'Mother' }, spouse: { vi: 'Vợ hoặc chồng', en: 'Spouse' }, child: { vi: 'Con', en: 'Child' }, guardian: { vi: 'Người giám hộ', en: 'Guardian' },
  ward: { vi: 'Người được giám hộ', en: 'Ward' }, representative: { vi: 'Người đại diện', en: 'Representative' }, represented: { vi: 'Người được đại diện', en: 'Represented' },
}

const of = (words: Readonly<Record<string, Words>>, code: string, lang: Lang): string => words[code]?.[lang] ?? code

export const genderWord = (code: string | null, lang: Lang): string => (code === null ? '' : of(genders, code, lang))
export const lifeWord = (code: string, lang: Lang): string => of(lives, code, lang)
export const kinWord = (kind: string, lang: Lang): string => of(kin, kind, lang)

/** 'Họ tên', 'Ngày sinh': the words citizens read for the same field. */
export function fieldWord(field: string, lang: Lang): string {
  const label = fieldLabels([field], lang)[0] ?? field
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** A place in words; the unit's name of today where it has one. */
export function placeWords(place: Place, on: PlainDate): string | null {
  if (place.text) return place.text
  return place.area ? (areaAsOf(place.area, on) ? fullAreaName(place.area, on) : place.area) : null
}

/** Under which name people knew the commune before, when that was another one. */
export function oldNameOf(area: string, on: PlainDate): string | undefined {
  const names = oldNamesOf(area, on)
  return names.length === 0 ? undefined : [...new Set(names.map((each) => each.name))].slice(0, 3).join(', ')
}

/** One fact of the register as people read it; null where nothing is recorded. */
export function factWords(field: PersonField | string, value: unknown, on: PlainDate, lang: Lang): string | null {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  switch (field) {
    case 'gender': return of(genders, value as string, lang)
    case 'maritalStatus': return of(marital, value as string, lang)
    case 'lifeStatus': return of(lives, value as string, lang)
    case 'ethnicity': return labelOf('ethnic-groups', value as string, on)
    case 'religion': return labelOf('religions', value as string, on)
    case 'nationalities': return (value as string[]).map((code) => labelOf('nationalities', code, on)).join(', ')
    case 'birthDate': case 'deathDate': case 'missingDate': return formatPartialVi(value as string)
    case 'birthPlace': case 'birthRegistrationPlace': case 'nativePlace': return placeWords(value as Place, on)
    case 'pin': return groupPin(value as string)
    default: return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

/** '08:12 22/11/2026' */
export function whenWords(at: Instant): string {
  const { date, hour, minute } = localTimeOf(at)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')} ${formatDateVi(date)}`
}
