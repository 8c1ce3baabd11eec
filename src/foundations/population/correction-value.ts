import { isPartialDate } from '../../kernel/partial-date.ts'
import { parsePhone } from '../../kernel/phone.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import { checkPersonName, normaliseName } from '../../kernel/vietnamese-name.ts'
import { plainKey, tidySpaces } from '../../kernel/vietnamese-text.ts'
import { codeOf, type CodeListName } from '../areas/index.ts'
import type { PlainDate } from '../../platform/index.ts'
import { factFields, type FactField } from './person-columns.ts'
import type { PersonFacts } from './person.ts'

const codeLists: Partial<Record<FactField, CodeListName>> = { ethnicity: 'ethnic-groups', religion: 'religions' }
const genders: Readonly<Record<string, PersonFacts['gender']>> = { nam: 'male', nu: 'female', male: 'male', female: 'female' }
const maritalStatuses: Readonly<Record<string, PersonFacts['maritalStatus']>> = {
  'chua ket hon': 'single', 'da ket hon': 'married', 'dang co vo': 'married', 'dang co chong': 'married', 'dang co vo/chong': 'married', 'dang co vo hoac chong': 'married', 'da ly hon': 'divorced', 'ly hon': 'divorced', 'goa': 'widowed',
}

export function isFactField(field: string): field is FactField {
  return (factFields as readonly string[]).includes(field)
}

/** What somebody wrote as the right value of a field, as a fact; undefined when it cannot be read as one. */
export function factFromText(field: FactField, written: string, today: PlainDate): Partial<PersonFacts> | undefined {
  const text = tidySpaces(written)
  if (text === '') return undefined
  switch (field) {
    case 'fullName': return checkPersonName(text).length === 0 ? { fullName: normaliseName(text) } : undefined
    case 'birthDate': case 'deathDate': case 'missingDate': {
      const date = isPartialDate(text) ? text : parseDateVi(text)
      return date && date <= today ? { [field]: date } : undefined
    }
    case 'gender': return given('gender', genders[plainKey(text)])
    case 'maritalStatus': return given('maritalStatus', maritalStatuses[plainKey(text)])
    case 'ethnicity': case 'religion': return given(field, /^\d\d$/.test(text) ? text : codeOf(codeLists[field]!, text, today))
    case 'birthPlace': case 'birthRegistrationPlace': case 'nativePlace': return { [field]: { area: null, text } }
    case 'nationalities': return given(field, codeOf('nationalities', text, today)) && { nationalities: [codeOf('nationalities', text, today)!] }
    case 'otherName': return { otherName: normaliseName(text) }
    case 'phone': return given('phone', parsePhone(text)?.national)
    case 'email': return given('email', /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? text : undefined)
    case 'bloodType': return given('bloodType', codeOf('blood-types', text.replace(/^nhóm máu\s+/i, '').toUpperCase(), today))
    case 'lifeStatus': return undefined
    default: return { [field]: text }
  }
}

function given(field: FactField, value: unknown): Partial<PersonFacts> | undefined {
  return value === undefined ? undefined : { [field]: value }
}
