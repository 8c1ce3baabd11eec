/** The register of one moment from PostgreSQL to Parquet: seconds for a million rows, over all sources of the rules together. */
import { mkdirSync, rmSync } from 'node:fs'
import { inTransaction } from '../src/platform/index.ts'
import { openEngine, takeSnapshot } from '../src/data-ecosystem/quality/index.ts'
import { ownPeakMemory, print, rounded } from './figures.ts'
import { benchFolder, openPeopleHouse } from './house.ts'
import type { BenchOptions } from './main.ts'

export async function bench({ people = 1_000_000 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const folder = benchFolder('snapshot')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const engine = await openEngine({ memory: '2GB', threads: 2, folder })
  await house.begin()
  const began = performance.now()
  const { rows } = await inTransaction(house.database, { actor: { kind: 'system', name: 'quality.pass' }, purpose: { code: 'quality-pass', basis: 'NĐ 70/2024/NĐ-CP' } }, (ctx) => takeSnapshot(ctx, engine, folder))
  const seconds = (performance.now() - began) / 1000
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0)
  print({ name: 'snapshot', value: rounded((seconds / total) * 1_000_000, 2), unit: 's per million rows', n: total })
  print({ name: 'snapshot.seconds', value: rounded(seconds, 1), unit: 's', n: total, people })
  print({ name: 'snapshot.memory', value: ownPeakMemory(), unit: 'MB', of: 'node and DuckDB' })
  house.printCosts('snapshot')
  engine.close()
  rmSync(folder, { recursive: true, force: true })
  await house.close()
}
