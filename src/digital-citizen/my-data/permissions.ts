import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'my-data.read-accesses': [{ citizen: 'self-or-represented' }],
  /** Who looked at somebody of the own commune (ux.md P-03); which posts may is ours (guess). */
  'my-data.read-accesses-in-area': [{ role: 'police-commander', within: 'area' }],
  'my-data.ask': [{ citizen: 'self-or-represented' }, { role: 'reception-officer', within: 'organisation' }],
  'my-data.read-own-questions': [{ citizen: 'self' }],
  'my-data.answer': [{ role: 'security-officer', within: 'organisation' }],
  /** Readings by jobs and connected systems have no unit: any security officer answers for the operator. */
  'my-data.answer-for-operator': [{ role: 'security-officer', within: 'anywhere' }],
})
