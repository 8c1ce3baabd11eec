import { registerTable } from '../../foundations/acts/index.ts'
import { refuse } from './refusals.ts'

export const healthCard = registerTable({
  name: 'health_card', kind: 'bitemporal', key: ['person_id'],
  columns: {
    person_id: 'uuid', card_id: 'uuid', card_number: 'text', object_group: 'text', benefit_level: 'text', province: 'text', insurance_number: 'text',
    clinic_code: 'text', household_id: 'uuid', area: 'text', issuer_id: 'uuid',
  },
  constraints: { health_card_one_at_a_time: () => refuse('health.card-exists'), health_card_number_once: () => refuse('health.card-exists') },
})
