import { holdsRights, personStatus } from '../population/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { accountById, accountOfPerson } from './eid.sql.ts'

/** The account when it may be used at this moment, read in the caller's transaction: active, and its holder with rights and a number in force. Nothing otherwise. */
export async function findUsableAccount(tx: Tx, accountId: string): Promise<Account | undefined> {
  const account = await accountById(tx, accountId)
  return account && (await isUsable(tx, account)) ? account : undefined
}

/** The account of a person, by the same rule; `unusable` where there is one that is locked or closed to its holder, undefined where there is none in use yet. */
export async function usableAccountOfPerson(tx: Tx, personId: string): Promise<Account | 'unusable' | undefined> {
  const account = await accountOfPerson(tx, personId)
  if (!account || !['active', 'locked'].includes(account.state)) return undefined
  return (await isUsable(tx, account)) ? account : 'unusable'
}

async function isUsable(tx: Tx, account: Account): Promise<boolean> {
  if (account.state !== 'active') return false
  const status = await personStatus(tx, account.personId)
  return holdsRights(status?.lifeStatus) && status?.pin != null
}
