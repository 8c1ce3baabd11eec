import { keys, type Tx } from '../../platform/index.ts'
import { personStatus, type PersonStatus } from '../population/index.ts'
import type { Account } from './account.ts'
import { setNumberKey } from './eid.sql.ts'
import { numberKey, numberText } from './open-account.ts'

/** Whether an account stands on the number its holder has now: a number that was cancelled signs nobody in, from that commit on. */
export const onNumberInForce = ({ numberKey: key }: Pick<Account, 'numberKey'>, status: PersonStatus | undefined): boolean => status?.pin != null && keys().hmacMatches('hash-personal-number', numberText(status.pin), key)

/** With the holder present: from now on the account is found by the number that is in force. */
export async function bindToNumberInForce(tx: Tx, account: Account): Promise<void> {
  const status = await personStatus(tx, account.personId)
  if (status?.pin != null && !onNumberInForce(account, status)) await setNumberKey(tx, account.accountId, numberKey(status.pin))
}
