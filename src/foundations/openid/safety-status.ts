import { daysBetween, type PlainDate } from '../../kernel/plain-date.ts'
import { plusSeconds, type Ctx } from '../../platform/index.ts'
import { failedProofs } from './calls.sql.ts'
import { usageReport, type OwnClient } from './edit-client.ts'

export interface SafetyStatus extends OwnClient {
  readonly checks: readonly { readonly key: 'proved' | 'bound' | 'two-keys' | 'told' | 'no-failures' | 'agreement' | 'least'; readonly met: boolean }[]
  /** Calls within seven days that used this name and did not prove it: its own mistakes, or somebody else's tries. */
  readonly failures: number
  /** Last day of the agreement, and how many days are left; negative when it is over. */
  readonly until: { readonly day: PlainDate; readonly daysLeft: number } | null
  readonly keys: readonly { readonly kid: string; readonly kind: string }[]
}

/** how safe the connection is, seen from the party's side: what is in force, not what is being written. */
export async function safetyStatus(ctx: Ctx, clientId: string): Promise<SafetyStatus> {
  const { client, organisation, unused } = await usageReport(ctx, clientId)
  const { auth, profile, keys, backchannelLogoutUri, eventsUri = null, agreementUntil = null } = client.inForce ?? client.settings
  const failures = await failedProofs(ctx.tx, clientId, plusSeconds(ctx.now, -7 * 86_400))
  const until = agreementUntil === null ? null : { day: agreementUntil, daysLeft: daysBetween(ctx.today, agreementUntil) }
  return {
    client, organisation, failures, until,
    keys: keys.map((key) => ({ kid: String((key as { kid?: string }).kid ?? '–'), kind: [key.kty, key.crv].filter(Boolean).join(' ') })),
    checks: [
      { key: 'proved', met: auth !== 'none' }, { key: 'bound', met: profile === 'fapi2' }, { key: 'two-keys', met: keys.length >= 2 }, { key: 'told', met: backchannelLogoutUri !== null && eventsUri !== null },
      { key: 'no-failures', met: failures === 0 }, { key: 'agreement', met: until === null || until.daysLeft >= 0 }, { key: 'least', met: client.inForce !== null && unused.length === 0 },
    ],
  }
}
