import { sql, type Tx } from '../../platform/index.ts'

export interface PlacedAccess {
  readonly position: number | null
  readonly leaf: Buffer | null
  readonly salt: Buffer | null
  readonly redacted_by: string | null
  readonly subjects: readonly string[]
}

/** One row with its place, if it has one. */
export function findPlaced(tx: Tx, logId: string): Promise<PlacedAccess | undefined> {
  return tx.maybe<PlacedAccess>(sql`
    select s.position, s.leaf, l.salt, l.redacted_by, l.subjects from access_log l left join access_sealed s on s.log_id = l.log_id where l.log_id = ${logId}`)
}

/** When the oldest row above this pair was made. */
export async function oldestUnsealedAt(tx: Tx, after: { below: string; to: string } | null): Promise<string | null> {
  const above = after ? sql`where (written_in, log_id) > (${after.below}::xid8, ${after.to}::uuid)` : sql.empty
  return (await tx.one<{ at: string | null }>(sql`select min(at) as at from (select at from access_log ${above} order by written_in, log_id limit 1000) oldest`)).at
}
