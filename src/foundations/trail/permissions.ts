import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'trail.prove': [{ citizen: 'self-or-represented' }, { role: ['auditor', 'security-officer'], within: 'anywhere' }, { system: true }],
  'trail.order-redaction': [{ role: 'auditor', within: 'anywhere', authLevel: 2 }],
})
