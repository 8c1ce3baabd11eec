import { registerTable } from '../acts/index.ts'
import { refuse } from './refusals.ts'

export const household = registerTable({
  name: 'household', kind: 'bitemporal', key: ['household_id'],
  columns: { household_id: 'uuid', file_number: 'text', area: 'text', province: 'text', detail: 'text', old_text: 'text' },
  constraints: { household_current: () => refuse('residence.household-exists'), household_file_number: () => refuse('residence.household-exists') },
})

export const householdMember = registerTable({
  name: 'household_member', kind: 'bitemporal', key: ['household_id'], lookups: ['household_id', 'person_id'],
  columns: { household_id: 'uuid', person_id: 'uuid', kind: 'text', relation_to_head: 'text' },
  constraints: { household_member_one_head: () => refuse('residence.has-head'), household_member_one_household: () => refuse('residence.in-other-household') },
})

export const residencePeriod = registerTable({
  name: 'residence_period', kind: 'bitemporal', key: ['person_id'],
  columns: { person_id: 'uuid', kind: 'text', household_id: 'uuid', area: 'text', province: 'text', detail: 'text', old_text: 'text', until: 'date' },
  constraints: { residence_period_one_permanent: () => refuse('residence.overlap'), residence_period_one_temporary: () => refuse('residence.overlap'), residence_period_one_current: () => refuse('residence.overlap') },
})

export const headVacancy = registerTable({
  name: 'head_vacancy', kind: 'bitemporal', key: ['household_id'],
  columns: { household_id: 'uuid', former_head: 'uuid', cause: 'text' },
})

export const absenceDeclaration = registerTable({
  name: 'absence_declaration', kind: 'bitemporal', key: ['person_id'],
  columns: { person_id: 'uuid', ground: 'text', area: 'text', destination_area: 'text', destination_text: 'text', reason: 'text', until: 'date', slip_number: 'text' },
  constraints: { absence_declaration_one: () => refuse('residence.already-absent') },
})
