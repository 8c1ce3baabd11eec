import { definePermissions, type Rule } from '../../platform/index.ts'

const ofOwner = { role: 'data-steward', within: 'organisation' } as const satisfies Rule
const ofArea = { role: ['police-officer', 'police-commander'], within: 'area' } as const satisfies Rule
const ofOwnerTrusted: Rule = { ...ofOwner, sensitive: true }

export const permissions = definePermissions({
  /** Holding a list against the whole register: by the work process or a command alone, with a purpose said. */
  'linkage.match': [{ system: true }],
  /** Saying why a pair weighs what it weighs: by a command alone, with a purpose said; shows no value of anybody. */
  'linkage.explain': [{ system: true }],
  /** Holding the register against itself, and following what became of pairs. */
  'linkage.find-duplicates': [{ system: true }],
  /** Saying of two records whether they are one person. */
  'linkage.duplicates': [ofArea],
  /** Opening and checking files, deleting lines whose time is over. */
  'linkage.handle-list': [{ system: true }],
  'linkage.read-list': [ofOwner, { system: true }],
  'linkage.read-list-sensitive': [ofOwnerTrusted, { system: true }],
  /** Handing a list over, matching its columns, ordering its runs. */
  'linkage.take-in': [ofOwner, { system: true }],
  'linkage.take-in-sensitive': [ofOwnerTrusted, { system: true }],
  /** Counts without people. */
  'linkage.figures': [ofOwner, { role: ['leader', 'auditor', 'police-officer', 'police-commander'], within: 'area' }, { system: true }],
  /** Reading doubtful rows: the owner of the list all of them, the police those of their communes. */
  'linkage.review': [ofOwner, ofArea],
  'linkage.review-sensitive': [ofOwnerTrusted, { ...ofArea, sensitive: true }],
  /** Making results known, sending discrepancies and answering them. */
  'linkage.settle': [ofOwner],
  'linkage.settle-sensitive': [ofOwnerTrusted],
  /** Handing results out as a file. */
  'linkage.export': [{ ...ofOwner, authLevel: 2 }],
  /** Carrying out what the owner made known, and following the answers of the police. */
  'linkage.publish': [{ system: true }],
  /** What sectors say of a person beside the register. */
  'linkage.read-claims': [{ citizen: 'self-or-represented' }, ofArea],
})
