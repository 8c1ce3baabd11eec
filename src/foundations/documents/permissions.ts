import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'documents.issue': [{ role: ['commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'justice-officer', 'reception-officer'], within: 'organisation', authLevel: 2 }, { system: true }],
  'documents.read': [{ citizen: 'self-or-represented' }, { role: ['commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'justice-officer', 'reception-officer'], within: 'organisation' }],
  'documents.check': [{ visitor: true }],
  'documents.render': [{ system: true }],
})
