import { holdsRights, personStatus } from '../population/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { accountById } from './eid.sql.ts'

/** The account when it may be used at this moment, read in the caller's transaction: active, and its holder with rights and a number in force. Nothing otherwise. */
export async function findUsableAccount(tx: Tx, accountId: string): Promise<Account | undefined> {
  const account = await accountById(tx, accountId)
  if (account?.state !== 'active') return undefined
  const status = await personStatus(tx, account.personId)
  return holdsRights(status?.lifeStatus) && status?.pin != null ? account : undefined
}
