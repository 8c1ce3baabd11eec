import { definePermissions } from '../../platform/index.ts'

/** Giving and accepting needs level 2 (NĐ 69/2024); looking and ending does not: nobody is held in a permission. */
export const permissions = definePermissions({
  'mandates.read-own': [{ citizen: 'self' }],
  'mandates.ask': [{ citizen: 'self', level: 2 }],
  'mandates.answer': [{ citizen: 'self', level: 2 }],
  'mandates.end': [{ citizen: 'self' }, { system: true }],
  'mandates.record-entity': [{ role: ['police-officer', 'police-commander'] }, { system: true }],
})
