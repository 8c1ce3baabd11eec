import { definePermissions, type Role, type Rule } from '../../platform/index.ts'

const police: readonly Role[] = ['police-officer', 'police-commander']
const steward: Rule = { role: 'data-steward', within: 'area' }

/** Domain Annex G: the steward sees lists and counts, the police of the commune the cases, leaders counts and codes, nobody's data. Sensitive lists (C08) want the right by name. */
export const permissions = definePermissions({
  'campaigns.open': [steward, { system: true }],
  'campaigns.open-sensitive': [{ role: 'data-steward', within: 'area', sensitive: true }, { system: true }],
  'campaigns.figures': [{ role: [...police, 'data-steward', 'leader', 'auditor'], within: 'area' }, { system: true }],
  'campaigns.figures-sensitive': [{ role: [...police, 'data-steward'], within: 'area', sensitive: true }, { system: true }],
  'campaigns.work': [{ role: police, within: 'area' }],
  'campaigns.work-sensitive': [{ role: police, within: 'area', sensitive: true }],
  'campaigns.decide': [{ role: 'police-commander', within: 'area' }],
  'campaigns.decide-sensitive': [{ role: 'police-commander', within: 'area', sensitive: true }],
  'campaigns.fill': [{ system: true }],
})
