import { definePermissions, type Role, type Rule } from '../../platform/index.ts'

const police: readonly Role[] = ['police-officer', 'police-commander']
const ofArea: Rule = { role: police, within: 'area' }

export const permissions = definePermissions({
  /** Lists and cases of one's own communes. */
  'quality.work': [ofArea],
  /** Findings on lists that are delicate in themselves (C07, C08, C10): only posts that name the sensitive right. */
  'quality.sensitive': [{ role: police, within: 'area', sensitive: true }],
  /** The second pair of eyes. */
  'quality.approve': [{ role: 'police-commander', within: 'area' }],
  /** Counts without people. */
  'quality.figures': [ofArea, { role: ['leader', 'auditor'], within: 'area' }, { system: true }],
  /** What each full pass showed: counts. */
  'quality.passes': [ofArea, { role: ['administrator', 'auditor'], within: 'anywhere' }],
  'quality.run': [{ system: true }],
})
