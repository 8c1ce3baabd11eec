import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import { sweepChallenges, sweepThrottles } from './eid.sql.ts'
import { sweepTrips } from './limits.sql.ts'

const keptDays = 30

/** Forgets codes, WebAuthn challenges and counted failures that ended a month ago. Runs in the worker; returns how many. */
export async function sweepChallengesAndFailures(ctx: Ctx): Promise<number> {
  allow(ctx, 'eid.sweep')
  const before = plusSeconds(ctx.now, -keptDays * 86_400)
  return (await sweepChallenges(ctx.tx, before)) + (await sweepThrottles(ctx.tx, before)) + (await sweepTrips(ctx.tx, before))
}
