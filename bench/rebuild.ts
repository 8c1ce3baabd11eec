/** Replays every act at one snapshot and compares all register tables with the result, while people go on being read. */
import { inTransaction } from '../src/platform/index.ts'
import { rebuild } from '../src/foundations/acts/index.ts'
import { findPersonByNumber } from '../src/foundations/population/index.ts'
import { print, rounded, tell } from './figures.ts'
import { openPeopleHouse } from './house.ts'
import type { BenchOptions } from './main.ts'
import { officer, samplePeople } from './people.ts'

const purpose = { code: 'residence-check', basis: 'Luật Cư trú 2020, đ.30', text: 'Kiểm tra cư trú' }

export async function bench({ people = 1_000_000 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const sample = await samplePeople(house.owner, 5_000)
  await house.begin()
  let running = true
  let reads = 0
  const service = (async () => {
    while (running) {
      await inTransaction(house.database, { actor: officer, purpose }, (ctx) => findPersonByNumber(ctx, sample[reads++ % sample.length]!.pin, ['fullName', 'birthDate']))
      await new Promise((done) => setTimeout(done, 50))
    }
  })()
  const report = await rebuild({ database: house.owner, progress: (done, of) => { if (done % 200_000 < 4_000) tell(`replayed ${done} of ${of}`) } })
  running = false
  await service
  print({ name: 'rebuild', value: rounded(report.seconds), unit: 's', n: report.acts, equal: report.equal })
  print({ name: 'rebuild.rows', value: Object.values(report.rows).reduce((sum, rows) => sum + rows, 0), unit: 'rows', n: report.acts })
  print({ name: 'rebuild.reads', value: reads, unit: 'reads meanwhile', n: reads })
  house.printCosts('rebuild')
  if (!report.equal) {
    console.error(report.differences)
    process.exitCode = 1
  }
  await house.close()
}
