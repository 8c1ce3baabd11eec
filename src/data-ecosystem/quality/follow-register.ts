import { changesAfter } from '../../foundations/feeds/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { holdPlace, keepPlace } from './merge.sql.ts'
import { recheck } from './recheck.ts'

const atOnce = 200

/**
 * Judges anew whoever the change feed names since the last time, many people in one re-check: nothing is added to the acts themselves, and nothing
 * committed is missed. True when more wait. Two programs never follow at once.
 */
export async function followRegister(ctx: Ctx): Promise<boolean> {
  allow(ctx, 'quality.run')
  const place = await holdPlace(ctx.tx)
  if (place === null) return false
  const events = await changesAfter(ctx.tx, place, { limit: atOnce })
  const last = events.at(-1)
  if (!last) return false
  const causes = events.flatMap(({ position, people, actId }) => (actId ? people.map((person) => ({ person_id: person, act_id: actId, place: position })) : []))
  await recheck(ctx, { people: [...new Set(events.flatMap((event) => event.people))], causes })
  await keepPlace(ctx.tx, last.position)
  return events.length === atOnce
}
