import { definePermissions } from '../../platform/index.ts'

/** Posts give rights over people's data, so only administrators of the area hand them out, never to themselves. */
export const permissions = definePermissions({
  'organisations.open': [{ role: 'administrator', within: 'area' }, { system: true }],
  'organisations.close': [{ role: 'administrator', within: 'area' }, { system: true }],
  'organisations.open-post': [{ role: 'administrator', within: 'area' }, { system: true }],
  'organisations.appoint': [{ role: 'administrator', within: 'area' }, { system: true }],
  'organisations.end-appointment': [{ role: 'administrator', within: 'area' }, { system: true }],
  'organisations.list-officers': [{ role: ['administrator', 'auditor', 'security-officer'], within: 'area' }, { role: ['commune-chair', 'police-commander', 'leader'], within: 'organisation' }, { system: true }],
  'organisations.name-officers': [{ role: 'data-steward', within: 'area' }, { system: true }],
  'organisations.appointments-of-person': [{ citizen: 'self' }, { officer: 'self' }, { role: ['administrator', 'auditor', 'security-officer'], within: 'anywhere' }, { system: true }],
})
