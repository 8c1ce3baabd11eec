/** What this module tells others. No event holds a personal number, a phone or a code. */
export interface AccountEvents {
  'eid.account-opened': { accountId: string; personId: string; level: 1 | 2 }
  'eid.account-locked': { accountId: string; personId: string; reason: string }
  'eid.account-closed': { accountId: string; personId: string; reason: string }
  'eid.account-unlocked': { accountId: string; personId: string }
  'eid.account-activated': { accountId: string; personId: string }
  /** A new device took the place of everything the account signed in with. */
  'eid.account-recovered': { accountId: string; personId: string }
  'eid.recovery-started': { accountId: string; personId: string }
  /** The account of an organisation was locked, unlocked or closed; told to its representative. */
  'eid.organisation-moved': { entityId: string; personId: string; name: string; to: string; reason: string }
  /** A limit against guessing stopped somebody unusually often within one hour; once an hour for each kind. */
  'eid.guessing-alarm': { what: string; times: number }
  /** Another machine was signed in with a yes on this holder's telephone. */
  'eid.let-in-elsewhere': { accountId: string; personId: string; device: string }
  /** Wrong passwords came from many lines; told once a week at most. */
  'eid.password-guessed': { accountId: string; personId: string }
  'eid.case-opened': { caseId: string; personId: string; level: 1 | 2; risks: readonly string[] }
  /** `reason` is told to the person as it stands. */
  'eid.case-decided': { caseId: string; personId: string; accountId: string | null; level: 1 | 2 | null; decision: 'approved' | 'rejected'; reason: string | null }
  'eid.session-ended': { accountId: string; sessionId: string }
  'eid.authenticator-added': { accountId: string; personId: string; kind: string; label: string }
  'eid.authenticator-revoked': { accountId: string; personId: string; kind: string; label: string }
}
