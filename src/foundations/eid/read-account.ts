import { allow, type Ctx, type Instant } from '../../platform/index.ts'
import type { AccountState } from './account.ts'
import { locksOf, type LockRow } from './cases.sql.ts'
import { accountFile, eventsOfAccount } from './eid.sql.ts'
import { refuse } from './refusals.ts'

export interface AccountFile {
  readonly accountId: string
  readonly personId: string
  readonly displayName: string
  readonly level: 1 | 2
  readonly kind: 'citizen' | 'child' | 'foreigner'
  readonly state: AccountState
  readonly intakeUnit: string | null
  readonly intakeArea: string | null
  readonly residenceArea: string | null
  readonly intakeAt: Instant
  readonly approvedAt: Instant | null
  readonly activatedAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly hasPhone: boolean
  readonly locks: readonly LockRow[]
  readonly events: readonly { readonly at: Instant; readonly from: AccountState | null; readonly to: AccountState; readonly reason: string | null }[]
}

/** One account for the police that answer for it, by where its holder lives or was taken in; for anybody's desk when the holder stands there. Logged. */
export async function readAccountFile(ctx: Ctx, accountId: string): Promise<AccountFile> {
  const found = (await accountFile(ctx.tx, accountId)) ?? refuse('eid.account-not-found')
  allow(ctx, 'eid.serve-present')
  ctx.logRead({ kind: 'open', register: 'eid', subjects: [found.personId], fields: ['account'] })
  return { ...found, locks: await locksOf(ctx.tx, accountId), events: await eventsOfAccount(ctx.tx, accountId) }
}
