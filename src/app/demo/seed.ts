import { seededPeople, systemClock, type Instant } from '../../platform/index.ts'
import { demoProvince } from '../../../synthetic/index.ts'
import { importSynthetic } from '../import/index.ts'
import { progressLine } from '../commands/command.ts'
import type { House } from '../open.ts'
import { seedAccounts } from './accounts.ts'
import { seedCampaigns } from './campaigns.ts'
import { seedDouble } from './double.ts'
import { seedEid } from './e-id.ts'
import { seedHistory } from './history.ts'
import { seedHospital, sendBirthNotices } from './hospital.ts'
import { seedOffices } from './offices.ts'
import { loadPersonas } from './personas.ts'
import { demoSeed } from './seed-number.ts'
import { seedShop } from './shop.ts'
import { asSystem, longAgo } from './system.ts'

/**
 * Fills an empty demonstration: people and households, bodies and posts with their holders, e-ID accounts of the cast,
 * a simulated hospital with two births waiting, some weeks of earlier dossiers, one person recorded twice, and three lists of a department with their campaigns. Every step may be repeated after a kill.
 */
export async function seedDemo(house: House, people: number, say: (line: string) => void): Promise<void> {
  say(`Đang tạo ${people.toLocaleString('vi')} người giả (chỉ lần đầu) …`)
  const progress = progressLine('Dân cư')
  await importSynthetic({
    database: house.database, owner: house.owner, people, seed: demoSeed, province: demoProvince.code, clock: longAgo,
    onProgress: (phase, done, of) => { if (phase === 'import') progress(done, of) },
  })
  say('Cơ quan, chức vụ, tài khoản …')
  await asSystem(house, longAgo(), (ctx) => seedOffices(ctx))
  await asSystem(house, longAgo(), (ctx) => seedAccounts(ctx))
  await asSystem(house, longAgo(), (ctx) => seedHospital(ctx, house.dataFolder))
  await asSystem(house, longAgo(), seedDouble)
  say('Hồ sơ của những tuần trước …')
  await seedHistory(house, people, say)
  await seedEid(house, people)
  await seedShop(house, now())
  await sendBirthNotices(house, now())
  await seedCampaigns(house, people, now())
}

/** Every start of a demonstration: the personas of the tour, found in this database. */
export async function openDemo(house: House): Promise<void> {
  const people = (await seededPeople(house.owner)) ?? 0
  await asSystem(house, now(), (ctx) => loadPersonas(ctx, people))
}

const now = (): Instant => systemClock()
