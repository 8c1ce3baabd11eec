import { sql, type Database, type Tx } from '../../../platform/index.ts'

/**
 * One list or run is worked on by one process alone: the lock is held by a connection of its own, so that it is free the moment the process is gone.
 * False, and nothing done, where another holds it.
 */
export function withWorkLock(database: Database, id: string, work: () => Promise<void>): Promise<boolean> {
  return database.session(async (client) => {
    // A connection cut by the server frees the lock: the statement that ends the work then finds it over.
    client.on('error', () => undefined)
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as free', [`linkage:${id}`])
    if (!rows[0]!.free) return false
    await work()
    return true
  })
}

/** Whether nobody works on it just now. */
export async function isWorkFree(tx: Tx, id: string): Promise<boolean> {
  return (await tx.one<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${`linkage:${id}`}, 0)) as free`)).free
}
