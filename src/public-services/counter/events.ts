/** What this module tells others. */
export interface CounterEvents {
  /** Somebody says that they never asked for the help a dossier names; what was open has been taken back. */
  'counter.help-denied': { dossierId: string; code: string; applicantId: string; organisationId: string }
}
