/** What this module tells others. */
export interface HealthEvents {
  'health.card-issued': { cardId: string; personId: string; area: string; issuerName: string; issuedOn: string; validFrom: string; validTo: string; dossierId: string | null; actId: string }
}
