import { sql, type Instant, type Tx } from '../../platform/index.ts'

/** Of these people, those of whom nothing was recorded before that moment. Ids in, ids out: shows nobody anything. */
export async function firstKnownSince(tx: Tx, people: readonly string[], since: Instant): Promise<string[]> {
  if (people.length === 0) return []
  return (await tx.many<{ id: string }>(sql`select person_id as id from person_version where person_id = any(${people}::uuid[]) group by 1 having min(recorded_at) >= ${since}`)).map(({ id }) => id)
}
