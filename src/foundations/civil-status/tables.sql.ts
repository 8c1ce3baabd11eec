import { registerTable, type ColumnType } from '../acts/index.ts'
import { refuse } from './refusals.ts'

const parent = (who: 'mother' | 'father'): Record<string, ColumnType> => ({
  [`${who}_id`]: 'uuid', [`${who}_name`]: 'text', [`${who}_birth_date`]: 'text', [`${who}_ethnicity`]: 'text', [`${who}_nationality`]: 'text',
  [`${who}_residence_kind`]: 'text', [`${who}_residence`]: 'text', [`${who}_paper_kind`]: 'text', [`${who}_paper_number`]: 'text',
})

export const birthRecord = registerTable({
  name: 'birth_record', kind: 'bitemporal', key: ['child_id'],
  columns: {
    child_id: 'uuid', record_id: 'uuid', registered_area: 'text', authority: 'text', entry_number: 'text', book_number: 'text', page_number: 'text', registered_on: 'date',
    registration_kind: 'text', birth_kind: 'text', child_name: 'text', child_gender: 'text', child_birth_date: 'date', child_birth_time: 'text', child_birth_date_words: 'text',
    child_birth_place: 'text', child_birth_place_area: 'text', child_native_place: 'text', child_native_place_area: 'text', child_ethnicity: 'text',
    child_nationalities: 'text[]', child_pin: 'text', delivery_order: 'int', ...parent('mother'), ...parent('father'),
    requester_id: 'uuid', requester_name: 'text', requester_relation: 'text', requester_paper_kind: 'text', requester_paper_number: 'text',
    signer_id: 'uuid', signer_name: 'text', signer_title: 'text', performed_by: 'text', notice_facility: 'text', notice_number: 'text',
    foreign_number: 'text', foreign_date: 'date', foreign_authority: 'text', foreign_country: 'text', note: 'text',
  },
  constraints: {
    birth_record_once: () => refuse('civil-status.already-registered'),
    birth_record_notice: () => refuse('civil-status.birth-notice-used'),
    birth_record_entry: () => refuse('civil-status.entry-taken'),
    birth_record_child: () => refuse('civil-status.already-registered'),
  },
})

export const marriageRecord = registerTable({
  name: 'marriage_record', kind: 'bitemporal', key: ['marriage_id'],
  columns: {
    marriage_id: 'uuid', husband_id: 'uuid', wife_id: 'uuid', registered_area: 'text', place: 'text', entry_number: 'text', book_number: 'text', registered_on: 'date',
    registration_kind: 'text', husband_name: 'text', husband_birth_date: 'text', wife_name: 'text', wife_birth_date: 'text', signer_name: 'text', signer_title: 'text', note: 'text',
  },
  constraints: { marriage_record_husband: () => refuse('civil-status.already-married'), marriage_record_wife: () => refuse('civil-status.already-married') },
})

export const civilEntry = registerTable({
  name: 'civil_entry', kind: 'bitemporal', key: ['entry_id'],
  columns: {
    entry_id: 'uuid', kind: 'text', origin: 'text', registered_area: 'text', authority: 'text', book_number: 'text', entry_number: 'text', page_number: 'text', registered_on: 'date', registration_kind: 'text',
    signer_name: 'text', signer_title: 'text', performed_by: 'text', refers_to: 'uuid', about: 'text', names_plain: 'text', content: 'jsonb',
  },
  constraints: { civil_entry_number: () => refuse('civil-status.entry-taken') },
})

export const civilEntryPerson = registerTable({
  name: 'civil_entry_person', kind: 'bitemporal', key: ['entry_id'], columns: { entry_id: 'uuid', part: 'text', person_id: 'uuid' },
  constraints: { civil_entry_person_part: () => refuse('civil-status.part-linked') },
})
