import { registerTable } from '../acts/index.ts'
import { refuse } from './refusals.ts'

export const mandate = registerTable({
  name: 'mandate', kind: 'bitemporal', key: ['giver_id'], lookups: ['giver_id', 'holder_id', 'mandate_id'],
  columns: { giver_id: 'uuid', holder_id: 'uuid', mandate_id: 'uuid', kind: 'text', scope: 'text[]', dossier_id: 'uuid' },
  constraints: { mandate_current: () => refuse('mandates.exists') },
})

export const legalEntity = registerTable({
  name: 'legal_entity', kind: 'bitemporal', key: ['entity_id'], lookups: ['entity_id', 'representative_id', 'code'],
  columns: { entity_id: 'uuid', code: 'text', name: 'text', representative_id: 'uuid', area: 'text' },
  constraints: { legal_entity_code: () => refuse('mandates.entity-exists'), legal_entity_current: () => refuse('mandates.entity-exists') },
})
