import { fullAreaName, labelOf } from '../../foundations/areas/index.ts'
import type { IdentityNumber, KnownFact, PersonField, Place } from '../../foundations/population/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import type { PlainDate } from '../../platform/index.ts'
import type { Fact } from '../forms/index.ts'

/** Fields of the catalogue and what the population register calls them. */
export const personFieldOf: Readonly<Record<string, PersonField>> = {
  fullName: 'fullName', birthDate: 'birthDate', gender: 'gender', pin: 'pin', ethnicity: 'ethnicity', nationality: 'nationalities', nativePlace: 'nativePlace', maritalStatus: 'maritalStatus', lifeStatus: 'lifeStatus',
  oldNumbers: 'identityNumbers',
}

/** All fields of the population register that are asked about any of these people. */
export function personFieldsIn(needs: readonly { readonly subject: string; readonly register: string; readonly fields: readonly string[] }[], subjects: readonly string[]): PersonField[] {
  const asked = needs.filter((need) => need.register === 'population' && subjects.includes(need.subject)).flatMap((need) => need.fields)
  return [...new Set(asked.flatMap((field) => personFieldOf[field] ?? []))]
}

/** Numbers of old cards, and cancelled personal numbers: what a confirmation may be asked of, with what is held of each. */
export function oldNumbersOf(numbers: readonly IdentityNumber[]): { readonly number: string; readonly says: string }[] {
  return numbers.flatMap(({ kind, value, status, standing }) => {
    if (kind === 'cmnd9') return [{ number: value, says: standing === 'confirmed' ? 'đã xác nhận' : 'tự khai, chưa xác nhận' }]
    return kind === 'pin' && status === 'cancelled' ? [{ number: value, says: 'số định danh đã hủy' }] : []
  })
}

const marital: Readonly<Record<string, string>> = { single: 'Chưa kết hôn', married: 'Đã kết hôn', divorced: 'Đã ly hôn', widowed: 'Góa' }

/** A known fact in the words the form shows. */
export function factOf(field: string, known: KnownFact, today: PlainDate): Fact {
  const value = known.value
  if (value === null || value === undefined) return { value: null }
  switch (field) {
    case 'birthDate': return { value: String(value), text: formatPartialVi(String(value)) }
    case 'ethnicity': return { value: String(value), text: labelOf('ethnic-groups', String(value), today) ?? String(value) }
    case 'nationality': {
      const codes = value as readonly string[]
      return codes[0] ? { value: codes[0], text: codes.map((code) => labelOf('nationalities', code, today) ?? code).join(', ') } : { value: null }
    }
    case 'oldNumbers': {
      const old = oldNumbersOf(value as readonly IdentityNumber[])
      return old.length === 0 ? { value: null } : { value: old.map((each) => each.number).join(' '), text: old.map((each) => `${groupPin(each.number)} (${each.says})`).join('; ') }
    }
    case 'nativePlace': return placeFact(value as Place, today)
    case 'maritalStatus': return { value: String(value), text: marital[String(value)] ?? String(value) }
    default: return { value: String(value) }
  }
}

/** The words of the document where there are any; else the unit's name. */
function placeFact(place: Place, today: PlainDate): Fact {
  const text = place.text ?? (place.area ? fullAreaName(place.area, today) : null)
  return text ? { value: text, text } : { value: null }
}
