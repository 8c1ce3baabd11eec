import { accountChangesHands } from '../foundations/eid/index.ts'
import { endAgreementsOfAccount, endAllRelyingSessions, endRelyingSessions, tellOfConsent, tellOfDecision } from '../foundations/openid/index.ts'
import { onEvent } from '../platform/index.ts'

/** Who is out of Congdan is out of every system that was signed in to by it; relying parties hear of agreements taken back and of decisions about them. */
export function wireOpenid(): void {
  accountChangesHands.fill(endAgreementsOfAccount)
  onEvent<{ accountId: string; sessionId: string }>('eid.session-ended', 'openid.end-sessions', endRelyingSessions)
  onEvent<{ accountId: string }>('eid.account-locked', 'openid.end-account', endAllRelyingSessions)
  onEvent<{ accountId: string }>('eid.account-recovered', 'openid.end-account', endAllRelyingSessions)
  onEvent<{ accountId: string }>('eid.account-closed', 'openid.end-account', endAllRelyingSessions)
  onEvent<{ consentId: string }>('openid.consent-withdrawn', 'openid.tell-party', (ctx, { consentId }) => tellOfConsent(ctx, { consentId, kind: 'consent-withdrawn' }))
  onEvent<{ consentId: string }>('openid.consent-shortened', 'openid.tell-party', (ctx, { consentId }) => tellOfConsent(ctx, { consentId, kind: 'consent-shortened' }))
  onEvent<{ clientId: string; approved: boolean; final: boolean }>('openid.client-decided', 'openid.tell-party', tellOfDecision)
}
