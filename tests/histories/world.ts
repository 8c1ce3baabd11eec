import { newId } from '../../src/kernel/ids.ts'
import { addDays } from '../../src/kernel/plain-date.ts'
import type { Actor, Ctx, PlainDate, Purpose } from '../../src/platform/index.ts'
import { officerActor, systemActor, type TestDatabase } from '../../src/platform/testing.ts'
import { openAccount } from '../../src/foundations/eid/index.ts'
import { readPerson } from '../../src/foundations/population/index.ts'
import { householdOf, importPerson } from '../../src/foundations/residence/index.ts'
import { communes, testPin } from '../../src/foundations/residence/testing.ts'

export const posts = {
  officer: officerActor('police-officer', [communes.home, communes.second], { personId: newId() }),
  secondOfficer: officerActor('police-officer', [communes.home, communes.second], { personId: newId() }),
  commander: officerActor('police-commander', [communes.home, communes.second], { personId: newId() }),
  chair: officerActor('commune-chair', [communes.home], { personId: newId() }),
  justice: officerActor('justice-officer', [communes.home], { personId: newId() }),
  system: systemActor,
} as const satisfies Record<string, Actor>

const working: Purpose = { code: 'history', basis: 'kiểm thử', text: 'Kiểm thử' }
export const basis = { article: 'kiểm thử', documents: [{ kind: 'Văn bản', number: '1/2026' }] }
export const judgment = { number: '12/2026/QĐST', date: '2026-01-05', issuer: 'Tòa án nhân dân khu vực 1 (mẫu)' }

/** A few people of two communes, their days going by, and the numbers that fate draws. */
export class World {
  readonly t: TestDatabase
  readonly people: string[] = []
  readonly #men = new Set<string>()
  today: PlainDate = '2026-02-02'
  #draws: readonly number[] = []
  #drawn = 0

  constructor(t: TestDatabase) {
    this.t = t
  }

  /** The next step of a history draws from these. */
  fate(draws: readonly number[]): void {
    this.#draws = draws
    this.#drawn = 0
    this.today = addDays(this.today, draws[0]! % 5)
  }

  /** A number below `max`. */
  draw(max: number): number {
    return this.#draws[++this.#drawn % this.#draws.length]! % max
  }

  pick<T>(list: readonly T[]): T {
    return list[this.draw(list.length)]!
  }

  person(): string {
    return this.pick(this.people)
  }

  /** A man or a woman as they came into the register. */
  of(gender: 'male' | 'female'): string {
    const some = this.people.filter((each) => this.#men.has(each) === (gender === 'male'))
    return this.pick(some.length > 0 ? some : this.people)
  }

  /** A day not after today, at most `days` before. */
  dayWithin(days: number): PlainDate {
    return addDays(this.today, -this.draw(days + 1))
  }

  as<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.t.as(actor, working, { now: `${this.today}T02:00:00.000Z` })(work)
  }

  system<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.as(posts.system, work)
  }

  /** Everything the outbox still had to tell has been told. */
  async drain(): Promise<void> {
    await this.t.drain(`${addDays(this.today, 1)}T02:00:00.000Z`)
  }

  async home(personId: string): Promise<{ householdId: string; members: readonly { personId: string; relationToHead: string }[] } | undefined> {
    return this.system((ctx) => householdOf(ctx, personId))
  }

  /** Some are couples' parents and some children; every second has an account. */
  async settle(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const birthDate = i % 5 === 4 ? `2010-0${1 + (i % 9)}-11` : `19${70 + ((i * 7) % 30)}-0${1 + (i % 9)}-12`
      await this.arrive(i % 2 === 0 ? 'female' : 'male', birthDate, { account: i % 2 === 0, home: i % 3 !== 2 })
    }
  }

  async arrive(gender: 'male' | 'female', birthDate: string, more: { account?: boolean; home?: boolean; standing?: 'claimed' } = {}): Promise<string> {
    const personId = newId()
    const pin = testPin(gender, Number(birthDate.slice(0, 4)))
    const residence = { kind: 'permanent' as const, area: communes.home, province: '86', detail: `Số ${this.people.length + 1}`, oldText: null, since: '2020-01-01' }
    await this.t.as(posts.system, working, { now: '2026-01-01T02:00:00.000Z' })(async (ctx) => {
      await importPerson(ctx, {
        person: {
          personId, source: 'population-register', statedOn: '2025-01-01', relatives: [], numbers: [{ kind: 'pin', value: pin, status: 'active' }],
          facts: { fullName: `Người Thử ${this.people.length}`, birthDate, gender, ethnicity: '01', nationalities: ['VNM'], maritalStatus: 'single', birthRegistrationPlace: { area: communes.home, text: 'xã mẫu' } },
        },
        ...(more.home ? { residence: { ...residence, household: { householdId: newId(), relationToHead: '01', opens: { fileNumber: `86.${personId.slice(-8)}` } } } } : {}),
      }, { commandId: newId() })
      if (more.account) await openAccount(ctx, { personId, displayName: 'Người Thử', pin, level: 2, state: 'active', intakeUnit: null, residenceArea: communes.home, phone: null, email: null })
    })
    this.people.push(personId)
    if (gender === 'male') this.#men.add(personId)
    return personId
  }

  name(personId: string): Promise<string> {
    return this.system(async (ctx) => (await readPerson(ctx, personId, ['fullName'])).fullName)
  }
}
