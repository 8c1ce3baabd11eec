import type { Instant } from './context.ts'
import type { Database } from './database.ts'
import { sql } from './sql.ts'

/** Adds hits to a window and returns the new total. Commits by itself: a refused request counts too. */
export async function countHits(database: Database, keyHash: Buffer, windowEnd: Instant, hits: number): Promise<number> {
  const rows = await database.query<{ hits: number }>(sql`
    insert into rate_window (key_hash, window_end, hits) values (${keyHash}, ${windowEnd}, ${hits})
    on conflict (key_hash, window_end) do update set hits = rate_window.hits + excluded.hits
    returning hits`)
  return rows[0]!.hits
}

export async function dropEndedWindows(database: Database, now: Instant): Promise<void> {
  await database.query(sql`delete from rate_window where window_end < ${now}`)
}
