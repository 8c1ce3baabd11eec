/** What this module tells others. No event holds a personal number, a phone or a code. */
export interface AccountEvents {
  'eid.account-opened': { accountId: string; personId: string; level: 1 | 2 }
  'eid.account-locked': { accountId: string; personId: string; reason: string }
  'eid.account-closed': { accountId: string; personId: string; reason: string }
  'eid.authenticator-added': { accountId: string; personId: string; kind: string; label: string }
  'eid.authenticator-revoked': { accountId: string; personId: string; kind: string; label: string }
}
