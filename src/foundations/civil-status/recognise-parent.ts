import { earliest } from '../../kernel/partial-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { selectBirth } from './books.sql.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { checkPaper, filled, hasReached, knownPeople, paperOf, personContent, refuseUnlessLiving, requesterContent, type KnownPerson, type Paper, type Requester } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'Luật Hộ tịch 2014, đ.24–25'

export interface RecognitionFacts {
  readonly parentId: string
  readonly childId: string
  /** Code list parent-child-recognition-kinds: 1 father, 2 mother recognises the child; 3, 4 the child recognises father, mother. */
  readonly kind: string
  /** What proves the relation: test, or the agreement of the persons with witnesses. */
  readonly proof: Paper
  /** The persons concerned say that nobody disputes it. */
  readonly noDispute: boolean
  /** The other parent of a minor agrees. */
  readonly otherParentAgrees: boolean
  readonly requester?: Requester
}

/** The checks of a recognition and what it changes. */
export const recognitionAct: CivilAct<RecognitionFacts> = {
  permission: 'civil-status.register', definition: entryActs.parentRecognised,
  async plan(ctx, input): Promise<Plan> {
    refuseUnless(input.parentId !== input.childId, 'civil-status.same-person', { field: 'childId' })
    const [parent, child] = await knownPeople(ctx, [{ id: input.parentId, field: 'parentId', who: 'nhận con' }, { id: input.childId, field: 'childId', who: 'được nhận' }], basis) as [KnownPerson, KnownPerson]
    const kind = input.kind === '1' || input.kind === '3' ? 'father' : 'mother'
    const who = kind === 'father' ? 'cha' : 'mẹ'
    refuseUnless(parent.gender === (kind === 'father' ? 'male' : 'female'), 'civil-status.parent-gender', { field: 'parentId', vars: { who } })
    for (const [person, field] of [[parent, 'parentId'], [child, 'childId']] as const) refuseUnlessLiving(person, field)
    refuseUnless(!parent.birthDate || !child.birthDate || earliest(parent.birthDate) < earliest(child.birthDate), 'civil-status.parent-too-young', { field: 'parentId', vars: { who } })
    const known = await relatedTo(ctx.tx, child.personId, ['father', 'mother'])
    refuseUnless(!known.some((each) => each.personId === parent.personId), 'civil-status.is-parent', { field: 'parentId', vars: { name: parent.fullName } })
    refuseUnless(!known.some((each) => each.kind === kind), 'civil-status.has-parent', { field: 'childId', vars: { who } })
    refuseUnless(input.noDispute, 'civil-status.recognition-disputed', { field: 'noDispute' })
    const minor = !hasReached(child, civilRule('majority-age', ctx.today), ctx.today)
    refuseUnless(!minor || known.length === 0 || input.otherParentAgrees, 'civil-status.consent-needed', { field: 'otherParentAgrees', vars: { who: kind === 'father' ? 'người mẹ' : 'người cha' } })
    checkPaper(input.proof, 'proof', ctx.today)
    const from = child.birthDate ? earliest(child.birthDate) : ctx.today
    return {
      kind: 'recognition', subjectId: child.personId, occurredOn: ctx.today, about: `${parent.fullName} – ${child.fullName}`, registrationKind: '1', refersTo: (await selectBirth(ctx.tx, { personId: child.personId }))?.recordId ?? null,
      basis: { article: basis, documents: [paperOf('proof', input.proof)] }, people: [{ part: 'parent', personId: parent.personId }, { part: 'child', personId: child.personId }],
      content: { ...await personContent(ctx, 'cm', parent, basis), ...await personContent(ctx, 'nc', child, basis), ...await requesterContent(ctx, input.requester, basis), ...filled({ loaiXacNhan: input.kind, nycQHNguoiDuocNhan: input.requester?.relation }) },
      effects: {
        ...noEffects,
        // A parent only named in a paper gives way to the one who is known.
        unrelate: [{ personId: child.personId, kind, otherId: null, on: from, how: 'undo' }],
        relate: [{ personId: child.personId, kind, otherId: parent.personId, otherName: null, from }, { personId: parent.personId, kind: 'child', otherId: child.personId, otherName: null, from }],
      },
    }
  },
}

/**
 * Luật Hộ tịch 2014 đ.24–25: registers that somebody is father or mother of a child. The relation stands in both directions from
 * the child's birth; what the birth entry said stays, with this entry referring to it. Refuses a child that has that parent already
 * (a court decides then), a dispute, a parent younger than the child, a minor without the other parent's consent. For the chair.
 */
export async function recogniseParent(ctx: Ctx, input: RecognitionFacts & Registering): Promise<Registered> {
  return register(ctx, recognitionAct, input)
}
