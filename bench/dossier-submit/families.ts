/** Young families of one province in many communes, each commune with the bodies that receive and work: what stands before anybody files. */
import { personSeed, type PersonSeed } from '../../synthetic/index.ts'
import { communesOf } from '../../src/foundations/areas/index.ts'
import { recordMarriage, registerFacilityKey } from '../../src/foundations/civil-status/index.ts'
import { numberText, openAccount } from '../../src/foundations/eid/index.ts'
import { openOrganisation } from '../../src/foundations/organisations/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { dayInVietnam, inTransaction, keys, sql, systemClock, type Ctx, type Database } from '../../src/platform/index.ts'
import { publishCatalogue } from '../../src/public-services/dossier/index.ts'
import { openFacility } from '../../src/socio-economic/health/index.ts'
import { importPeople, personIdOf, type ImportSource } from '../../src/app/import/index.ts'
import { tell } from '../figures.ts'

export const province = '86'
export const units = 60
const list = 'bench-families'

export interface Mother {
  readonly personId: string
  readonly accountId: string
  readonly pin: string
}

/** A step of the set-up as the machinery. */
export function asSystem<T>(database: Database, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(database, { actor: { kind: 'system', name: 'bench' }, purpose: { code: 'bench', basis: 'đo tốc độ', text: 'Đo tốc độ' } }, work)
}

/** Runs so many things at once until all are done. */
export async function inParallel(count: number, atOnce: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < count) await work(next++)
  }))
}

/** Fills an empty database: bodies, facilities, `families` couples with a home, a marriage and an account of the mother. */
export async function fillFamilies(database: Database, owner: Database, families: number): Promise<void> {
  const communes = communesOf(province, dayInVietnam(systemClock())).slice(0, units).map((area) => area.code)
  await owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
  await asSystem(database, async (ctx) => {
    await openOrganisation(ctx, { unitCode: 'H86.03.01', name: 'Bảo hiểm xã hội tỉnh', kind: 'insurance-office', areaCode: province, from: '2025-07-01' })
    for (const [i, code] of communes.entries()) {
      for (const [kind, nth, name] of [['commune-committee', '01', 'Ủy ban nhân dân'], ['commune-police', '02', 'Công an']] as const) {
        await openOrganisation(ctx, { unitCode: `H86.${100 + i}.${nth}`, name: `${name} ${code}`, kind, areaCode: code, from: '2025-07-01' })
      }
      await openFacility(ctx, { code: `86M${String(i).padStart(2, '0')}`, name: `Trạm Y tế ${code}`, kind: 'health-station', commune: code, from: '2025-07-01', firstRegistration: true })
    }
  })
  tell(`importing ${families} families in ${communes.length} communes …`)
  await importPeople({ database, owner, source: source(families, communes), allowTestNumbers: true })
  tell('marriages and accounts …')
  await inParallel(families, 8, (i) => asSystem(database, async (ctx) => {
    const [wifeId, husbandId] = [personIdOf(list, `m${i}`), personIdOf(list, `f${i}`)]
    await recordMarriage(ctx, { husbandId, wifeId, area: communes[i % communes.length]!, number: `${i}/2024`, registeredOn: '2024-02-14', commandId: newId() })
    await openAccount(ctx, { personId: wifeId, displayName: `Mẹ ${i}`, pin: pinOf(i, 'female'), level: 2, state: 'active', intakeUnit: null, residenceArea: communes[i % communes.length]!, phone: '0309000001', email: null })
  }))
}

/** The mothers, in the order of the families. */
export function mothers(owner: Database): Promise<Mother[]> {
  return owner.query<Mother>(sql`select a.person_id as "personId", a.account_id as "accountId", n.number as pin from eid_account a join personal_number n using (person_id) order by a.account_id`)
}

/** The house was filled under the keys of an earlier run: the accounts stand on the numbers of their holders again. */
export async function bindAccounts(owner: Database): Promise<void> {
  const all = await mothers(owner)
  const bound = all.map(({ accountId, pin }) => ({ id: accountId, key: Buffer.from(keys().hmac('hash-personal-number', numberText(pin))).toString('hex') }))
  await owner.query(sql`update eid_account a set number_key = decode(b.key, 'hex') from jsonb_to_recordset(${sql.json(bound)}::jsonb) as b (id uuid, key text) where a.account_id = b.id`)
}

/** The procedures as they stand today, and the key of the simulated hospital, which lives in the memory of one run. */
export function openRun(database: Database, publicKey: Parameters<typeof registerFacilityKey>[1]['publicKey']): Promise<void> {
  return asSystem(database, async (ctx) => {
    await publishCatalogue(ctx)
    await registerFacilityKey(ctx, { facilityCode: '86M00', facilityName: 'Bệnh viện mẫu', publicKey })
  })
}

const pinOf = (i: number, gender: 'male' | 'female'): string => `099${gender === 'male' ? 0 : 1}97${String(100_000 + i)}`

function source(families: number, communes: readonly string[]): ImportSource {
  return {
    list, name: list, statedOn: '2026-08-01', sourceCode: 'population-register',
    read: () => ({ chunks: chunksOf(families, communes), fingerprint: () => `${list}-${families}`, share: () => 1 }),
  }
}

function* chunksOf(families: number, communes: readonly string[]) {
  for (let from = 0; from < families; from += 1_000) {
    const rows: PersonSeed[] = []
    for (let i = from; i < Math.min(families, from + 1_000); i++) rows.push(...coupleOf(i, communes[i % communes.length]!))
    yield { firstLine: 2 + from * 2, rows }
  }
}

function coupleOf(i: number, commune: string): PersonSeed[] {
  const shared = { householdNo: `86.B${String(i).padStart(6, '0')}`, residenceArea: commune, residenceDetail: `Số ${i}, Ấp Thử`, residenceSince: '2024-03-01', birthDate: '1997-05-12', maritalStatus: 'married' as const, phone: '', email: '', nativePlaceArea: commune, nativePlaceText: '' }
  const word = i.toString(26).replace(/./g, (c) => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(c, 26)]!)
  return [
    personSeed({ ...shared, externalId: `f${i}`, pin: pinOf(i, 'male'), fullName: `Lê Văn T${word}`, gender: 'male', relationToHead: '01', spouseExternalId: `m${i}` }),
    personSeed({ ...shared, externalId: `m${i}`, pin: pinOf(i, 'female'), fullName: `Trần Thị T${word}`, gender: 'female', relationToHead: '02', spouseExternalId: `f${i}` }),
  ]
}
