import { newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { codeEntry, fullAreaName } from '../areas/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { selectMarriagesOf } from './entries.sql.ts'
import { closeKin } from './kinship.ts'
import { statusChangedAfter } from './marital-history.ts'
import { checkPaper, filled, hasReached, knownPeople, paperOf, personContent, refuseUnlessLiving, type KnownPerson, type Paper } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'Luật Hộ tịch 2014, đ.17–18; Luật Hôn nhân và gia đình 2014, đ.8–9'

/** A husband or wife who is no citizen: known by the passport only. */
export interface Foreigner {
  readonly fullName: string
  readonly birthDate: PlainDate
  /** ISO 3166 alpha-3, not VNM. */
  readonly nationality: string
  readonly passportNumber: string
  readonly residence?: string | null
}

export interface MarriageFacts {
  /** Null for the one of the two who is no citizen. */
  readonly husbandId: string | null
  readonly wifeId: string | null
  readonly foreigner?: Foreigner | null
  /** Both stand before the officer, agree and sign the book (Luật Hộ tịch 2014 đ.18 k.2). */
  readonly bothPresent: boolean
  /** Confirmation of marital status where the register does not know it. */
  readonly statusProof?: Paper | null
  /** Registered before and lost: registered again (NĐ 123/2015 đ.24); the day of then counts. */
  readonly again?: { readonly since: PlainDate } | null
  /** Celebrated abroad: noted in the book, not concluded here (Luật Hộ tịch 2014 đ.48–50). */
  readonly foreign?: { readonly number: string; readonly date: PlainDate; readonly authority: string; readonly country: string } | null
  readonly note?: string | null
}

/** The checks of a marriage and what it changes. */
export const marriageAct: CivilAct<MarriageFacts> = {
  permission: 'civil-status.register', definition: entryActs.marriageRegistered,
  async plan(ctx, input): Promise<Plan> {
    const { husbandId, wifeId, foreigner = null } = input
    refuseUnless(husbandId === null || husbandId !== wifeId, 'civil-status.same-person', { field: 'wifeId' })
    refuseUnless((husbandId === null) !== (wifeId === null) || foreigner === null, 'civil-status.foreigner-beside', { field: 'foreigner' })
    refuseUnless(husbandId !== null || (wifeId !== null && foreigner), 'civil-status.field-needed', { field: 'husbandId', vars: { what: 'số định danh bên nam, hoặc thông tin người nước ngoài' } })
    refuseUnless(wifeId !== null || foreigner, 'civil-status.field-needed', { field: 'wifeId', vars: { what: 'số định danh bên nữ, hoặc thông tin người nước ngoài' } })
    const asked = [{ id: husbandId, field: 'husbandId' as const, who: 'chồng' }, { id: wifeId, field: 'wifeId' as const, who: 'vợ' }]
    const found = await knownPeople(ctx, asked.flatMap(({ id, field, who }) => (id ? [{ id, field, who }] : [])), basis)
    const [husband, wife] = [husbandId === null ? null : found[0]!, wifeId === null ? null : found.at(-1)!]
    const since = input.foreign?.date ?? input.again?.since ?? ctx.today
    refuseUnless(since <= ctx.today, 'civil-status.day-in-future', { field: 'since' })
    refuseUnless(!husband || husband.gender === 'male', 'civil-status.spouse-gender', { field: 'husbandId', vars: { name: husband?.fullName ?? '' } })
    refuseUnless(!wife || wife.gender === 'female', 'civil-status.spouse-gender', { field: 'wifeId', vars: { name: wife?.fullName ?? '' } })
    if (foreigner) refuseUnlessMayMarry(foreigner, husband ? 'female' : 'male', since, input.statusProof ?? null)
    for (const [person, field] of [[husband, 'husbandId'], [wife, 'wifeId']] as const) {
      if (!person) continue
      refuseUnlessLiving(person, field)
      const age = civilRule(person.gender === 'male' ? 'marriage-age-male' : 'marriage-age-female', since)
      refuseUnless(hasReached(person, age, since), 'civil-status.too-young-to-marry', { field, vars: { name: person.fullName, age } })
      // Beside a foreigner the proof is the foreigner's: of the citizen the register itself must say it.
      await refuseUnlessFree(ctx, person, field, foreigner ? null : input.statusProof ?? null)
      // A marriage of then that would still hold cannot stand beside a marriage or its end that came after.
      const changed = since < ctx.today ? await statusChangedAfter(ctx, person.personId, since) : undefined
      refuseUnless(!changed, 'civil-status.status-changed-since', { field: 'since', vars: { name: person.fullName, date: changed ? formatDateVi(changed) : '' } })
      // An adult who has a guardian was declared to have lost the capacity for civil acts (BLDS 2015 đ.22, đ.47).
      refuseUnless((await relatedTo(ctx.tx, person.personId, ['guardian'])).length === 0, 'civil-status.no-capacity', { field, vars: { name: person.fullName } })
    }
    const kin = husband && wife ? await closeKin(ctx, husband.personId, wife.personId, civilRule('marriage-kinship-generations', since)) : undefined
    refuseUnless(!kin, 'civil-status.close-kin', { field: 'wifeId', vars: { how: kin ?? '' } })
    refuseUnless(input.bothPresent || input.foreign, 'civil-status.both-present', { field: 'bothPresent' })
    if (input.statusProof) checkPaper(input.statusProof, 'statusProof', ctx.today)
    const marriageId = newId()
    const marry = (personId: string) => ({ personId, mode: 'change' as const, from: since, set: { maritalStatus: 'married' } })
    const names = [husband?.fullName ?? foreigner!.fullName, wife?.fullName ?? foreigner!.fullName] as const
    const tie = (of: KnownPerson | null, to: KnownPerson | null) => (of ? [{ personId: of.personId, kind: 'spouse', otherId: to?.personId ?? null, otherName: to ? null : foreigner!.fullName, from: since }] : [])
    return {
      kind: 'marriage', entryId: marriageId, subjectId: (husband ?? wife)!.personId, occurredOn: since, about: names.join(' – '), registrationKind: input.again ? '2' : '1',
      basis: { article: input.foreign ? 'Luật Hộ tịch 2014, đ.48–50' : basis, documents: input.statusProof ? [paperOf('marital-status', input.statusProof)] : [] },
      people: [...(husband ? [{ part: 'husband', personId: husband.personId }] : []), ...(wife ? [{ part: 'wife', personId: wife.personId }] : [])],
      // Luật Hộ tịch 2014 đ.38 k.1 (likely): both bring a confirmation of a health facility.
      ...(foreigner ? { remarks: ['Kết hôn có yếu tố nước ngoài: xem giấy xác nhận của cơ sở y tế và hộ chiếu của hai bên (Luật Hộ tịch đ.38).'] } : {}),
      content: {
        ...husband ? await personContent(ctx, 'chong', husband, basis) : foreignContent('chong', foreigner!), ...wife ? await personContent(ctx, 'vo', wife, basis) : foreignContent('vo', foreigner!),
        ...filled({
          ngayXacLapQuanHeHonNhan: since, ghiChu: input.note, soDangKyNuocNgoai: input.foreign?.number, ngayDangKyNuocNgoai: input.foreign?.date, cqNuocNgoaiDaDangKy: input.foreign?.authority, qgNuocNgoaiDaDangKy: input.foreign?.country,
        }),
      },
      effects: {
        ...noEffects, facts: [husband, wife].flatMap((each) => (each ? [marry(each.personId)] : [])),
        relate: [...tie(husband, wife), ...tie(wife, husband)],
        marries: {
          marriage_id: marriageId, husband_id: husband?.personId ?? null, wife_id: wife?.personId ?? null, registered_area: input.area, place: fullAreaName(input.area, ctx.today), registered_on: ctx.today, registration_kind: input.again ? '2' : '1',
          husband_name: names[0], husband_birth_date: (husband ?? foreigner!).birthDate, wife_name: names[1], wife_birth_date: (wife ?? foreigner!).birthDate, note: input.note ?? null, valid_from: since,
        },
      },
    }
  },
}

/**
 * Luật Hộ tịch 2014 đ.17–18: registers a marriage; both become spouses in the register with the entry. Refuses who is too
 * young, married, married or parted since the day of a marriage registered again, dead, close kin, under guardianship, of unknown marital status without proof, or not both present. One of the two
 * may be no citizen (đ.37–38), with a passport and the proof of marital status of the own country. For the chair.
 */
export async function registerMarriage(ctx: Ctx, input: MarriageFacts & Registering): Promise<Registered> {
  return register(ctx, marriageAct, input)
}

function refuseUnlessMayMarry(person: Foreigner, gender: 'male' | 'female', since: PlainDate, proof: Paper | null): void {
  for (const [name, what] of [['fullName', 'họ tên người nước ngoài'], ['passportNumber', 'số hộ chiếu'], ['nationality', 'quốc tịch']] as const) refuseUnless(person[name].trim() !== '', 'civil-status.field-needed', { field: `foreigner.${name}`, vars: { what } })
  refuseUnless(codeEntry('nationalities', person.nationality, since) && person.nationality !== 'VNM', 'civil-status.foreigner-nationality', { field: 'foreigner.nationality' })
  const age = civilRule(gender === 'male' ? 'marriage-age-male' : 'marriage-age-female', since)
  refuseUnless(hasReached(person, age, since), 'civil-status.too-young-to-marry', { field: 'foreigner.birthDate', vars: { name: person.fullName, age } })
  refuseUnless(proof, 'civil-status.marital-status-unknown', { field: 'statusProof', vars: { name: person.fullName } })
}

/** The columns of the layout about somebody known by a passport; '2' of the list of papers. */
function foreignContent(prefix: string, person: Foreigner): Record<string, string> {
  const all = { HoTen: person.fullName, NgaySinh: person.birthDate, QuocTich: person.nationality, LoaiGiayToTuyThan: '2', SoGiayToTuyThan: person.passportNumber, NoiCuTru: person.residence ?? '' }
  return filled(Object.fromEntries(Object.entries(all).map(([name, value]) => [`${prefix}${name}`, value])))
}

async function refuseUnlessFree(ctx: Ctx, person: KnownPerson, field: string, proof: Paper | null): Promise<void> {
  const open = (await selectMarriagesOf(ctx.tx, person.personId)).some((each) => each.to === null)
  const spouse = (await relatedTo(ctx.tx, person.personId, ['spouse'])).length > 0
  refuseUnless(!open && !spouse && person.maritalStatus !== 'married', 'civil-status.is-married', { field, vars: { name: person.fullName } })
  refuseUnless(person.maritalStatus !== null || proof, 'civil-status.marital-status-unknown', { field, vars: { name: person.fullName } })
}
