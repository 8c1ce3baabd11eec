import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'eid.open-account': [{ role: ['police-officer', 'police-commander'] }, { system: true }],
  'eid.issue-activation-link': [{ system: true }],
  'eid.lock-account': [{ role: ['police-officer', 'police-commander'] }, { citizen: 'self' }, { system: true }],
  'eid.unlock-account': [{ role: ['police-officer', 'police-commander'] }, { system: true }],
  'eid.close-account': [{ system: true }],
  // Any commune police takes in, and serves a holder who stands there; what was taken in is answered where that was, or where the person lives.
  'eid.take-in': [{ role: ['police-officer', 'police-commander'], within: 'anywhere', authLevel: 2 }],
  'eid.serve-present': [{ role: ['police-officer', 'police-commander'], within: 'anywhere', authLevel: 2 }],
  'eid.read-case': [{ role: ['police-officer', 'police-commander'] }],
  'eid.decide-case': [{ role: ['police-officer', 'police-commander'], authLevel: 2 }],
  'eid.cancel-account': [{ role: 'police-commander', authLevel: 2 }],
  'eid.campaign': [{ role: ['police-officer', 'police-commander'] }],
  'eid.count-without': [{ role: ['police-officer', 'police-commander', 'data-steward', 'leader', 'auditor'], within: 'anywhere' }, { system: true }],
  'eid.act-for': [{ citizen: 'self', level: 2 }],
  'eid.watch-limits': [{ role: ['administrator', 'security-officer'], within: 'anywhere' }],
  'eid.sweep': [{ system: true }],
  'eid.sign-in': [{ visitor: true }],
  'eid.own-account': [{ citizen: 'self' }, { role: ['reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'data-steward', 'leader', 'administrator', 'auditor', 'security-officer'], within: 'anywhere' }],
  'eid.sign': [{ citizen: 'self', level: 2 }, { role: ['commune-chair', 'police-commander', 'police-officer', 'justice-officer', 'insurance-officer'], within: 'anywhere', authLevel: 2 }],
})
