import { allow, type Ctx } from '../../platform/index.ts'
import { qualityRules, rulesInForce } from './catalogue.ts'
import { settleBy } from './deadline.ts'
import { markChecked, mergeChecked, type Cause, type Found, type Merged } from './merge.sql.ts'
import { selectFound, selectNear } from './recheck.sql.ts'

export interface Recheck {
  readonly people: readonly string[]
  readonly households?: readonly string[]
  /** The acts behind the change, so that what they mend or break names them. */
  readonly causes?: readonly Cause[]
}

/**
 * Judges these people and households anew after a change, with everybody whose findings hang on them (kin, sharers of a number or a name, old and
 * new household), and brings the findings in line. In the caller's transaction; shows nobody anything.
 */
export async function recheck(ctx: Ctx, { people, households = [], causes = [] }: Recheck): Promise<Merged> {
  allow(ctx, 'quality.run')
  const rules = rulesInForce(ctx.today)
  const near = await selectNear(ctx.tx, rules, people, households)
  const around = { ...near, households: [...new Set([...households, ...near.households])] }
  const asked = [...new Set(people)]
  const found = await selectFound(ctx.tx, rules, ctx.today, asked, around)
  const own = wholeGroups(found, new Set(asked), new Set([...asked, ...around.grouped]))
  // Of most people nothing is wrong, and nothing was: there is nothing to bring in line.
  const merged = own.length === 0 && !near.standing ? { opened: 0, reopened: 0, closed: 0 } : await mergeChecked(ctx.tx, { rules, now: ctx.now, dueOn: dueOf(ctx), causes }, own, asked, around.households, around.groups)
  markChecked(ctx.tx, [...asked, ...around.grouped, ...around.households], ctx.now)
  return merged
}

/** Of groups only those with one of their members, of relatives only pairs with somebody who was asked about: the others were not seen whole. */
function wholeGroups(found: readonly Found[], asked: ReadonlySet<string>, members: ReadonlySet<string>): Found[] {
  const kinds = new Map(qualityRules().map((rule) => [rule.id, rule.scope.kind]))
  const groups = new Set(found.filter((each) => members.has(each.subject_id)).map((each) => `${each.rule} ${each.fingerprint}`))
  return found.filter((each) => {
    const kind = kinds.get(each.rule)
    if (kind === 'group') return groups.has(`${each.rule} ${each.fingerprint}`)
    return kind !== 'kin' || asked.has(each.subject_id) || asked.has(each.fingerprint)
  })
}

/** The days by which findings that open today are to be settled. */
export const dueOf = (ctx: Pick<Ctx, 'today'>): { error: string; warning: string } => ({ error: settleBy('error', ctx.today), warning: settleBy('warning', ctx.today) })
