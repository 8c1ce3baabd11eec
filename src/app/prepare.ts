import { inTransaction, rememberSeeded, seededPeople } from '../platform/index.ts'
import { publishCatalogue } from '../public-services/dossier/index.ts'
import type { House } from './open.ts'

export interface PrepareOptions {
  /** Size of the synthetic population, demonstrations only. */
  readonly people: number | undefined
  readonly say: (line: string) => void
}

const defaultPeople = 20_000

/** Brings an opened house to where it can be used: procedures published; a demonstration filled once. */
export async function prepareHouse(house: House, options: PrepareOptions): Promise<void> {
  await inTransaction(house.database, { actor: { kind: 'system', name: 'start' }, purpose: { code: 'publish-catalogue', basis: 'NĐ 63/2010/NĐ-CP' } }, publishCatalogue)
  if (house.mode !== 'demo') return
  const { seedDemo, openDemo } = await import('./demo/seed.ts')
  const found = await seededPeople(house.owner)
  if (found === undefined) {
    await seedDemo(house, options.people ?? defaultPeople, options.say)
    await rememberSeeded(house.owner, options.people ?? defaultPeople)
  } else if (options.people !== undefined && options.people !== found) {
    options.say(`Bản chạy thử đã có ${found.toLocaleString('vi')} người, nên --people ${options.people} không đổi gì. Muốn số khác: npm run reset, rồi npm start -- --people ${options.people}.`)
  }
  await openDemo(house)
}
