import { definePort, type Ctx, type Instant, type Tx } from '../../platform/index.ts'
import { accountOfPerson, contactOfPerson } from './eid.sql.ts'

export interface Contact {
  readonly phone: string | null
  readonly email: string | null
  /** When the account came into use. */
  readonly activatedAt: Instant | null
}

/** Tells the holder, at the phone and address they have until now, that both or one is about to be another: whoever takes an account over that way does not go unnoticed. */
export const contactChanges = definePort<(ctx: Ctx, told: { personId: string }) => Promise<void>>('eid.contactChanges')

/** Where the holder of an account is told things. For sending to that person only, never to be shown: not logged. */
export async function contactOf(tx: Tx, personId: string): Promise<Contact | undefined> {
  return contactOfPerson(tx, personId)
}

/** Where the holder of an account in use is reached now, and its level; undefined for an account that is locked or not opened yet: somebody else may hold that phone. For sending, never to be shown whole: not logged. */
export async function reachableContact(tx: Tx, personId: string): Promise<{ phone: string | null; email: string | null; level: 1 | 2 } | undefined> {
  const account = await accountOfPerson(tx, personId)
  return account?.state === 'active' ? { phone: account.phone, email: account.email, level: account.level } : undefined
}
