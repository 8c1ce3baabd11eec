import { endAllRelyingSessions, endRelyingSessions } from '../foundations/openid/index.ts'
import { onEvent } from '../platform/index.ts'

/** Who is out of Congdan is out of every system that was signed in to by it. */
export function wireOpenid(): void {
  onEvent<{ accountId: string; sessionId: string }>('eid.session-ended', 'openid.end-sessions', endRelyingSessions)
  onEvent<{ accountId: string }>('eid.account-locked', 'openid.end-account', endAllRelyingSessions)
  onEvent<{ accountId: string }>('eid.account-recovered', 'openid.end-account', endAllRelyingSessions)
  onEvent<{ accountId: string }>('eid.account-closed', 'openid.end-account', endAllRelyingSessions)
}
