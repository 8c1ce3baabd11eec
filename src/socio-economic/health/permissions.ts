import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'health.issue-card': [{ role: 'insurance-officer', within: 'area', authLevel: 2 }],
  'health.read-card': [{ citizen: 'self-or-represented' }, { role: 'insurance-officer', within: 'area' }],
  'health.keep-facilities': [{ role: 'administrator', within: 'area' }, { system: true }],
})
