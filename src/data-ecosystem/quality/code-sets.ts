import { codeList, communesOf, provincesOn } from '../../foundations/areas/index.ts'
import { pinRules } from '../../foundations/population/index.ts'
import { installationMode, type Ctx } from '../../platform/index.ts'
import { syncCodes } from './merge.sql.ts'
import type { CodeSet } from './rule.ts'

/** The code sets as of today, written where the database can compare with them. Numbers of made-up people name a place only in a demonstration. */
export async function keepCodeSets(ctx: Ctx): Promise<Record<CodeSet, readonly string[]>> {
  const places = pinRules((await installationMode(ctx.tx)) !== 'production')
  const communes = new Map(provincesOn(ctx.today).map((province) => [province.code, communesOf(province.code, ctx.today).map((commune) => commune.code)]))
  const ofNumbers = codeList('pin-provinces').filter((entry) => communes.has(entry.more['area_2025'] ?? ''))
  const sets: Record<CodeSet, readonly string[]> = {
    'open-communes': [...communes.values()].flat(),
    'number-places': [...places.provinceCodes, ...places.testProvinceCodes, ...(places.countryCodes ?? [])],
    'number-provinces': ofNumbers.map((entry) => entry.code),
    'number-homes': ofNumbers.flatMap((entry) => communes.get(entry.more['area_2025']!)!.map((commune) => `${entry.code}${commune}`)),
  }
  await syncCodes(ctx.tx, sets)
  return sets
}
