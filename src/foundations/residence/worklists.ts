import { addDays } from '../../kernel/plain-date.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { ruleNumber } from './rules.ts'
import { selectWorklistCounts, type WorklistCounts } from './worklists.sql.ts'

/** How much waits in each worklist of one commune, or of one hamlet of it (the last part of the address). For its police; figures alone, nobody is read. */
export async function countWorklists(ctx: Ctx, area: string, hamlet: string | null = null): Promise<WorklistCounts> {
  allow(ctx, 'residence.read-worklists', { area })
  return selectWorklistCounts(ctx.tx, area, hamlet, addDays(ctx.today, ruleNumber('temporary-renew-before-days', ctx.today)))
}
