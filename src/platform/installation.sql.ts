import type { Tx } from './database.ts'
import { sql } from './sql.ts'

/** What this database was stamped for; undefined in a database nobody opened as a house yet (tests). */
export async function installationMode(tx: Tx): Promise<'demo' | 'production' | undefined> {
  return (await tx.maybe<{ mode: 'demo' | 'production' }>(sql`select mode from installation`))?.mode
}
