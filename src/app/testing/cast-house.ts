import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { birthNotices, cast, castHouseholds, type BirthNotice, type CastKey } from '../../../synthetic/index.ts'
import { deliverCode, openAccount } from '../../foundations/eid/index.ts'
import { recordMarriage } from '../../foundations/civil-status/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays } from '../../kernel/plain-date.ts'
import { dayInVietnam, plusSeconds, sql, type Actor, type Ctx, type Instant, type Purpose } from '../../platform/index.ts'
import { systemActor, testDb, testPurpose, type TestDatabase } from '../../platform/testing.ts'
import { publishCatalogue } from '../../public-services/dossier/index.ts'
import { seedAccounts } from '../demo/accounts.ts'
import { seedHospital, sendBirthNotices } from '../demo/hospital.ts'
import { appointmentOf, organisationOf, seedOffices } from '../demo/offices.ts'
import { importPeople, type ImportSource } from '../import/index.ts'
import type { House } from '../open.ts'

/** Wednesday 18 November 2026, nine in the morning in Việt Nam: a working day before 15:00. */
export const morning: Instant = '2026-11-18T02:00:00.000Z'

type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
export interface Asking { readonly now?: Instant; readonly purpose?: Purpose; readonly citizen?: boolean; /** The person the session acts for. */ readonly onBehalfOf?: string }

export interface Family {
  readonly mother: Somebody
  readonly father: Somebody
  /** Households of mother and father; the same one in a shared home. */
  readonly homes: { readonly mother: string; readonly father: string }
  readonly notice: BirthNotice | undefined
}
export interface Somebody {
  readonly personId: string
  readonly accountId: string
  readonly pin: string
  readonly fullName: string
}

/** A database with the cast of the demonstration in it: people, bodies, posts, accounts, marriages, facilities, two birth notices. */
export interface CastHouse {
  readonly t: TestDatabase
  /** Somebody of the cast. */
  who(key: CastKey): Somebody
  /** Runs a use case as one of the cast: an officer in the post they hold (unless `citizen`), everybody else as a citizen of level 2. */
  asCast(key: CastKey, asking?: Asking): Run
  actorOf(key: CastKey, citizen?: boolean): Actor
  /** Runs a use case as this citizen. */
  asPerson(person: Somebody, asking?: Asking & { level?: 1 | 2 }): Run
  /** The same in a real session whose holder has just proved who they are. */
  asSignedIn(person: Somebody, asking?: Asking): Run
  asSystem(now?: Instant): Run
  /** A new young family: 'same' home in Long Hồ, or 'two' homes (mother Long Hồ, father Cầu Kè), each with grandparents; a signed notice waits unless told otherwise. */
  family(homes: 'same' | 'two', more?: { notice?: boolean; married?: boolean; fatherEthnicity?: string; now?: Instant }): Promise<Family>
  /** A further signed notice for a mother. */
  notice(mother: Somebody, more?: Partial<BirthNotice>, now?: Instant): Promise<BirthNotice>
  /** The last code that was delivered to this person. */
  codeFor(personId: string): string
  close(): Promise<void>
}

const early = '2026-08-20T02:00:00.000Z'
/** The key of the simulated hospital, the same for every house of this process. */
let folder = ''

async function fillHouse(t: TestDatabase, now: Instant, passwords: boolean): Promise<void> {
  const run: Run = t.as(systemActor, testPurpose, { now: early })
  await importPeople({ database: t.db, source: castSource(), allowTestNumbers: true, clock: () => early })
  await run(publishCatalogue)
  await run((ctx) => seedOffices(ctx))
  await run((ctx) => seedAccounts(ctx, { passwords }))
  await run((ctx) => seedHospital(ctx, folder))
  await sendBirthNotices({ database: t.db, dataFolder: folder } as House, now, birthNotices(dayInVietnam(now)))
}

