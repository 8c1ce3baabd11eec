import { definePermissions, type Rule } from '../../platform/index.ts'

const desk: Rule = { role: 'reception-officer', within: 'organisation', authLevel: 2 }

export const permissions = definePermissions({
  'counter.find': [desk],
  'counter.serve': [desk],
  'counter.consent': [desk],
  'counter.hand-over': [desk],
  'counter.deny': [{ citizen: 'self' }, desk],
  'counter.read-own-help': [{ citizen: 'self' }],
  'counter.read-denials': [{ role: 'security-officer', within: 'area' }],
  'counter.consent-for': [desk],
})
