import { fullAreaName } from '../areas/index.ts'
import { contactOf, findUsableAccount, type Account } from '../eid/index.ts'
import { readPeople, type PersonData, type PersonField } from '../population/index.ts'
import { formatPartialVi, isPartialDate, latest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import { dayInVietnam, type Ctx, type Instant } from '../../platform/index.ts'
import { actingHolder, signedInAs } from './acting.ts'
import { factOf, type Fact } from './facts.ts'
import { sandboxPersonOf, type SandboxPerson } from './sandbox-people.ts'

/** One fact: what the person sees on the consent screen, and what the relying party is told. */
export interface FactValue {
  readonly fact: Fact
  /** Null: the state does not know it. */
  readonly shown: { readonly vi: string; readonly en: string } | null
  readonly claims: Readonly<Record<string, unknown>>
}

interface Known {
  readonly person: Partial<Pick<PersonData, 'fullName' | 'birthDate' | 'gender' | 'pin' | 'area'>>
  readonly communeName: string | null
  readonly phone: string | null
  readonly email: string | null
  /** Null: the person has no e-ID; somebody acts for them. */
  readonly level: 1 | 2 | null
  readonly verifiedAt: Instant | null
}

/**
 * These facts of the holder of an account, or of the person that holder acts for, as the registers have them now; logs the reading with the actor and purpose of `ctx`.
 * The caller has found that the reader may: the holder, or a relying party by a consent that stands. Nothing for an account that may not be used.
 */
export async function readFactValues(ctx: Ctx, accountId: string, wanted: readonly Fact[]): Promise<FactValue[] | undefined> {
  const known = accountId.startsWith('sandbox:') ? knownOfSandbox(sandboxPersonOf(accountId)) : await knownOf(ctx, accountId, wanted)
  return known && wanted.map((fact) => valueOf(fact, known, wanted, ctx.now))
}

async function knownOf(ctx: Ctx, accountId: string, wanted: readonly Fact[]): Promise<Known | undefined> {
  const of = await whose(ctx, accountId)
  if (!of) return undefined
  const { personId, account } = of
  const person = await personOf(ctx, personId, wanted)
  const ofAccount = wanted.map((fact) => factOf(fact).ofAccount).filter((field) => field !== undefined)
  if (account && ofAccount.length > 0) ctx.logRead({ kind: 'open', register: 'eid', subjects: [personId], fields: ofAccount })
  const verifiedAt = account && wanted.includes('assurance') ? ((await contactOf(ctx.tx, personId))?.activatedAt ?? null) : null
  return { person, communeName: person.area ? (fullAreaName(person.area, ctx.today) ?? null) : null, phone: account?.phone ?? null, email: account?.email ?? null, level: account?.level ?? null, verifiedAt }
}

/** The person whose facts these are, and their own e-ID where they have one: never that of who acts for them. */
async function whose(ctx: Ctx, id: string): Promise<{ personId: string; account: Account | undefined } | undefined> {
  const { accountId, actingFor } = signedInAs(id)
  if (actingFor === null) {
    const account = await findUsableAccount(ctx.tx, accountId, ctx.today)
    return account && { personId: account.personId, account }
  }
  const acting = await actingHolder(ctx.tx, accountId, actingFor, ctx.today)
  return typeof acting === 'object' ? { personId: acting.subjectId, account: acting.ofSubject } : undefined
}

async function personOf(ctx: Ctx, personId: string, wanted: readonly Fact[]): Promise<Known['person']> {
  const fields = [...new Set(wanted.filter((fact) => factOf(fact).ofAccount === undefined).flatMap((fact) => factOf(fact).reads))] as PersonField[]
  if (fields.length === 0) return {}
  const found = await readPeople(ctx, [personId], fields, { lawfulBy: 'Luật 91/2025/QH15: đồng ý của chủ thể dữ liệu' })
  return (found.get(personId) ?? {}) as Known['person']
}

/** The same of somebody of the sandbox, for previews. */
export function sandboxFactValues(person: SandboxPerson, wanted: readonly Fact[], now: Instant): FactValue[] {
  const known = knownOfSandbox(person)
  return known ? wanted.map((fact) => valueOf(fact, known, wanted, now)) : []
}

function knownOfSandbox(person: SandboxPerson | undefined): Known | undefined {
  if (!person || person.state !== 'active') return undefined
  return {
    person: { fullName: person.name, birthDate: person.birthdate, gender: person.gender, pin: person.number, area: person.commune } as Known['person'],
    communeName: person.communeName, phone: person.phone, email: person.email, level: person.level, verifiedAt: '2026-01-05T02:00:00.000Z',
  }
}

function valueOf(fact: Fact, known: Known, wanted: readonly Fact[], now: Instant): FactValue {
  const { person } = known
  const text = (value: string | null | undefined, claims: (value: string) => Record<string, unknown>, shown = value): FactValue =>
    value ? { fact, shown: { vi: shown ?? value, en: shown ?? value }, claims: claims(value) } : { fact, shown: null, claims: {} }
  switch (fact) {
    case 'name': return text(person.fullName, (name) => ({ name }))
    // Partial dates: OpenID Connect Core §5.1 takes a year alone; a month without a day is said as the year.
    case 'birthdate': return text(person.birthDate, (date) => ({ birthdate: date.length === 10 ? date : date.slice(0, 4) }), person.birthDate && formatPartialVi(person.birthDate))
    case 'over_18': return overEighteen(person.birthDate, now)
    case 'gender': return person.gender === 'male' || person.gender === 'female'
      ? { fact, shown: person.gender === 'male' ? { vi: 'Nam', en: 'Male' } : { vi: 'Nữ', en: 'Female' }, claims: { gender: person.gender } } : { fact, shown: null, claims: {} }
    case 'residence': return text(person.area, (commune) => ({ residence: { commune, name: known.communeName } }), known.communeName ?? person.area ?? null)
    case 'phone': return text(known.phone, (phone_number) => ({ phone_number, phone_number_verified: true }))
    case 'email': return text(known.email, (email) => ({ email, email_verified: true }))
    case 'personal_number': return text(person.pin, (personal_number) => ({ personal_number }))
    case 'assurance': return assurance(known, wanted, now)
  }
}

/** Surely of age: where only the year is known, the latest day it could be. */
function overEighteen(birthDate: string | null | undefined, now: Instant): FactValue {
  if (!birthDate || !isPartialDate(birthDate)) return { fact: 'over_18', shown: null, claims: {} }
  const over = ageOn(latest(birthDate), dayInVietnam(now)) >= 18
  return { fact: 'over_18', shown: over ? { vi: 'Đã đủ 18 tuổi', en: 'Yes, 18 or older' } : { vi: 'Chưa đủ 18 tuổi', en: 'Not yet 18' }, claims: { over_18: over } }
}

/** OpenID Connect for Identity Assurance: the level of the e-ID (NĐ 69/2024 art. 7), and against what the claims of this answer were held. */
function assurance(known: Known, wanted: readonly Fact[], now: Instant): FactValue {
  if (known.level === null) return { fact: 'assurance', shown: null, claims: {} }
  const claims = Object.assign({}, ...wanted.filter((fact) => fact !== 'assurance' && factOf(fact).ofAccount === undefined).map((fact) => valueOf(fact, known, [], now).claims)) as Record<string, unknown>
  const verification = {
    trust_framework: 'vn_dinh_danh_dien_tu', assurance_level: `muc_${known.level}`, ...(known.verifiedAt === null ? {} : { time: known.verifiedAt }),
    evidence: [{ type: 'electronic_record', record: { type: 'population_register', source: { name: 'Cơ sở dữ liệu quốc gia về dân cư', country_code: 'VNM' } } }],
  }
  return {
    fact: 'assurance', shown: { vi: `Tài khoản định danh mức ${known.level}, theo Cơ sở dữ liệu quốc gia về dân cư`, en: `e-ID of level ${known.level}, held against the population register` },
    claims: { verified_claims: { verification, claims } },
  }
}
