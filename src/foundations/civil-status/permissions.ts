import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  /** The chair signs, and the birth is registered at that moment (Luật Hộ tịch 2014 đ.16 k.2). */
  'civil-status.register-birth': [{ role: 'commune-chair', within: 'area' }, { system: true }],
  'civil-status.receive-birth-notice': [{ relyingParty: 'any' }, { system: true }],
  'civil-status.register-facility-key': [{ role: 'administrator', within: 'anywhere' }, { system: true }],
  'civil-status.read-birth-notice': [{ citizen: 'self-or-represented' }, { system: true }],
  'civil-status.read-birth-notice-in-case': [{ role: ['justice-officer', 'commune-chair', 'reception-officer'], within: 'anywhere' }],
  'civil-status.read-birth-record': [{ role: ['justice-officer', 'commune-chair'], within: 'area' }, { citizen: 'self-or-represented' }, { system: true }],
  /** Entries the chair signs; notes from a court's decision are the officer's own (Luật Hộ tịch 2014 đ.30). */
  'civil-status.register': [{ role: 'commune-chair', within: 'area', authLevel: 2 }, { system: true }],
  'civil-status.note': [{ role: ['justice-officer', 'commune-chair'], within: 'area', authLevel: 2 }, { system: true }],
  'civil-status.prepare': [{ role: ['justice-officer', 'commune-chair'], within: 'area' }, { system: true }],
  'civil-status.read-entries': [{ role: ['justice-officer', 'commune-chair'], within: 'area' }, { system: true }],
  'civil-status.issue-copy': [{ role: ['justice-officer', 'commune-chair'], within: 'area', authLevel: 2 }],
  'civil-status.read-own-entries': [{ citizen: 'self-or-represented' }, { system: true }],
  'civil-status.link-entry': [{ role: 'justice-officer', within: 'area' }, { system: true }],
  'civil-status.exchange-books': [{ system: true }],
  'civil-status.record-marriage': [{ role: 'justice-officer', within: 'area' }, { system: true }],
})
