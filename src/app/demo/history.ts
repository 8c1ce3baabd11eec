import { cast, demoProvince, facilities, generatePeople, homeCommune, secondCommune, type BirthNotice, type CastKey, type PersonSeed } from '../../../synthetic/index.ts'
import { recordMarriage } from '../../foundations/civil-status/index.ts'
import { contactOf, openAccount } from '../../foundations/eid/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { addDays } from '../../kernel/plain-date.ts'
import { dayInVietnam, instantOf, millisecondsOf, systemClock, type Instant } from '../../platform/index.ts'
import { progressLine } from '../commands/command.ts'
import type { House } from '../open.ts'
import { sendBirthNotices } from './hospital.ts'
import { demoId, asSystem, longAgo } from './system.ts'
import { fileBirth, workLane, type Family } from './walk.ts'
import { demoSeed } from './seed-number.ts'

/** How an earlier dossier of the demonstration went. Hours are wall-clock hours after the step before; null leaves the lane where it is. */
interface Story {
  readonly daysAgo: number
  readonly check: number | null
  readonly sign: number | null
  readonly residence: number | null
  readonly card: number | null
  readonly ask?: boolean
}

/** On time, late at the chair, late at the police, asked once, and some still on somebody's desk: what a leader would meet. */
const stories: readonly Story[] = [
  { daysAgo: 44, check: 1, sign: 2, residence: 24, card: 30 }, { daysAgo: 41, check: 1, sign: 1, residence: 26, card: 20 }, { daysAgo: 39, check: 2, sign: 30, residence: 24, card: 28 },
  { daysAgo: 37, check: 1, sign: 1, residence: 200, card: 24 }, { daysAgo: 34, check: 1, sign: 2, residence: 48, card: 50 }, { daysAgo: 32, check: 3, sign: 1, residence: 20, card: 26 },
  { daysAgo: 30, check: 1, sign: 1, residence: 30, card: 24, ask: true }, { daysAgo: 27, check: 50, sign: 2, residence: 24, card: 24 }, { daysAgo: 25, check: 1, sign: 1, residence: 26, card: 170 },
  { daysAgo: 23, check: 1, sign: 1, residence: 24, card: 20 }, { daysAgo: 20, check: 2, sign: 1, residence: 44, card: 26 }, { daysAgo: 18, check: 1, sign: 2, residence: 24, card: 24 },
  { daysAgo: 16, check: 1, sign: 1, residence: 24, card: null }, { daysAgo: 13, check: 1, sign: 1, residence: null, card: 26 }, { daysAgo: 11, check: 1, sign: 1, residence: 24, card: 24 },
  { daysAgo: 9, check: 1, sign: null, residence: null, card: null }, { daysAgo: 6, check: 1, sign: 1, residence: null, card: null }, { daysAgo: 4, check: null, sign: null, residence: null, card: null },
  { daysAgo: 3, check: 1, sign: null, residence: null, card: null }, { daysAgo: 2, check: null, sign: null, residence: null, card: null },
]

/** Earlier births of the two communes, filed and worked on through the same use cases as today's, each at its own hour. */
export async function seedHistory(house: House, people: number, say: (line: string) => void): Promise<void> {
  const progress = progressLine('Hồ sơ')
  let done = 0
  for (const [mother, father] of couples(people)) {
    if (done === stories.length) break
    const known = await asSystem(house, longAgo(), async (ctx) => ({ motherId: await personIdOf(ctx.tx, mother.pin), fatherId: await personIdOf(ctx.tx, father.pin) }))
    if (!known.motherId || !known.fatherId) continue
    await live(house, { mother, father, motherId: known.motherId, fatherId: known.fatherId }, stories[done]!, done)
    progress(++done, stories.length)
  }
  if (done < stories.length) say(`Chỉ tìm được ${done} gia đình phù hợp cho hồ sơ cũ.`)
}

interface Couple {
  readonly mother: PersonSeed
  readonly father: PersonSeed
  readonly motherId: string
  readonly fatherId: string
}

