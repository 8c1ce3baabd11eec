/** A change in a person's life, as the police of the area record it: rights checked, the reading logged, act appended, old row superseded, two rows written, event in the outbox. */
import { newId } from '../src/kernel/ids.ts'
import { inTransaction } from '../src/platform/index.ts'
import { changePersonFacts } from '../src/foundations/population/index.ts'
import { openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { officer, samplePeople } from './people.ts'

const purpose = { code: 'person-change', basis: 'Luật Căn cước 2023, đ.11', text: 'Cập nhật thông tin dân cư' }

export async function bench({ people = 1_000_000, n = 40_000, concurrency = 16 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const sample = await samplePeople(house.owner, Math.ceil(n * 1.2))
  const basis = { article: 'Luật Căn cước 26/2023/QH15, đ.11' }
  await house.begin()
  const result = await runLoad({
    n, concurrency,
    async work(i) {
      const { personId } = sample[i % sample.length]!
      await inTransaction(house.database, { actor: officer, purpose }, async (ctx) => {
        const phone = `030${String(Number.parseInt(newId().slice(-6), 16) % 10_000_000).padStart(7, '0')}`
        await changePersonFacts(ctx, { personId, facts: { phone }, source: 'person', basis, commandId: newId() })
      })
    },
  })
  printLoad('register-change', result, 'rate', concurrency)
  house.printCosts('register-change')
  await house.close()
}
