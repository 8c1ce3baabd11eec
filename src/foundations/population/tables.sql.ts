import { registerTable } from '../acts/index.ts'
import { refuse } from './refusals.ts'

/** Facts of a person in one row; the search keys are computed from the name when the row is made. */
export const personVersion = registerTable({
  name: 'person_version', kind: 'bitemporal', key: ['person_id'],
  columns: {
    person_id: 'uuid', full_name: 'text', other_name: 'text', birth_date: 'text', birth_year: 'int', gender: 'text', ethnicity: 'text', religion: 'text',
    nationalities: 'text[]', blood_type: 'text', birth_place_area: 'text', birth_place_text: 'text', birth_registration_area: 'text',
    birth_registration_text: 'text', native_place_area: 'text', native_place_text: 'text', marital_status: 'text', life_status: 'text', death_date: 'text', missing_date: 'text',
    phone: 'text', email: 'text', areas: 'text[]', name_plain: 'text', syllables: 'text[]', name_sort: 'text', provenance: 'jsonb',
  },
  constraints: { person_version_current: () => refuse('population.person-exists') },
})

/** Directory of twelve-digit numbers: one number, one person, for ever. */
export const personalNumber = registerTable({
  name: 'personal_number', kind: 'directory', key: ['number'], columns: { number: 'text', person_id: 'uuid' },
  constraints: { personal_number_pkey: () => refuse('population.number-taken') },
})

export const identityNumber = registerTable({
  name: 'identity_number', kind: 'bitemporal', key: ['person_id'],
  columns: { person_id: 'uuid', kind: 'text', value: 'text', status: 'text', issued_on: 'text', issued_by: 'text', reason: 'text' },
  constraints: { identity_number_one_active_pin: () => refuse('population.has-number') },
})

export const personMark = registerTable({
  name: 'person_mark', kind: 'bitemporal', key: ['person_id'], columns: { person_id: 'uuid', kind: 'text', decision: 'text', note: 'text' },
  constraints: { person_mark_once: () => refuse('population.mark-stands') },
})

export const relation = registerTable({
  name: 'relation', kind: 'bitemporal', key: ['person_id'],
  columns: { person_id: 'uuid', kind: 'text', other_id: 'uuid', other_name: 'text', other_pin: 'text', other_old_number: 'text', source: 'text' },
  constraints: { relation_one_of_kind: () => refuse('population.relation-exists') },
})

/** Identity cards with their validity; the numbers themselves stand in identity_number. */
export const identityCard = registerTable({
  name: 'identity_card', kind: 'bitemporal', key: ['person_id'],
  columns: { person_id: 'uuid', kind: 'text', number: 'text', issued_on: 'text', issued_by: 'text', expires_on: 'date', unlimited: 'boolean', status: 'text', source: 'text' },
})

/** Entries of the register that are one person: `person_id` is answered with `survivor_id`. */
export const personAlias = registerTable({
  name: 'person_alias', kind: 'bitemporal', key: ['person_id'],
  columns: { person_id: 'uuid', survivor_id: 'uuid' },
  constraints: { person_alias_one: () => refuse('population.merged-already') },
})
