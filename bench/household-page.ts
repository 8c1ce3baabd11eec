/** The record of one household as its page at the police shows it: members, address, every change with its act; rights checked, the reading of everybody shown in the log before the answer. */
import { dayInVietnam, inTransaction, sql, systemClock, type Database } from '../src/platform/index.ts'
import { isWithin } from '../src/foundations/areas/index.ts'
import { readHousehold } from '../src/foundations/residence/index.ts'
import { openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { officer } from './people.ts'

const purpose = { code: 'police.household', basis: 'Luật Cư trú 2020, đ.33', text: 'Công an xã xem hộ' }

export async function bench({ people = 1_000_000, n = 20_000, concurrency = 8 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const sample = await sampleHouseholds(house.owner, Math.min(n, 50_000))
  await house.begin()
  const result = await runLoad({
    n, concurrency,
    async work(i) {
      const { householdId } = sample[i % sample.length]!
      const found = await inTransaction(house.database, { actor: officer, purpose }, (ctx) => readHousehold(ctx, householdId))
      if (found.members.length === 0) throw new Error('a household without members')
    },
  })
  printLoad('household-page', result, 'p95', concurrency)
  house.printCosts('household-page')
  await house.close()
}

/** Those whose address names a commune of today: where a list still has an old one no office may open it. */
async function sampleHouseholds(owner: Database, n: number): Promise<{ householdId: string }[]> {
  const today = dayInVietnam(systemClock())
  const found = await owner.query<{ householdId: string; area: string }>(sql`select h.household_id as "householdId", h.area from residence_public.open_household h
    where exists (select from residence_public.open_member m where m.household_id = h.household_id) order by md5(h.household_id::text) limit ${n}`)
  return found.filter(({ area }) => officer.areas.some((own) => isWithin(area, own, today)))
}
