import { definePermissions, type Role } from '../../platform/index.ts'

const everybodyWithAPost: readonly Role[] = ['reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'data-steward', 'leader', 'administrator', 'auditor', 'security-officer']

export const permissions = definePermissions({
  'oversight.find': [{ system: true }, { role: 'security-officer', within: 'anywhere' }],
  'oversight.work': [{ role: 'security-officer', within: 'organisation' }],
  'oversight.own-readings': [{ role: everybodyWithAPost, within: 'anywhere' }],
})
