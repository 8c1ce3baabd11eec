import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  /** Holding a list against the whole register: by command alone, with a purpose said. */
  'linkage.match': [{ system: true }],
  /** Holding the register against itself, and following what became of pairs. */
  'linkage.find-duplicates': [{ system: true }],
  /** Saying of two records whether they are one person. */
  'linkage.duplicates': [{ role: ['police-officer', 'police-commander'], within: 'area' }],
})
