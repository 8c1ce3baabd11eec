import { definePermissions } from '../../platform/index.ts'

const workers = ['reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer'] as const

export const permissions = definePermissions({
  'dossier.draft': [{ citizen: 'self-or-represented' }],
  'dossier.help': [{ role: 'reception-officer', within: 'organisation', authLevel: 2 }],
  'dossier.submit': [{ citizen: 'self-or-represented', level: 2 }],
  'dossier.read-own': [{ citizen: 'self-or-represented' }],
  'dossier.answer': [{ citizen: 'self-or-represented', level: 2 }],
  'dossier.withdraw': [{ citizen: 'self-or-represented', level: 2 }],
  'dossier.take-back-denied': [{ citizen: 'self' }, { role: 'reception-officer', within: 'organisation', authLevel: 2 }],
  'dossier.hand-over': [{ role: 'reception-officer', within: 'organisation', authLevel: 2 }],
  'dossier.queue': [{ role: workers, within: 'organisation' }],
  'dossier.work': [{ role: workers, within: 'organisation', authLevel: 2 }],
  'dossier.allow-asking-again': [{ role: ['commune-chair', 'police-commander'], within: 'organisation', authLevel: 2 }],
  'dossier.look-up': [{ role: ['leader', 'auditor'], within: 'area' }, { role: workers, within: 'organisation' }],
  'dossier.publish-catalogue': [{ system: true }, { role: 'administrator', within: 'anywhere' }],
  'dossier.issue-letters': [{ system: true }],
  'dossier.expire': [{ system: true }],
  'dossier.track': [{ visitor: true }],
})
