import { definePermissions, type Role, type Rule } from '../../platform/index.ts'
import type { FieldGroup } from './rights.ts'

const police: readonly Role[] = ['police-officer', 'police-commander']
const ofArea: Rule = { role: police, within: 'area' }
const caseworkers = (...roles: Role[]): Rule => ({ role: roles, within: 'anywhere' })

/** Reading without a dossier: the police of the area where the person is registered (domain Annex G). Citizens: see rights.ts. */
const read: Record<`population.read.${FieldGroup}`, readonly Rule[]> = {
  'population.read.name': [ofArea, caseworkers('justice-officer', 'commune-chair', 'reception-officer', 'insurance-officer', 'police-officer', 'police-commander', 'auditor')],
  'population.read.number': [ofArea],
  'population.read.identity': [ofArea],
  'population.read.status': [ofArea],
  'population.read.origin': [ofArea],
  'population.read.family': [ofArea],
  'population.read.place': [ofArea],
  'population.read.contact': [ofArea],
  'population.read.religion': [ofArea],
  'population.read.health': [ofArea],
}

/** Reading for a dossier, which the purpose names: what each post needs, wherever the person lives. Nobody needs religion or blood type. */
const readInCase: Record<`population.read-in-case.${FieldGroup}`, readonly Rule[]> = {
  'population.read-in-case.name': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer')],
  'population.read-in-case.number': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer')],
  'population.read-in-case.identity': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer')],
  'population.read-in-case.status': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer')],
  'population.read-in-case.origin': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander')],
  'population.read-in-case.family': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander')],
  'population.read-in-case.place': [caseworkers('justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer')],
  'population.read-in-case.contact': [caseworkers('justice-officer', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer')],
  'population.read-in-case.religion': [],
  'population.read-in-case.health': [],
}

export const permissions = definePermissions({
  ...read,
  ...readInCase,
  /** Protected people and the sensitive lists C07, C08, C10: posts of the area that were given the sensitive right by name. */
  'population.read-protected': [{ role: police, within: 'area', sensitive: true }],
  'population.read-sensitive': [{ role: police, within: 'area', sensitive: true, authLevel: 2 }, { system: true }],
  'population.place-mark': [{ role: 'police-commander', within: 'area', sensitive: true, authLevel: 2 }, { system: true }],
  'population.break-glass': [{ role: police, within: 'anywhere', authLevel: 2 }],
  'population.review-emergency': [{ role: 'security-officer', within: 'organisation' }],
  'population.search': [ofArea, { system: true }],
  'population.search-in-case': [caseworkers('justice-officer', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer'), { system: true }],
  /** Who somebody before them may be, by name and birth, in the whole register: at most five people, the likeliest alone. */
  'population.match-person': [caseworkers('justice-officer', 'police-officer', 'police-commander', 'reception-officer')],
  'population.change-facts': [ofArea, { system: true }],
  'population.correct-facts': [{ system: true }],
  'population.propose': [ofArea],
  'population.decide-proposals': [{ role: ['police-commander'], within: 'area' }],
  'population.record-relations': [ofArea, { system: true }],
  'population.claim-number': [{ citizen: 'self-or-represented' }, ofArea, { system: true }],
  'population.confirm-number': [ofArea, { system: true }],
  'population.record-card': [ofArea, { system: true }],
  'population.record-life-status': [{ role: ['police-commander'], within: 'area' }, { system: true }],
  'population.record-death': [{ system: true }],
  'population.read-history': [ofArea, { citizen: 'self-or-represented' }, { system: true }],
  'population.open-correction': [{ citizen: 'self-or-represented' }, ofArea, caseworkers('justice-officer', 'reception-officer'), { system: true }],
  'population.work-corrections': [ofArea, { system: true }],
})
