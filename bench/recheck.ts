/** One person, the household and everybody whose findings hang on them judged anew, in a transaction of its own as after a change. */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { inTransaction } from '../src/platform/index.ts'
import { keepCodeSets, recheck, runPass } from '../src/data-ecosystem/quality/index.ts'
import { benchFolder, openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { samplePeople } from './people.ts'
import { print, tell } from './figures.ts'

const occasion = { actor: { kind: 'system', name: 'quality.recheck' }, purpose: { code: 'quality-recheck', basis: 'NĐ 70/2024/NĐ-CP' } } as const

export async function bench({ people = 1_000_000, n = 10_000, concurrency = 1 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  await inTransaction(house.database, occasion, keepCodeSets)
  mkdirSync(benchFolder('recheck'), { recursive: true })
  tell(`the findings of the register: ${(await runPass(house.database, { engine: { kind: 'duckdb', folder: benchFolder('recheck'), memory: '2GB', threads: availableParallelism() } })).found}`)
  await house.owner.script('vacuum analyze quality_finding')
  const sample = await samplePeople(house.owner, Math.min(n, 50_000))
  await house.begin()
  const result = await runLoad({ n, concurrency, work: async (i) => void (await inTransaction(house.database, occasion, (ctx) => recheck(ctx, { people: [sample[i % sample.length]!.personId] }))) })
  print({ name: 'recheck', value: Number(result.p99.toFixed(1)), unit: 'ms', of: 'p99', n: result.n, concurrency })
  printLoad('recheck.load', result, 'rate', concurrency)
  house.printCosts('recheck')
  await house.close()
}
