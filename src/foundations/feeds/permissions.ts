import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'feeds.place-events': [{ system: true }],
  'feeds.follow': [{ relyingParty: 'any' }],
  'feeds.grant': [{ role: 'administrator', within: 'anywhere', authLevel: 2 }, { system: true }],
  'feeds.export': [{ role: 'police-commander', within: 'area', sensitive: true, authLevel: 2 }, { system: true }],
  'feeds.trace': [{ role: ['security-officer', 'auditor'], within: 'anywhere' }, { system: true }],
})
