import { followRegister } from '../src/data-ecosystem/quality/index.ts'
import { placeEvents } from '../src/foundations/feeds/index.ts'
import { sql } from '../src/platform/index.ts'
import { systemActor, type TestDatabase } from '../src/platform/testing.ts'

/** Runs what the worker runs after acts: jobs, places of the feed, the re-check; until everything published so far has been judged. */
export async function followed(t: TestDatabase, now?: string): Promise<void> {
  await t.drain(now)
  const system = t.as(systemActor)
  for (let tries = 0; tries < 100; tries++) {
    await system(placeEvents)
    while (await system(followRegister));
    const [left] = await t.owner.query<{ n: number }>(sql`
      select count(*) as n from outbox o where o.type like any (array['population.person-changed', 'population.life-status%', 'residence.%', 'civil-status.%-registered']) and not exists (select from feed_event f where f.event_id = o.event_id)`)
    if (left!.n === 0) return
    // Another test's open transaction in this server holds the places back.
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the feed does not follow')
}
