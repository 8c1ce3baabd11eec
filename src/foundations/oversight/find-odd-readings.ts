import { deterministicId } from '../../kernel/ids.ts'
import { addDays, instantOfLocal, isPlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { runRule } from './odd-rules.sql.ts'
import { keepFinding } from './oversight.sql.ts'
import { refuseUnless } from './refusals.ts'
import { commonFamilyNames, reasonDay, ruleSettings } from './rules.ts'

/**
 * Runs every rule of data/access-log/odd-readings.csv over one Vietnamese day and keeps what it finds for the security officers. Again for
 * the same day it only brings open findings up to date. Returns how many are new. No personal data are shown: nothing is logged.
 */
export async function findOddReadings(ctx: Ctx, day: PlainDate): Promise<{ readonly fresh: number }> {
  allow(ctx, 'oversight.find')
  refuseUnless(isPlainDate(day) && day <= ctx.today, 'oversight.day-unknown', { field: 'day' })
  const bounds = { from: instantOfLocal(day, '00:00'), until: instantOfLocal(addDays(day, 1), '00:00'), commonNames: commonFamilyNames() }
  let fresh = 0
  for (const setting of ruleSettings(day)) {
    for (const found of await runRule(ctx.tx, setting, bounds)) {
      const findingId = deterministicId('odd-reading', found.rule, day, found.appointmentId)
      if (await keepFinding(ctx.tx, findingId, found, day, ctx.now, reasonDay(ctx.now, ctx.today))) fresh += 1
    }
  }
  return { fresh }
}
