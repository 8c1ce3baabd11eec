/** People a second from a CSV file into an empty register: reading the file twice, checks, acts, bitemporal rows, and all indexes and constraints at the end. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { csvSource, importPeople } from '../src/app/import/index.ts'
import { defaultAsOf, exportPeople } from '../synthetic/index.ts'
import { print, rounded, tell } from './figures.ts'
import { benchFolder, openBenchHouse } from './house.ts'
import type { BenchOptions } from './main.ts'

export async function bench({ people = 1_300_000 }: BenchOptions): Promise<void> {
  const path = listOf(people)
  const house = await openBenchHouse({ key: 'import', fresh: true })
  const source = csvSource({ path, list: 'bench', statedOn: defaultAsOf })
  await house.begin()
  const began = performance.now()
  const report = await importPeople({ database: house.database, owner: house.owner, source, allowTestNumbers: true, onProgress: told() })
  const seconds = (performance.now() - began) / 1000
  print({ name: 'import', value: rounded(report.imported / seconds, 0), unit: 'people/s', n: report.imported })
  print({ name: 'import.seconds', value: rounded(seconds), unit: 's', n: report.imported, parts: report.seconds })
  print({ name: 'import.refused', value: report.refused, unit: 'lines', n: report.rows })
  print({ name: 'import.claimed', value: report.claimed, unit: 'lines', n: report.rows })
  house.printCosts('import')
  await house.close()
}

/** The file is made once: a list as a province would hand it over, with its errors. */
function listOf(people: number): string {
  const folder = benchFolder(`list-${people}`)
  const path = `${folder}/people.csv`
  if (existsSync(path)) return path
  const began = performance.now()
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  exportPeople({ dir: making, seed: 'bench', people, errors: 'default' })
  renameSync(making, folder)
  tell(`set-up of the list: ${((performance.now() - began) / 1000).toFixed(0)} s, ${Math.round(statSync(path).size / 1e6)} MB`)
  return path
}

function told(): (phase: string, done: number, of: number) => void {
  let last = ''
  return (phase, done, of) => {
    const now = `${phase} ${Math.floor((done / of) * 10) * 10} %`
    if (now !== last) tell((last = now))
  }
}
