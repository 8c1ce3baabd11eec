/** One person read whole as of now, as of an earlier day and moment, and with the whole history: the same people, the same rights, each reading in the access log. */
import { newId } from '../src/kernel/ids.ts'
import { inTransaction, type Ctx } from '../src/platform/index.ts'
import { allPersonFields, changePersonFacts, personHistory, readPerson, readPersonAsOf } from '../src/foundations/population/index.ts'
import { percentile, print, rounded } from './figures.ts'
import { openPeopleHouse } from './house.ts'
import { runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { officer, samplePeople } from './people.ts'

const purpose = { code: 'person-page', basis: 'Luật Căn cước 2023, đ.11', text: 'Xem thông tin dân cư' }

export async function bench({ people = 1_000_000, n = 5_000, concurrency = 16 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const sample = await samplePeople(house.owner, Math.min(n, 1_000))
  const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => inTransaction(house.database, { actor: officer, purpose }, work)
  // A life is not one row: each of the sample changed at least three times.
  for (let round = 0; round < 3; round++) {
    await runLoad({ n: sample.length, concurrency, work: (i) => as(async (ctx) => void (await changePersonFacts(ctx, {
      personId: sample[i % sample.length]!.personId, facts: { phone: `030${String(Number.parseInt(newId().slice(-6), 16) % 10_000_000).padStart(7, '0')}` }, source: 'person', basis: { article: purpose.basis }, commandId: newId(),
    }))) })
  }
  await house.owner.script('vacuum (analyze) person_version')
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  const reads: Readonly<Record<string, (personId: string) => Promise<unknown>>> = {
    'person-current': (personId) => as((ctx) => readPerson(ctx, personId, allPersonFields)),
    'person-as-of': (personId) => as((ctx) => readPersonAsOf(ctx, personId, allPersonFields, { true: '2020-01-01' })),
    'person-as-known': (personId) => as((ctx) => readPersonAsOf(ctx, personId, allPersonFields, { true: '2020-01-01', known: yesterday })),
    'person-history': (personId) => as((ctx) => personHistory(ctx, personId)),
  }
  await house.begin()
  const names = Object.keys(reads)
  const times = new Map(names.map((name) => [name, [] as number[]]))
  // In turns, person by person, so that none of them has the quieter minute; a fifth is warming up.
  let done = 0
  await runLoad({ n: n * names.length, concurrency, work: async (i) => {
    const name = names[i % names.length]!
    const from = performance.now()
    await reads[name]!(sample[Math.floor(i / names.length) % sample.length]!.personId)
    if (++done > (n * names.length) / 5) times.get(name)!.push(performance.now() - from)
  } })
  const figures = names.map((name) => {
    const sorted = Float64Array.from(times.get(name)!).sort()
    return { name, n: sorted.length, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) }
  })
  for (const { name, n: measured, p50, p95 } of figures) {
    print({ name: `${name}.p50`, value: rounded(p50, 2), unit: 'ms', n: measured, concurrency })
    print({ name: `${name}.p95`, value: rounded(p95, 2), unit: 'ms', n: measured })
    if (name !== names[0]) print({ name: `${name}.to-current`, value: rounded(p50 / figures[0]!.p50, 2), unit: 'times', of: 'p50 of person-current' })
  }
  house.printCosts('person-history')
  await house.close()
}
