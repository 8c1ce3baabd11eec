import { peopleBehind } from '../../foundations/feeds/index.ts'
import { firstKnownSince } from '../../foundations/population/index.ts'
import { allow, dayInVietnam, type Ctx } from '../../platform/index.ts'
import { ruleOf, rulesHash, rulesInForce } from './catalogue.ts'
import { passSql, postgres } from './compile.ts'
import { countSteps, followedTo, insertDifferences, selectPasses, selectSteps, type Difference, type PassSeen, type Reason, type selectPreviousPass, type Step } from './differences.sql.ts'
import type { Rule } from './rule.ts'

type Before = Awaited<ReturnType<typeof selectPreviousPass>>

/**
 * A pass proves the increments: what it opens or closes, they had missed or kept too long. Some of that must be so: new rules, days that have come,
 * people who were taken in as a list, changes of this very moment. Whatever else differs is a fault of the program: counted, kept, and told.
 */
export async function recordDifferences(ctx: Ctx, passId: string, before: Before): Promise<void> {
  const found = !before || before.rulesHash !== rulesHash()
    ? (await countSteps(ctx.tx, passId)).map((each) => ({ ...each, reason: 'rules' as const }))
    : await explained(ctx, await selectSteps(ctx.tx, passId), before)
  if (found.length === 0) return
  await insertDifferences(ctx.tx, passId, found)
  const unexplained = (direction: Difference['direction']): number => found.reduce((sum, each) => sum + (each.reason === 'unexplained' && each.direction === direction ? each.findings : 0), 0)
  const [missed, stale] = [unexplained('missed'), unexplained('stale')]
  if (missed + stale > 0) ctx.publish('quality.increments-differ', { passId, missed, stale })
}

async function explained(ctx: Ctx, steps: readonly Step[], before: NonNullable<Before>): Promise<Difference[]> {
  const [fresh, waiting] = steps.length === 0 ? [new Set<string>(), new Set<string>()]
    : [new Set(await firstKnownSince(ctx.tx, [...new Set(steps.flatMap(({ people }) => people))], before.takenAt)), await peopleBehind(ctx.tx, await followedTo(ctx.tx))]
  const inForce = new Set(rulesInForce(dayInVietnam(before.takenAt)).map(({ id }) => id))
  const counts = new Map<string, Difference>()
  for (const { rule, direction, people } of steps) {
    const reason: Reason = !inForce.has(rule) || dependsOnDay(ruleOf(rule)) ? 'calendar' : people.some((id) => fresh.has(id)) ? 'new' : people.some((id) => waiting.has(id)) ? 'waiting' : 'unexplained'
    const key = `${rule} ${direction} ${reason}`
    counts.set(key, { rule, direction, reason, findings: (counts.get(key)?.findings ?? 0) + 1 })
  }
  return [...counts.values()]
}

/** A rule whose condition names today finds other people on another day, without any act. */
const dependsOnDay = (rule: Rule): boolean => passSql([rule], postgres, { today: '2001-01-01' }) !== passSql([rule], postgres, { today: '2002-02-02' })

/** The last passes with what they showed of the increments. Counts alone: nobody's data. */
export async function readPasses(ctx: Ctx): Promise<PassSeen[]> {
  allow(ctx, 'quality.passes', { area: ctx.actor.kind === 'officer' ? ctx.actor.areas[0] ?? null : null })
  return selectPasses(ctx.tx, 30)
}
