import { holdsRights, personStatus, type PersonStatus } from '../population/index.ts'
import type { PlainDate, Tx } from '../../platform/index.ts'
import type { Account } from './account.ts'
import { childEnded } from './coming-of-age.ts'
import { onNumberInForce } from './number-in-force.ts'
import { knownUsable, rememberUsable } from './sessions.ts'
import { accountById, accountOfPerson, holderOf } from './eid.sql.ts'

/** The account when it may be used at this moment, read in the caller's transaction: active, and its holder with rights and a number in force; of a child, not beyond majority nor the right of whoever opened it. Nothing otherwise. */
export async function findUsableAccount(tx: Tx, accountId: string, today: PlainDate): Promise<Account | undefined> {
  const known = knownUsable(tx, accountId)
  if (known) return known
  const [account, status] = await Promise.all([accountById(tx, accountId), personStatus(tx, holderOf(accountId))])
  if (!account || !(await isUsable(tx, account, status, today))) return undefined
  rememberUsable(tx, accountId, account)
  return account
}

/** The id of a person's account that was activated, whether it may be used at this moment or not: what others know the person by hangs on it. */
export async function accountInUse(tx: Tx, personId: string): Promise<string | undefined> {
  const account = await accountOfPerson(tx, personId)
  return account && ['active', 'locked'].includes(account.state) ? account.accountId : undefined
}

/** The account of a person, by the same rule; `unusable` where there is one that is locked or closed to its holder, undefined where there is none in use yet. */
export async function usableAccountOfPerson(tx: Tx, personId: string, today: PlainDate): Promise<Account | 'unusable' | undefined> {
  const account = await accountOfPerson(tx, personId)
  if (!account || !['active', 'locked'].includes(account.state)) return undefined
  return (await isUsable(tx, account, await personStatus(tx, account.personId), today)) ? account : 'unusable'
}

async function isUsable(tx: Tx, account: Account, status: PersonStatus | undefined, today: PlainDate): Promise<boolean> {
  return account.state === 'active' && holdsRights(status?.lifeStatus) && onNumberInForce(account, status) && (await childEnded(tx, account, today)) === null
}
