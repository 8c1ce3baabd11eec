import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'eid.open-account': [{ role: ['police-officer', 'police-commander'] }, { system: true }],
  'eid.issue-activation-link': [{ system: true }],
  'eid.lock-account': [{ role: ['police-officer', 'police-commander'] }, { citizen: 'self' }, { system: true }],
  'eid.unlock-account': [{ role: ['police-officer', 'police-commander'] }, { system: true }],
  'eid.close-account': [{ system: true }],
  'eid.sweep': [{ system: true }],
  'eid.sign-in': [{ visitor: true }],
  'eid.own-account': [{ citizen: 'self' }, { role: ['reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'leader', 'administrator', 'auditor', 'security-officer'], within: 'anywhere' }],
  'eid.sign': [{ citizen: 'self', level: 2 }, { role: ['commune-chair', 'police-commander', 'police-officer', 'justice-officer', 'insurance-officer'], within: 'anywhere', authLevel: 2 }],
})
