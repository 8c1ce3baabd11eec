/**
 * One person, the household and everybody whose findings hang on them judged anew, as after a change. The headline is what it adds to the transaction of
 * the change; `recheck.load` has a transaction of its own around it, with its commit on the disk.
 */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { inTransaction, sql } from '../src/platform/index.ts'
import { keepCodeSets, recheck, runPass } from '../src/data-ecosystem/quality/index.ts'
import { benchFolder, openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { samplePeople } from './people.ts'
import { percentile, print, rounded, tell } from './figures.ts'

const occasion = { actor: { kind: 'system', name: 'quality.recheck' }, purpose: { code: 'quality-recheck', basis: 'NĐ 70/2024/NĐ-CP' } } as const

export async function bench({ people = 1_000_000, n = 10_000, concurrency = 1 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  await inTransaction(house.database, occasion, keepCodeSets)
  mkdirSync(benchFolder('recheck'), { recursive: true })
  tell(`the findings of the register: ${(await runPass(house.database, { engine: { kind: 'duckdb', folder: benchFolder('recheck'), memory: '2GB', threads: availableParallelism() } })).found}`)
  await house.owner.script('vacuum analyze quality_finding')
  const sample = await samplePeople(house.owner, Math.min(n, 50_000))
  await house.begin()
  const inside: number[] = []
  const judge = (personId: string): Promise<void> => inTransaction(house.database, occasion, async (ctx) => {
    await ctx.tx.run(sql`select 1`)
    const began = performance.now()
    await recheck(ctx, { people: [personId] })
    inside.push(performance.now() - began)
  })
  const result = await runLoad({ n, concurrency, work: (i) => judge(sample[i % sample.length]!.personId) })
  const times = Float64Array.from(inside.slice(-n)).sort()
  print({ name: 'recheck', value: rounded(percentile(times, 0.99)), unit: 'ms', of: 'p99 within the transaction of a change', p50: rounded(percentile(times, 0.5)), p95: rounded(percentile(times, 0.95)), n, concurrency })
  printLoad('recheck.load', result, 'rate', concurrency)
  house.printCosts('recheck')
  await house.close()
}
