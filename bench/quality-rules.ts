/**
 * All quality rules over a snapshot of the register, 2 threads. The headline is the time from the Parquet files to the list of findings; snapshot and
 * merging are told apart. `--people 10000000` multiplies the million: ids are shifted so that every join is over distinct keys.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { inTransaction } from '../src/platform/index.ts'
import { attachSnapshot, judgeAll, keepCodeSets, openEngine, pathText, qualityRules, takeSnapshot, type Engine } from '../src/data-ecosystem/quality/index.ts'
import { ownPeakMemory, print, rounded, tell } from './figures.ts'
import { benchFolder, openPeopleHouse } from './house.ts'
import type { BenchOptions } from './main.ts'

const occasion = { actor: { kind: 'system', name: 'quality.pass' }, purpose: { code: 'quality-pass', basis: 'NĐ 70/2024/NĐ-CP' } } as const
/** A round over a hundred million takes minutes. */
const roundsOf = (people: number): number => (people > 20_000_000 ? 1 : 3)

export async function bench({ people = 1_000_000 }: BenchOptions): Promise<void> {
  const base = Math.min(people, 1_000_000)
  const times = Math.round(people / base)
  const house = await openPeopleHouse(base)
  const folder = benchFolder('quality-snapshot')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const engine = await openEngine({ memory: people > 20_000_000 ? '8GB' : '4GB', threads: 2, folder })
  const codes = await inTransaction(house.database, occasion, keepCodeSets)
  const before = performance.now()
  const { rows } = await inTransaction(house.database, occasion, (ctx) => takeSnapshot(ctx, engine, folder))
  const snapshot = (performance.now() - before) / 1000
  await house.close()
  if (times > 1) await multiply(engine, folder, times)
  await attachSnapshot(engine, folder)
  const seconds: number[] = []
  let found = 0
  for (let round = 0; round < roundsOf(people); round++) {
    const began = performance.now()
    found = await judgeAll(engine, codes, '2026-11-22')
    seconds.push((performance.now() - began) / 1000)
  }
  const engineMemory = await engine.rows(`select max(memory_usage_bytes)::bigint as n from duckdb_memory()`)
  engine.close()
  rmSync(folder, { recursive: true, force: true })
  tell(`${qualityRules().length} rules, rounds ${seconds.map((each) => each.toFixed(2)).join(', ')} s, DuckDB memory at the end ${String(engineMemory[0]?.['n'] ?? 0)}`)
  print({ name: 'quality-rules', value: rounded(seconds.toSorted((a, b) => a - b)[seconds.length >> 1]!, 2), unit: 's', n: people, rules: qualityRules().length })
  print({ name: 'quality-rules.found', value: found, unit: 'findings', n: people })
  print({ name: 'quality-rules.snapshot', value: rounded(snapshot, 1), unit: 's', n: people, rows: Object.values(rows).reduce((sum, n) => sum + n, 0) })
  print({ name: 'quality-rules.memory', value: ownPeakMemory(), unit: 'MB', of: 'node and DuckDB' })
}

/** So many registers beside each other: every id, number and name key of a copy is its own. */
async function multiply(engine: Engine, folder: string, times: number): Promise<void> {
  const own = (column: string): string => `md5(${column}::varchar || k)::uuid as ${column}`
  const columns: Readonly<Record<string, string>> = {
    'judged-person': `${own('person_id')}, name_plain || k as name_plain`, 'judged-household': own('household_id'), 'number': `${own('person_id')}, value || '-' || k as value`, 'relation': `${own('person_id')}, ${own('other_id')}`,
  }
  for (const [file, changed] of Object.entries(columns)) {
    const [from, to] = [join(folder, `${file}.parquet`), join(folder, `${file}-many.parquet`)]
    await engine.run(`copy (select t.* replace (${changed}) from ${pathText(from)} t, range(${times}) r (k)) to ${pathText(to)} (format parquet, compression 'snappy')`)
    renameSync(to, from)
  }
}
