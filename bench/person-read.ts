/** One person by number, with rights checked and the reading in the access log before the answer: durable, fsync on, as congdan_app. */
import { inTransaction } from '../src/platform/index.ts'
import { findPersonByNumber } from '../src/foundations/population/index.ts'
import { openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { officer, samplePeople } from './people.ts'

const fields = ['fullName', 'birthDate', 'gender', 'pin', 'nationalities', 'ethnicity', 'nativePlace', 'maritalStatus', 'lifeStatus', 'area'] as const
const purpose = { code: 'residence-check', basis: 'Luật Cư trú 2020, đ.30', text: 'Kiểm tra cư trú' }

export async function bench({ people = 1_000_000, n = 30_000, concurrency = 16 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const sample = await samplePeople(house.owner, Math.min(n, 50_000))
  await house.begin()
  const result = await runLoad({
    n, concurrency,
    async work(i) {
      const { pin, personId } = sample[i % sample.length]!
      const found = await inTransaction(house.database, { actor: officer, purpose }, (ctx) => findPersonByNumber(ctx, pin, fields))
      if (found?.personId !== personId) throw new Error('read somebody else')
    },
  })
  printLoad('person-read', result, 'rate', concurrency)
  house.printCosts('person-read')
  await house.close()
}