async function live(house: House, { mother, father, motherId, fatherId }: Couple, story: Story, serial: number): Promise<void> {
  const filedAt = officeHour(story.daysAgo, 8 + (serial % 3))
  const home = mother.residenceArea === homeCommune.code ? 'home' : 'second'
  const person = await asSystem(house, longAgo(), async (ctx) => {
    const personId = motherId
    await recordMarriage(ctx, { husbandId: fatherId, wifeId: personId, area: mother.residenceArea, number: `${100 + serial}/2022`, registeredOn: '2022-05-20', commandId: demoId('marriage', mother.externalId) })
    const known = await contactOf(ctx.tx, personId)
    const accountId = known ? demoId('account-known', mother.externalId) : await openAccount(ctx, {
      personId, displayName: mother.fullName, pin: mother.pin, level: 2, state: 'active', intakeUnit: demoId('organisation', 'homePolice'), residenceArea: mother.residenceArea, phone: '0300009999', email: null,
    })
    return { personId, accountId }
  })
  await sendBirthNotices(house, filedAt, [noticeOf(mother, filedAt, serial)])
  const families: Family = { ...person, childName: `${father.fullName.split(' ')[0]!} ${givenNames[serial % givenNames.length]!}` }
  const dossierId = await fileBirth(house, families, filedAt, serial)
  const officer = (key: 'Justice' | 'Chair' | 'Police'): CastKey => (home === 'home' ? ({ Justice: 'lanJustice', Chair: 'dungChair', Police: 'haiPolice' } as const)[key] : (`second${key}` as CastKey))
  let at = filedAt
  if (story.check === null) return
  at = workingHour(later(at, story.check))
  await workLane(house, { dossierId, lane: 'birth', as: officer('Justice'), at, exits: ['accept', 'ok'] })
  if (story.sign === null) return
  at = workingHour(later(at, story.sign))
  await workLane(house, { dossierId, lane: 'birth', as: officer('Chair'), at, exits: ['approve'] })
  // Whoever came to it first did it first: a dossier's events stand in the order of their hours.
  const desks = [
    ...(story.card === null ? [] : [{ lane: 'health-card', as: 'insuranceOfficer' as const, at: workingHour(later(at, story.card)) }]),
    ...(story.residence === null ? [] : [{ lane: 'residence', as: officer('Police'), at: workingHour(later(at, story.residence)) }]),
  ].sort((one, other) => (one.at < other.at ? -1 : 1))
  for (const desk of desks) await workLane(house, { dossierId, ...desk, exits: ['approve'] })
}

/** Young couples of one household in the two communes, the same in every demonstration of this size. */
function* couples(people: number): Generator<[PersonSeed, PersonSeed]> {
  const castIds = new Set(Object.values(cast).map((person) => person.externalId))
  for (const household of generatePeople({ seed: demoSeed, people, province: demoProvince.code })) {
    if (household.residenceArea !== homeCommune.code && household.residenceArea !== secondCommune.code) continue
    const mother = household.people.find((p) => p.gender === 'female' && p.lifeStatus === 'living' && p.spouseExternalId && p.birthDate.length === 10 && p.birthDate > '1990' && p.birthDate < '2004' && !castIds.has(p.externalId))
    const father = mother && household.people.find((p) => p.externalId === mother.spouseExternalId && p.lifeStatus === 'living')
    if (mother && father) yield [mother, father]
  }
}

const givenNames = ['Gia Hân', 'Minh Khôi', 'Bảo Ngọc', 'Anh Thư', 'Đăng Khoa', 'Khánh Linh', 'Nhật Minh', 'Tuệ Lâm', 'Phúc An', 'Thảo Vy', 'Quốc Bảo', 'Ngọc Diệp', 'Hoàng Long', 'Yến Nhi', 'Thiên Ân', 'Bích Trâm', 'Hữu Phước', 'Mỹ Duyên', 'Tấn Phát', 'Cát Tường']

function noticeOf(mother: PersonSeed, filedAt: Instant, serial: number): BirthNotice {
  const hospital = facilities[serial % 2]!
  const bornOn = addDays(dayInVietnam(filedAt), -3 - (serial % 5))
  return {
    number: `${hospital.code}-${bornOn.slice(0, 4)}-${String(1_000 + serial).padStart(5, '0')}`, facilityCode: hospital.code, facilityName: hospital.name, facilityArea: hospital.areaCode, motherPin: mother.pin,
    motherExternalId: mother.externalId, motherName: mother.fullName, childSex: serial % 2 === 0 ? 'female' : 'male', bornOn, bornAt: `${String(3 + (serial % 18)).padStart(2, '0')}:25`, weightGrams: 2_900 + serial * 20,
    gestationWeeks: 39, plurality: 1, birthOrder: 1 + (serial % 2), attendant: 'Nữ hộ sinh trực (mẫu)', issuedOn: addDays(bornOn, 1),
  }
}

const hour = 3_600_000
const later = (at: Instant, hours: number): Instant => instantOf(millisecondsOf(at) + hours * hour)
/** So many days ago at an hour of the morning in Việt Nam, moved off a weekend. */
function officeHour(daysAgo: number, at: number): Instant {
  const midnight = Math.floor((millisecondsOf(systemClock()) + 7 * hour) / (24 * hour)) * 24 * hour - 7 * hour
  return workingHour(instantOf(midnight - daysAgo * 24 * hour + at * hour))
}
/** Moved to the next weekday morning when nobody would be at a desk, and never into the future. */
function workingHour(at: Instant): Instant {
  let local = new Date(millisecondsOf(at) + 7 * hour)
  if (local.getUTCHours() < 8) local = new Date(local.getTime() + (8 - local.getUTCHours()) * hour)
  if (local.getUTCHours() >= 16) local = new Date(local.getTime() + (32 - local.getUTCHours()) * hour)
  while (local.getUTCDay() === 0 || local.getUTCDay() === 6) local = new Date(local.getTime() + 24 * hour)
  return instantOf(Math.min(local.getTime() - 7 * hour, millisecondsOf(systemClock()) - 60_000))
}
