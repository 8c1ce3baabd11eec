import { definePermissions, type Rule } from '../../platform/index.ts'

const ofOwner: Rule = { role: 'data-steward', within: 'organisation' }
const ofOwnerTrusted: Rule = { ...ofOwner, sensitive: true }

export const permissions = definePermissions({
  /** Holding a list against the whole register: by the work process or a command alone, with a purpose said. */
  'linkage.match': [{ system: true }],
  /** Holding the register against itself, and following what became of pairs. */
  'linkage.find-duplicates': [{ system: true }],
  /** Saying of two records whether they are one person. */
  'linkage.duplicates': [{ role: ['police-officer', 'police-commander'], within: 'area' }],
  /** Opening and checking files, deleting lines whose time is over. */
  'linkage.handle-list': [{ system: true }],
  'linkage.read-list': [ofOwner, { system: true }],
  'linkage.read-list-sensitive': [ofOwnerTrusted, { system: true }],
  /** Handing a list over, matching its columns, ordering its runs. */
  'linkage.take-in': [ofOwner, { system: true }],
  'linkage.take-in-sensitive': [ofOwnerTrusted, { system: true }],
  /** Counts without people. */
  'linkage.figures': [ofOwner, { role: ['leader', 'auditor', 'police-officer', 'police-commander'], within: 'area' }, { system: true }],
})
