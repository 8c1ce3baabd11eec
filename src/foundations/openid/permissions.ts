import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  // Endpoints of the protocol: who may do what there is decided by client authentication, grants and consents.
  'openid.serve': [{ visitor: true }],
  'openid.answer-request': [{ citizen: 'self' }],
  // Domain §4.2 (likely): consenting to the sharing of data needs level 2.
  'openid.share-personal-facts': [{ citizen: 'self', level: 2 }],
  'openid.own-consents': [{ citizen: 'self' }],
  'openid.end-for-account': [{ system: true }],
  // An account changes hands at a police desk (eid.serve-present).
  'openid.end-agreements': [{ role: ['police-officer', 'police-commander'], within: 'anywhere', authLevel: 2 }],
  'openid.tell-party': [{ system: true }],
  'openid.sweep': [{ system: true }],
  'openid.console': [{ citizen: 'any' }],
  // An organisation acts through a person whose e-ID is of level 2 (domain §4.1).
  'openid.register-organisation': [{ citizen: 'any', level: 2 }],
  'openid.decide-client': [{ role: ['administrator', 'security-officer'], within: 'anywhere', authLevel: 2 }],
})
