import { yearOf } from '../../kernel/partial-date.ts'
import { nameSortKey } from '../../kernel/vietnamese-name.ts'
import { plainKey, syllables, tidySpaces } from '../../kernel/vietnamese-text.ts'
import type { Row, Value } from '../acts/index.ts'
import type { PersonFacts, Place } from './person.ts'

/** Which columns of person_version hold a field. */
export const columnsOfField: { readonly [F in keyof PersonFacts]: readonly string[] } = {
  fullName: ['full_name'], otherName: ['other_name'], birthDate: ['birth_date'], gender: ['gender'], ethnicity: ['ethnicity'], religion: ['religion'],
  nationalities: ['nationalities'], bloodType: ['blood_type'], birthPlace: ['birth_place_area', 'birth_place_text'],
  birthRegistrationPlace: ['birth_registration_area', 'birth_registration_text'], nativePlace: ['native_place_area', 'native_place_text'],
  maritalStatus: ['marital_status'], lifeStatus: ['life_status'], deathDate: ['death_date'], missingDate: ['missing_date'], phone: ['phone'], email: ['email'],
}

export type FactField = keyof PersonFacts
export const factFields = Object.keys(columnsOfField) as readonly FactField[]

/** The columns of these facts, with the columns that follow from them (year of birth, search keys). */
export function columnsOf(facts: Partial<PersonFacts>): Record<string, Value> {
  const row: Record<string, Value> = {}
  for (const field of Object.keys(facts) as FactField[]) {
    const value = facts[field]
    const [first, second] = columnsOfField[field]
    if (second === undefined) row[first!] = (value ?? null) as Value
    else [row[first!], row[second]] = [(value as Place).area, (value as Place).text]
  }
  if ('birthDate' in facts) row['birth_year'] = facts.birthDate ? yearOf(facts.birthDate) : null
  if (facts.fullName !== undefined) Object.assign(row, nameKeys(facts.fullName, facts.otherName ?? null))
  return row
}

/** Search keys of a name: written here by one normaliser, so that search never depends on the database's own idea of Vietnamese. */
export function nameKeys(fullName: string, otherName: string | null, before: readonly string[] = []): Record<string, Value> {
  const plain = plainNameKey(fullName)
  const keys = new Set([...syllables(plain), ...(otherName ? syllables(otherName) : []), ...before])
  return { name_plain: plain, syllables: [...keys], name_sort: nameSortKey(fullName) }
}

const plainWords = new Map<string, string>()

/** `plainKey`, which keeps words apart, word by word: a few thousand syllables make all names. */
function plainNameKey(name: string): string {
  return tidySpaces(name).split(' ').map((word) => {
    let plain = plainWords.get(word)
    if (plain === undefined) {
      plain = plainKey(word)
      if (plainWords.size < 20_000) plainWords.set(word, plain)
    }
    return plain
  }).join(' ')
}

/** One field as it stands in a stored row. */
export function fieldFromRow<F extends FactField>(row: Row, field: F): PersonFacts[F] {
  const [first, second] = columnsOfField[field]
  const value = second === undefined ? row[first!] : { area: row[first!] ?? null, text: row[second] ?? null }
  return value as PersonFacts[F]
}

export function factsFromRow(row: Row): PersonFacts {
  return Object.fromEntries(factFields.map((field) => [field, fieldFromRow(row, field)])) as unknown as PersonFacts
}
