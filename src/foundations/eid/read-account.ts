import { allow, isAllowed, type Ctx, type Instant } from '../../platform/index.ts'
import { personIdOf } from '../population/index.ts'
import type { Account, AccountState } from './account.ts'
import { locksOf, type LockRow } from './cases.sql.ts'
import { accountByNumberKey, accountFile, accountOfPerson, eventsOfAccount } from './eid.sql.ts'
import { numberKey } from './open-account.ts'
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

/** One account for the police that answer for it, by where its holder lives or was taken in. Logged. Refuses everybody else as if there were none. */
export async function readAccountFile(ctx: Ctx, accountId: string): Promise<AccountFile> {
  const found = await accountFile(ctx.tx, accountId)
  if (!found || placeFor(ctx, found) === undefined) return refuse('eid.account-not-found')
  ctx.logRead({ kind: 'open', register: 'eid', subjects: [found.personId], fields: ['account'] })
  return { ...found, locks: await locksOf(ctx.tx, accountId), events: await eventsOfAccount(ctx.tx, accountId) }
}

/** The commune through which this officer answers for the account; undefined when none. */
export function placeFor(ctx: Ctx, file: { residenceArea: string | null; intakeArea: string | null }): string | undefined {
  return [file.residenceArea, file.intakeArea].find((area): area is string => area !== null && isAllowed(ctx.actor, 'eid.read-case', { area }, ctx.today))
}

export interface FoundAccount { readonly accountId: string; readonly personId: string; readonly displayName: string; readonly level: 1 | 2; readonly state: AccountState; readonly kind: AccountFile['kind']; readonly mine: boolean }

/** The account of the person who stands at the desk, by the number on the card. Logged. */
export async function findAccountAtDesk(ctx: Ctx, pin: string): Promise<FoundAccount> {
  allow(ctx, 'eid.serve-present')
  // By the number of the card; where that is newer than the account, by whose number it is.
  const found = (await accountByNumberKey(ctx.tx, numberKey(pin))) ?? (await ofHolder(ctx, pin)) ?? refuse('eid.account-not-found', { field: 'pin' })
  ctx.logRead({ kind: 'open', register: 'eid', subjects: [found.personId], fields: ['account'] })
  const file = (await accountFile(ctx.tx, found.accountId))!
  return { accountId: found.accountId, personId: found.personId, displayName: found.displayName, level: found.level, state: found.state, kind: found.kind, mine: placeFor(ctx, file) !== undefined }
}

async function ofHolder(ctx: Ctx, pin: string): Promise<Account | undefined> {
  const personId = await personIdOf(ctx.tx, pin)
  return personId === undefined ? undefined : accountOfPerson(ctx.tx, personId)
}
