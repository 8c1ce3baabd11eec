import { randomInt } from 'node:crypto'
import { allow, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { addTrip, alarmsSince, raiseAlarm, tripKinds, tripsIn, tripsSince, type LimitAlarm, type TripKind } from './limits.sql.ts'
import { eidRule } from './rules.ts'

export type { LimitAlarm, TripKind } from './limits.sql.ts'

const lanes = 8
const hourOf = (at: Instant): Instant => `${at.slice(0, 13)}:00:00.000Z`

/** A limit against guessing has just stopped somebody. So often within one hour (data/eid) that it is no accident: those who watch are told, once. */
export async function noteTrip(ctx: Ctx, what: TripKind): Promise<void> {
  const hour = hourOf(ctx.now)
  await addTrip(ctx.tx, hour, what, randomInt(lanes))
  const times = await tripsIn(ctx.tx, hour, what)
  if (times >= eidRule('alarm-trips-per-hour', ctx.today).value && (await raiseAlarm(ctx.tx, hour, what, times, ctx.now))) ctx.publish('eid.guessing-alarm', { what, times })
}

export interface WatchedLimits {
  readonly kinds: readonly { readonly what: TripKind; readonly hour: number; readonly day: number }[]
  readonly alarms: readonly LimitAlarm[]
  /** From how many in an hour an alarm is raised. */
  readonly alarmFrom: number
}

/** How often each limit stopped somebody in this hour and within a day, and the alarms of thirty days. Numbers: nobody's data. */
export async function watchedLimits(ctx: Ctx): Promise<WatchedLimits> {
  allow(ctx, 'eid.watch-limits')
  const found = await tripsSince(ctx.tx, hourOf(ctx.now), plusSeconds(ctx.now, -86_400))
  const kinds = tripKinds.map((what) => found.find((each) => each.what === what) ?? { what, hour: 0, day: 0 })
  return { kinds, alarms: await alarmsSince(ctx.tx, plusSeconds(ctx.now, -30 * 86_400)), alarmFrom: eidRule('alarm-trips-per-hour', ctx.today).value }
}
