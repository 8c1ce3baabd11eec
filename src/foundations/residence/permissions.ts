import { definePermissions, type Role } from '../../platform/index.ts'

const police: readonly Role[] = ['police-officer', 'police-commander']

/** The police of the commune register residence (Luật Cư trú 2020 đ.22); people read their own household (Luật Căn cước đ.10). */
export const permissions = definePermissions({
  'residence.register-permanent': [{ role: police, within: 'area' }, { system: true }],
  'residence.open-household': [{ role: police, within: 'area' }, { system: true }],
  'residence.change-head': [{ role: police, within: 'area' }, { system: true }],
  'residence.read-household': [{ role: police, within: 'area' }, { citizen: 'self-or-represented' }, { system: true }],
  'residence.read-household-in-case': [{ role: ['justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer', 'reception-officer'], within: 'anywhere' }],
  'residence.change-household': [{ role: police, within: 'area' }, { system: true }],
  'residence.remove': [{ role: police, within: 'area' }, { system: true }],
  'residence.register-temporary': [{ role: police, within: 'area' }, { system: true }],
  'residence.declare-current-place': [{ role: police, within: 'area' }, { system: true }],
  'residence.declare-absence': [{ citizen: 'self-or-represented' }, { role: police, within: 'area' }, { system: true }],
  'residence.end-with-status': [{ system: true }],
  'residence.read-worklists': [{ role: police, within: 'area' }, { system: true }],
  'lodging.tell': [{ citizen: 'any' }],
  'lodging.open-place': [{ citizen: 'any' }],
  'lodging.read-area': [{ role: police, within: 'area' }],
  'residence.convert-addresses': [{ system: true }],
  'residence.decide-address': [{ role: police, within: 'area' }],
  'residence.confirm': [{ role: police, within: 'area' }],
  'residence.end-confirmations': [{ system: true }],
  'residence.import': [{ system: true }],
})
