import { communesOf, provincesOn } from '../../foundations/areas/index.ts'
import { pinRules } from '../../foundations/population/index.ts'
import { installationMode, type Ctx } from '../../platform/index.ts'
import { syncCodes } from './merge.sql.ts'
import type { CodeSet } from './rule.ts'

/** The code sets as of today, written where the database can compare with them. Numbers of made-up people name a place only in a demonstration. */
export async function keepCodeSets(ctx: Ctx): Promise<Record<CodeSet, readonly string[]>> {
  const places = pinRules((await installationMode(ctx.tx)) !== 'production')
  const sets: Record<CodeSet, readonly string[]> = {
    'open-communes': provincesOn(ctx.today).flatMap((province) => communesOf(province.code, ctx.today).map((commune) => commune.code)),
    'number-places': [...places.provinceCodes, ...places.testProvinceCodes, ...(places.countryCodes ?? [])],
  }
  await syncCodes(ctx.tx, sets)
  return sets
}
