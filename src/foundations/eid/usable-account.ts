import { holdsRights, personStatus, type PersonStatus } from '../population/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { knownUsable, rememberUsable } from './sessions.ts'
import { accountById, accountOfPerson, holderOf } from './eid.sql.ts'

/** The account when it may be used at this moment, read in the caller's transaction: active, and its holder with rights and a number in force. Nothing otherwise. */
export async function findUsableAccount(tx: Tx, accountId: string): Promise<Account | undefined> {
  const known = knownUsable(tx, accountId)
  if (known) return known
  const [account, status] = await Promise.all([accountById(tx, accountId), personStatus(tx, holderOf(accountId))])
  if (!account || !isUsable(account, status)) return undefined
  rememberUsable(tx, accountId, account)
  return account
}

/** The account of a person, by the same rule; `unusable` where there is one that is locked or closed to its holder, undefined where there is none in use yet. */
export async function usableAccountOfPerson(tx: Tx, personId: string): Promise<Account | 'unusable' | undefined> {
  const account = await accountOfPerson(tx, personId)
  if (!account || !['active', 'locked'].includes(account.state)) return undefined
  return isUsable(account, await personStatus(tx, account.personId)) ? account : 'unusable'
}

function isUsable(account: Account, status: PersonStatus | undefined): boolean {
  return account.state === 'active' && holdsRights(status?.lifeStatus) && status?.pin != null
}
