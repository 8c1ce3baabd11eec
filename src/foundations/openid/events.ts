/** What this module tells others. No event holds a token, a personal number or a fact of a person. */
export interface OpenidEvents {
  'openid.consent-given': { personId: string; consentId: string; organisation: string; purpose: string }
  'openid.consent-withdrawn': { personId: string; consentId: string; organisation: string; purpose: string }
  'openid.consent-shortened': { personId: string; consentId: string }
  'openid.client-decided': { clientId: string; approved: boolean; final: boolean }
  'openid.sign-in-asked': { personId: string; organisation: string; message: string | null }
}
