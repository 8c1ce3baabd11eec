import { definePermissions } from '../../platform/index.ts'

/** Figures of an area: whoever leads it, and whoever audits it. */
export const permissions = definePermissions({
  'steering.read': [{ role: ['leader', 'auditor'], within: 'area' }],
})
