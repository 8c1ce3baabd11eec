import { newId } from '../../kernel/ids.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { fullAreaName } from '../areas/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { selectMarriagesOf } from './entries.sql.ts'
import { closeKin } from './kinship.ts'
import { checkPaper, filled, hasReached, knownPeople, paperOf, personContent, refuseUnlessLiving, type KnownPerson, type Paper } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'Luật Hộ tịch 2014, đ.17–18; Luật Hôn nhân và gia đình 2014, đ.8–9'

export interface MarriageFacts {
  readonly husbandId: string
  readonly wifeId: string
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
    refuseUnless(input.husbandId !== input.wifeId, 'civil-status.same-person', { field: 'wifeId' })
    const [husband, wife] = await knownPeople(ctx, [{ id: input.husbandId, field: 'husbandId', who: 'chồng' }, { id: input.wifeId, field: 'wifeId', who: 'vợ' }], basis) as [KnownPerson, KnownPerson]
    const since = input.foreign?.date ?? input.again?.since ?? ctx.today
    refuseUnless(since <= ctx.today, 'civil-status.day-in-future', { field: 'since' })
    refuseUnless(husband.gender === 'male', 'civil-status.spouse-gender', { field: 'husbandId', vars: { name: husband.fullName } })
    refuseUnless(wife.gender === 'female', 'civil-status.spouse-gender', { field: 'wifeId', vars: { name: wife.fullName } })
    for (const [person, field] of [[husband, 'husbandId'], [wife, 'wifeId']] as const) {
      refuseUnlessLiving(person, field)
      const age = civilRule(person.gender === 'male' ? 'marriage-age-male' : 'marriage-age-female', since)
      refuseUnless(hasReached(person, age, since), 'civil-status.too-young-to-marry', { field, vars: { name: person.fullName, age } })
      await refuseUnlessFree(ctx, person, field, input.statusProof ?? null)
      // An adult who has a guardian was declared to have lost the capacity for civil acts (BLDS 2015 đ.22, đ.47).
      refuseUnless((await relatedTo(ctx.tx, person.personId, ['guardian'])).length === 0, 'civil-status.no-capacity', { field, vars: { name: person.fullName } })
    }
    const kin = await closeKin(ctx, husband.personId, wife.personId, civilRule('marriage-kinship-generations', since))
    refuseUnless(!kin, 'civil-status.close-kin', { field: 'wifeId', vars: { how: kin ?? '' } })
    refuseUnless(input.bothPresent || input.foreign, 'civil-status.both-present', { field: 'bothPresent' })
    if (input.statusProof) checkPaper(input.statusProof, 'statusProof', ctx.today)
    const marriageId = newId()
    const marry = (personId: string) => ({ personId, mode: 'change' as const, from: since, set: { maritalStatus: 'married' } })
    return {
      kind: 'marriage', entryId: marriageId, subjectId: husband.personId, occurredOn: since, about: `${husband.fullName} – ${wife.fullName}`, registrationKind: input.again ? '2' : '1',
      basis: { article: input.foreign ? 'Luật Hộ tịch 2014, đ.48–50' : basis, documents: input.statusProof ? [paperOf('marital-status', input.statusProof)] : [] },
      people: [{ part: 'husband', personId: husband.personId }, { part: 'wife', personId: wife.personId }],
      content: {
        ...await personContent(ctx, 'chong', husband, basis), ...await personContent(ctx, 'vo', wife, basis),
        ...filled({
          ngayXacLapQuanHeHonNhan: since, ghiChu: input.note, soDangKyNuocNgoai: input.foreign?.number, ngayDangKyNuocNgoai: input.foreign?.date, cqNuocNgoaiDaDangKy: input.foreign?.authority, qgNuocNgoaiDaDangKy: input.foreign?.country,
        }),
      },
      effects: {
        ...noEffects, facts: [marry(husband.personId), marry(wife.personId)],
        relate: [
          { personId: husband.personId, kind: 'spouse', otherId: wife.personId, otherName: null, from: since }, { personId: wife.personId, kind: 'spouse', otherId: husband.personId, otherName: null, from: since },
        ],
        marries: {
          marriage_id: marriageId, husband_id: husband.personId, wife_id: wife.personId, registered_area: input.area, place: fullAreaName(input.area, ctx.today), registered_on: ctx.today, registration_kind: input.again ? '2' : '1',
          husband_name: husband.fullName, husband_birth_date: husband.birthDate, wife_name: wife.fullName, wife_birth_date: wife.birthDate, note: input.note ?? null, valid_from: since,
        },
      },
    }
  },
}

/**
 * Luật Hộ tịch 2014 đ.17–18: registers a marriage; both become spouses in the register with the entry. Refuses who is too
 * young, married, dead, close kin, under guardianship, of unknown marital status without proof, or not both present. For the chair.
 */
export async function registerMarriage(ctx: Ctx, input: MarriageFacts & Registering): Promise<Registered> {
  return register(ctx, marriageAct, input)
}

async function refuseUnlessFree(ctx: Ctx, person: KnownPerson, field: string, proof: Paper | null): Promise<void> {
  const open = (await selectMarriagesOf(ctx.tx, person.personId)).some((each) => each.to === null)
  const spouse = (await relatedTo(ctx.tx, person.personId, ['spouse'])).length > 0
  refuseUnless(!open && !spouse && person.maritalStatus !== 'married', 'civil-status.is-married', { field, vars: { name: person.fullName } })
  refuseUnless(person.maritalStatus !== null || proof, 'civil-status.marital-status-unknown', { field, vars: { name: person.fullName } })
}