/** A database of its own, cloned from one that was seeded once. Passwords are left out unless asked for: argon2 takes a second for all of them. */
export async function castHouse(options: { passwords?: boolean; now?: Instant } = {}): Promise<CastHouse> {
  const now = options.now ?? morning
  const passwords = options.passwords ?? false
  if (folder === '') {
    folder = mkdtempSync(join(tmpdir(), 'congdan-cast-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
  const t = await testDb({ name: `cast ${now} ${passwords}`, fill: (empty) => fillHouse(empty, now, passwords) })
  const house = { database: t.db, dataFolder: folder } as House
  const asSystem = (at: Instant = now): Run => t.as(systemActor, testPurpose, { now: at })
  const people = await peopleOf(t)
  const codes = new Map<string, string>()
  deliverCode.fill(async (_ctx, message) => void codes.set(message.personId, message.code))
  let serial = 500

  const who = (key: CastKey): Somebody => {
    const found = people.get(cast[key].pin)
    if (!found) throw new Error(`nobody of the cast is ${key}`)
    return { ...found, fullName: cast[key].fullName }
  }
  const actorOf = (key: CastKey, citizen = false): Actor => {
    const { personId, accountId } = who(key)
    const { role, organisationKey } = cast[key]
    const base = { personId, accountId, sessionId: newId(), authLevel: 2 as const }
    if (!role || citizen) return { kind: 'citizen', ...base, level: 2 }
    return { kind: 'officer', ...base, appointmentId: appointmentOf(key), organisationId: organisationOf(organisationKey!), role, areas: areasOf.get(key)!, sensitive: trusted.has(key) }
  }
  const posts = await t.owner.query<{ id: string; areas: string[]; sensitive: boolean }>(sql`select a.appointment_id as id, p.areas, a.sensitive from appointment a join post p using (post_id)`)
  const areasOf = new Map((Object.keys(cast) as CastKey[]).flatMap((key) => posts.filter((post) => post.id === appointmentOf(key)).map((post) => [key, post.areas] as const)))
  const trusted = new Set((Object.keys(cast) as CastKey[]).filter((key) => posts.some((post) => post.id === appointmentOf(key) && post.sensitive)))
  const asPerson = ({ personId, accountId }: Somebody, asking: Asking & { level?: 1 | 2 } = {}): Run =>
    t.as({ kind: 'citizen', personId, accountId, sessionId: newId(), authLevel: 2, level: asking.level ?? 2 }, asking.purpose ?? filing, { now: asking.now ?? now, ...(asking.onBehalfOf ? { onBehalfOf: asking.onBehalfOf } : {}) })

  const notice = async (mother: Somebody, more: Partial<BirthNotice> = {}, at: Instant = now): Promise<BirthNotice> => {
    const bornOn = addDays(dayInVietnam(at), -5)
    const made: BirthNotice = {
      number: `86M01-2026-${String(20_000 + ++serial)}`, facilityCode: '86M01', facilityName: 'Bệnh viện Đa khoa Sông Tiền (mẫu)', facilityArea: '29557', motherPin: mother.pin, motherExternalId: '', motherName: mother.fullName,
      childSex: 'female', bornOn, bornAt: '06:20', weightGrams: 3_200, gestationWeeks: 39, plurality: 1, birthOrder: 1, attendant: 'Nữ hộ sinh trực (mẫu)', issuedOn: addDays(bornOn, 1), ...more,
    }
    await sendBirthNotices(house, at, [made])
    return made
  }

  return {
    t, who, actorOf, asPerson, asSystem, notice,
    asSignedIn: (person, asking = {}) => async (work) => {
      const at = asking.now ?? now
      const session = newId()
      await t.owner.query(sql`
        insert into eid_session (session_id, token_hash, account_id, person_id, auth_level, factors, device, created_at, last_seen_at, expires_at, proved_at)
        values (${session}, ${session}, ${person.accountId}, ${person.personId}, 2, array['pwd', 'otp'], 'thử', ${at}, ${at}, ${plusSeconds(at, 3_600)}, ${at})`)
      return t.as({ kind: 'citizen', personId: person.personId, accountId: person.accountId, sessionId: session, authLevel: 2, level: 2 }, asking.purpose ?? filing, { now: at })(work)
    },
    asCast: (key, asking = {}) => t.as(actorOf(key, asking.citizen), asking.purpose ?? (cast[key].role && !asking.citizen ? working : filing), { now: asking.now ?? now }),
    async family(homes, more = {}) {
      const made = await makeFamily(asSystem(early), ++serial, homes, more)
      return { ...made, notice: more.notice === false ? undefined : await notice(made.mother, {}, more.now ?? now) }
    },
    codeFor: (personId) => codes.get(personId) ?? '',
    close: () => t.close(),
  }
}

export const filing: Purpose = { code: 'file-dossier', basis: 'NĐ 63/2024/NĐ-CP', text: 'Ông/bà tự nộp hồ sơ' }
export const working: Purpose = { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', text: 'Giải quyết hồ sơ' }

function castSource(): ImportSource {
  const rows = castHouseholds().flatMap((home) => home.people)
  return { list: 'cast', name: 'cast', statedOn: '2026-08-01', sourceCode: 'population-register', read: () => ({ chunks: [{ firstLine: 2, rows }], fingerprint: () => 'cast', share: () => 1 }) }
}

async function peopleOf(t: TestDatabase): Promise<Map<string, Omit<Somebody, 'fullName'>>> {
  const rows = await t.owner.query<{ pin: string; personId: string; accountId: string | null }>(sql`
    select n.number as pin, n.person_id as "personId", a.account_id as "accountId" from personal_number n left join eid_account a using (person_id)`)
  return new Map(rows.map((row) => [row.pin, { ...row, accountId: row.accountId ?? newId() }]))
}

/** Mother, father and, in two homes, a grandparent who heads each; the rows say what the cast's own rows say. */
async function makeFamily(run: Run, serial: number, homes: 'same' | 'two', more: { married?: boolean; fatherEthnicity?: string }): Promise<Omit<Family, 'notice'>> {
  const [motherHome, fatherHome] = [newId(), homes === 'same' ? '' : newId()]
  const father = await add(run, { serial, gender: 'male', name: `Lê Văn Thử${letters(serial)}`, ethnicity: more.fatherEthnicity ?? '01', home: homes === 'same' ? motherHome : fatherHome, relation: homes === 'same' ? '01' : '04', opens: homes === 'same', area: homes === 'same' ? '29602' : '29308' })
  const mother = await add(run, { serial, gender: 'female', name: `Trần Thị Thử${letters(serial)}`, ethnicity: '01', home: motherHome, relation: homes === 'same' ? '02' : '04', opens: false, area: '29602' })
  if (more.married !== false) {
    await run((ctx) => recordMarriage(ctx, { husbandId: father.personId, wifeId: mother.personId, area: '29602', number: `${serial}/2024`, registeredOn: '2024-02-14', commandId: newId() }))
  }
  return { mother, father, homes: { mother: motherHome, father: homes === 'same' ? motherHome : fatherHome } }
}

const letters = (serial: number): string => String(serial).split('').map((digit) => 'abcdefghik'[Number(digit)]).join('')

interface NewMember { serial: number; gender: 'male' | 'female'; name: string; ethnicity: string; home: string; relation: string; opens: boolean; area: string }

async function add(run: Run, member: NewMember): Promise<Somebody> {
  const { serial, gender, area } = member
  if (!member.opens && member.relation === '04') await person(run, { ...member, relation: '01', opens: true, name: `${member.name} Ba`, year: 1968, pin: `099${gender === 'male' ? 0 : 1}68${880_000 + serial}` })
  const made = await person(run, { ...member, year: 1999, pin: `099${gender === 'male' ? 0 : 1}99${880_000 + serial}` })
  const accountId = await run((ctx) => openAccount(ctx, {
    personId: made.personId, displayName: member.name, pin: made.pin, level: 2, state: 'active', intakeUnit: null, residenceArea: area, phone: `0309${String(serial).padStart(6, '0')}`, email: null,
  }))
  return { ...made, accountId, fullName: member.name }
}

async function person(run: Run, member: NewMember & { year: number; pin: string }): Promise<{ personId: string; pin: string }> {
  const personId = newId()
  await run((ctx) => importPerson(ctx, {
    person: {
      personId, source: 'population-register', statedOn: '2026-08-01', relatives: [], numbers: [{ kind: 'pin', value: member.pin, status: 'active' }],
      facts: { fullName: member.name, birthDate: `${member.year}-04-12`, gender: member.gender, ethnicity: member.ethnicity, religion: '00', nationalities: ['VNM'], maritalStatus: 'single', nativePlace: { area: member.area, text: null } },
    },
    residence: {
      kind: 'permanent', area: member.area, province: '86', detail: `Số ${member.serial}, Ấp Thử`, oldText: null, since: '2020-01-01',
      household: { householdId: member.home, relationToHead: member.relation, opens: member.opens ? { fileNumber: `86.${member.home.slice(-9)}` } : null },
    },
  }, { commandId: newId() }))
  return { personId, pin: member.pin }
}
