/** Search by name without marks and year of birth, or name and commune, whole names and parts; one durable log row each. */
import { inTransaction } from '../src/platform/index.ts'
import { searchPeople } from '../src/foundations/population/index.ts'
import { openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { officer, samplePeople } from './people.ts'

const purpose = { code: 'residence-check', basis: 'Luật Cư trú 2020, đ.30', text: 'Kiểm tra cư trú' }

export async function bench({ people = 1_000_000, n = 10_000, concurrency = 4 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const sample = await samplePeople(house.owner, Math.min(n, 20_000))
  let missed = 0
  await house.begin()
  const result = await runLoad({
    n, concurrency,
    async work(i) {
      const { namePlain, birthYear, area, personId } = sample[i % sample.length]!
      // Every fourth asks with the family and the given name alone, as people do.
      const name = (i >> 1) % 4 < 3 ? namePlain : namePlain.replace(/ .* /, ' ')
      const query = i % 2 === 0 ? { name, birthYear } : { name, commune: area }
      const hits = await inTransaction(house.database, { actor: officer, purpose }, (ctx) => searchPeople(ctx, query))
      if (hits.length === 0) throw new Error('nobody found')
      if (!hits.some((hit) => hit.personId === personId)) missed += 1
    },
  })
  printLoad('person-search', result, 'p95', concurrency)
  // Among more than fifty people of one name and year the fifty shown need not hold the one that was meant.
  if (missed > 0) console.error(`person-search: the person meant was not among the fifty shown in ${missed} of ${Math.ceil(n * 1.2)} searches`)
  house.printCosts('person-search')
  await house.close()
}
