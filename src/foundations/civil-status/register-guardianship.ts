import type { Ctx } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { checkPaper, filled, hasReached, knownPeople, paperOf, personContent, refuseUnlessLiving, type KnownPerson, type Paper } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'BLDS 2015, đ.46–54; Luật Hộ tịch 2014, đ.19–21'

export interface GuardianshipFacts {
  readonly guardianId: string
  readonly wardId: string
  readonly reason: string
  /** The court's or the committee's decision; for an adult ward it is needed (BLDS 2015 đ.22–24). */
  readonly decision?: Paper | null
  readonly guardianAgrees: boolean
  /** Grandparents together (BLDS 2015 đ.47 k.2). */
  readonly together?: boolean
}

/** The checks of a guardianship and what it changes. */
export const guardianshipAct: CivilAct<GuardianshipFacts> = {
  permission: 'civil-status.register', definition: entryActs.guardianshipRegistered,
  async plan(ctx, input): Promise<Plan> {
    refuseUnless(input.guardianId !== input.wardId, 'civil-status.same-person', { field: 'wardId' })
    const [guardian, ward] = await knownPeople(ctx, [{ id: input.guardianId, field: 'guardianId', who: 'giám hộ' }, { id: input.wardId, field: 'wardId', who: 'được giám hộ' }], basis) as [KnownPerson, KnownPerson]
    for (const [person, field] of [[guardian, 'guardianId'], [ward, 'wardId']] as const) refuseUnlessLiving(person, field)
    const majority = civilRule('majority-age', ctx.today)
    refuseUnless(hasReached(guardian, majority, ctx.today), 'civil-status.not-of-age', { field: 'guardianId', vars: { name: guardian.fullName } })
    refuseUnless((await relatedTo(ctx.tx, guardian.personId, ['guardian'])).length === 0, 'civil-status.no-capacity', { field: 'guardianId', vars: { name: guardian.fullName } })
    const guardians = await relatedTo(ctx.tx, ward.personId, ['guardian'])
    refuseUnless(!guardians.some((each) => each.personId === guardian.personId) && (guardians.length === 0 || (input.together && guardians.length === 1)), 'civil-status.has-guardian', { field: 'wardId', vars: { name: ward.fullName } })
    const minor = !hasReached(ward, majority, ctx.today)
    refuseUnless(minor || input.decision, 'civil-status.adult-ward', { field: 'decision', vars: { name: ward.fullName } })
    if (input.decision) checkPaper(input.decision, 'decision', ctx.today)
    refuseUnless(input.guardianAgrees, 'civil-status.consent-needed', { field: 'guardianAgrees', vars: { who: 'người giám hộ' } })
    refuseUnless(input.reason.trim() !== '', 'civil-status.field-needed', { field: 'reason', vars: { what: 'lý do cần giám hộ' } })
    const parents = minor ? await relatedTo(ctx.tx, ward.personId, ['father', 'mother']) : []
    return {
      kind: 'guardianship', subjectId: ward.personId, occurredOn: ctx.today, about: `${guardian.fullName} – ${ward.fullName}`, registrationKind: '1', basis: { article: basis, documents: input.decision ? [paperOf('decision', input.decision)] : [] },
      people: [{ part: 'guardian', personId: guardian.personId }, { part: 'ward', personId: ward.personId }],
      content: {
        ...await personContent(ctx, 'ngh', guardian, basis), ...await personContent(ctx, 'dgh', ward, basis),
        ...filled({ lyDo: input.reason, quyetDinhSo: input.decision?.number, ngayQuyetDinh: input.decision?.date, coQuanQuyetDinh: input.decision?.issuer }),
      },
      effects: {
        ...noEffects,
        relate: [{ personId: ward.personId, kind: 'guardian', otherId: guardian.personId, otherName: null, from: ctx.today }, { personId: guardian.personId, kind: 'ward', otherId: ward.personId, otherName: null, from: ctx.today }],
      },
      remarks: parents.length > 0 ? ['Người được giám hộ còn cha hoặc mẹ trong dữ liệu dân cư: chỉ giám hộ khi cha mẹ đều không còn quyền hoặc không có khả năng (BLDS 2015, đ.47).'] : [],
    }
  },
}

/** BLDS 2015 đ.46–54, Luật Hộ tịch 2014 đ.19–21: registers a guardianship, in both directions. Refuses a guardian not of age or under guardianship, a second guardian, an adult ward without a decision. For the chair. */
export async function registerGuardianship(ctx: Ctx, input: GuardianshipFacts & Registering): Promise<Registered> {
  return register(ctx, guardianshipAct, input)
}
