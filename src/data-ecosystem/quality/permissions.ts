import { definePermissions, type Role, type Rule } from '../../platform/index.ts'

const police: readonly Role[] = ['police-officer', 'police-commander']
const ofArea: Rule = { role: police, within: 'area' }

export const permissions = definePermissions({
  /** Lists and cases of one's own communes. */
  'quality.work': [ofArea],
  /** The second pair of eyes. */
  'quality.approve': [{ role: 'police-commander', within: 'area' }],
  /** Counts without people. */
  'quality.figures': [ofArea, { role: ['leader', 'auditor'], within: 'area' }, { system: true }],
  'quality.run': [{ system: true }],
})
