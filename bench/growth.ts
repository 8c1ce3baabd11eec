/**
 * The same questions on registers of 0.1, 1 and 10 million people (up to --people): point reads should stay flat (at most 1.3 times), batch work grow with
 * the people. Batch is what the nightly pass does: the whole register of one moment, table by table as it lies on the disk. The walk by id is what batch
 * work must not do: ids lie scattered over the disk, and beyond the memory of the server every page is a read of its own. Each register is built once and
 * kept in .build/bench; one that is built now also tells how long that took.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { openEngine, takeSnapshot } from '../src/data-ecosystem/quality/index.ts'
import { inTransaction, sql, type Database } from '../src/platform/index.ts'
import { findPeople, findPersonByNumber, type SearchPeople } from '../src/foundations/population/index.ts'
import { print, rounded, tell } from './figures.ts'
import { benchFolder, openPeopleHouse, type BenchHouse } from './house.ts'
import { runLoad, type LoadResult } from './load.ts'
import type { BenchOptions } from './main.ts'
import { officer, samplePeople, type SamplePerson } from './people.ts'

const sizes = [100_000, 1_000_000, 10_000_000]
const fields = ['fullName', 'birthDate', 'gender', 'pin', 'nationalities', 'ethnicity', 'nativePlace', 'maritalStatus', 'lifeStatus', 'area'] as const
const purpose = { code: 'residence-check', basis: 'Luật Cư trú 2020, đ.30', text: 'Kiểm tra cư trú' }

/** What is asked of one person of the sample. The last two are tried only when the plain search finds nobody, or not by name. */
const questions: Readonly<Record<string, (person: SamplePerson) => SearchPeople>> = {
  'search-year': ({ namePlain, birthYear }) => ({ name: namePlain, birthYear }),
  'search-commune': ({ namePlain, area }) => ({ name: namePlain, commune: area }),
  'search-typo': ({ namePlain, birthYear }) => ({ name: namePlain.replace(/(\w)$/, '$1$1q'), birthYear }),
  'search-relative': ({ pin }) => ({ relativeNumber: pin }),
}

export async function bench({ people = 10_000_000, n = 4_000, concurrency = 4 }: BenchOptions): Promise<void> {
  const found = new Map<number, Map<string, number>>()
  const measured = sizes.filter((size) => size <= people)
  if (measured.length === 0) measured.push(people)
  for (const size of measured) {
    const house = await openPeopleHouse(size)
    found.set(size, await measure(house, size, n, concurrency))
    await house.close()
  }
  compare(found)
}

async function measure(house: BenchHouse, size: number, n: number, concurrency: number): Promise<Map<string, number>> {
  const sample = await samplePeople(house.owner, Math.min(n, 5_000))
  const figures = new Map<string, number>()
  const keep = (name: string, value: number, unit: string, more: object = {}): void => {
    figures.set(name, value)
    print({ name: `growth.${name}`, value: rounded(value, 2), unit, people: size, ...more })
  }
  const load = async (name: string, times: number, work: (person: SamplePerson) => Promise<unknown>): Promise<void> => {
    const result: LoadResult = await runLoad({ n: times, concurrency, work: async (i) => void (await work(sample[i % sample.length]!)) })
    keep(name, result.p50, 'ms', { of: 'p50', p95: rounded(result.p95, 2), n: times })
  }
  await house.begin()
  await load('read', n, ({ pin }) => inTransaction(house.database, { actor: officer, purpose }, (ctx) => findPersonByNumber(ctx, pin, fields)))
  for (const [name, ask] of Object.entries(questions)) await load(name, Math.ceil(n / 2), (person) => inTransaction(house.database, { actor: officer, purpose }, (ctx) => findPeople(ctx, ask(person))))
  const batch = await wholeRegister(house)
  keep('batch', batch.seconds, 's', { of: 'the register of one moment to Parquet', rows: batch.rows })
  keep('batch-a-million', (batch.seconds * 1_000_000) / size, 's')
  const seconds = await walk(house.owner)
  keep('walk', seconds, 's', { of: 'everybody with the residences, page by page' })
  keep('walk-a-million', (seconds * 1_000_000) / size, 's')
  return figures
}

/** As the nightly pass reads: everything that stands, of one moment. */
async function wholeRegister(house: BenchHouse): Promise<{ seconds: number; rows: number }> {
  const folder = benchFolder('growth-snapshot')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const engine = await openEngine({ memory: '2GB', threads: 2, folder })
  const began = performance.now()
  const { rows } = await inTransaction(house.database, { actor: { kind: 'system', name: 'quality.pass' }, purpose: { code: 'quality-pass', basis: 'NĐ 70/2024/NĐ-CP' } }, (ctx) => takeSnapshot(ctx, engine, folder))
  const seconds = (performance.now() - began) / 1000
  engine.close()
  rmSync(folder, { recursive: true, force: true })
  return { seconds, rows: Object.values(rows).reduce((sum, n) => sum + n, 0) }
}

/** Everybody by id in pages of ten thousand, with what batch work needs of each. */
async function walk(owner: Database): Promise<number> {
  const began = performance.now()
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await owner.query<{ id: string }>(sql`
      select p.person_id as id, p.name_plain, p.birth_date, p.areas, (select count(*) from residence_public.open_residence r where r.person_id = p.person_id) as homes
      from population_public.current_person p where p.person_id > ${after} order by p.person_id limit 10000`)
    if (page.length === 0) return (performance.now() - began) / 1000
    after = page.at(-1)!.id
  }
}

/** Each size against the smallest: point questions by their time, batch and walk by their time a million people. */
function compare(found: ReadonlyMap<number, ReadonlyMap<string, number>>): void {
  const [smallest, ...larger] = [...found.keys()].toSorted((a, b) => a - b)
  if (smallest === undefined) return
  tell(`${'people'.padStart(12)} ${[...found.get(smallest)!.keys()].map((name) => name.padStart(16)).join(' ')}`)
  for (const [size, figures] of found) tell(`${size.toLocaleString('vi').padStart(12)} ${[...figures.values()].map((value) => rounded(value, 2).toLocaleString('vi').padStart(16)).join(' ')}`)
  for (const size of larger) {
    for (const [name, value] of found.get(size)!) if (name !== 'walk' && name !== 'batch') print({ name: `growth.${name}.ratio`, value: rounded(value / found.get(smallest)!.get(name)!, 2), unit: 'times', people: size, against: smallest })
  }
}
