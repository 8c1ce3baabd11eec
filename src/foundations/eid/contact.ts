import type { Instant, Tx } from '../../platform/index.ts'
import { contactOfPerson } from './eid.sql.ts'

export interface Contact {
  readonly phone: string | null
  readonly email: string | null
  /** When the account came into use. */
  readonly activatedAt: Instant | null
}

/** Where the holder of an account is told things. For sending to that person only, never to be shown: not logged. */
export async function contactOf(tx: Tx, personId: string): Promise<Contact | undefined> {
  return contactOfPerson(tx, personId)
}
