import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { selectBirth } from './books.sql.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { filled, hasReached, knownPeople, personContent, refuseUnlessLiving, yearsOf, type KnownPerson } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'Luật Nuôi con nuôi 2010, đ.8, đ.14, đ.21–22, đ.24; Luật Hộ tịch 2014'

export interface AdoptionFacts {
  readonly childId: string
  /** One of the two may be null: a single person, or a step-parent. */
  readonly fatherId: string | null
  readonly motherId: string | null
  /** Husband or wife of a birth parent, who stays a parent. */
  readonly stepParent?: boolean
  /** Aunt or uncle by blood. */
  readonly relative?: boolean
  readonly birthParentsAgree: boolean
  readonly childAgrees: boolean
  /** Who hands the child over. */
  readonly handedOverBy?: string | null
}

/** The checks of an adoption and what it changes. */
export const adoptionAct: CivilAct<AdoptionFacts> = {
  permission: 'civil-status.register', definition: entryActs.childAdopted,
  async plan(ctx, input): Promise<Plan> {
    const adopters = [['father', input.fatherId, 'fatherId', 'cha nuôi', 'male'], ['mother', input.motherId, 'motherId', 'mẹ nuôi', 'female']] as const
    const given = adopters.filter((each) => each[1] !== null)
    refuseUnless(given.length > 0, 'civil-status.field-needed', { field: 'fatherId', vars: { what: 'người nhận con nuôi' } })
    const people = await knownPeople(ctx, [{ id: input.childId, field: 'childId', who: 'được nhận làm con nuôi' }, ...given.map(([, id, field, who]) => ({ id: id!, field, who }))], basis)
    const child = people[0]!
    const parents = given.map(([kind, , field, who, gender], index) => ({ kind, field, who, gender, person: people[index + 1]! }))
    refuseUnlessLiving(child, 'childId')
    await checkChild(ctx, input, child)
    for (const { person, field, who, gender } of parents) {
      refuseUnless(person.personId !== child.personId, 'civil-status.same-person', { field })
      refuseUnlessLiving(person, field)
      refuseUnless(person.gender === gender, 'civil-status.parent-gender', { field, vars: { who } })
      await checkAdopter(ctx, input, person, child, field)
    }
    await checkCouple(ctx, input, parents.map((each) => each.person))
    const birthParents = await relatedTo(ctx.tx, child.personId, ['father', 'mother'])
    const ending = input.stepParent ? birthParents.filter((each) => parents.some((parent) => parent.kind === each.kind)) : birthParents
    return {
      kind: 'adoption', subjectId: child.personId, occurredOn: ctx.today, about: [...parents.map((each) => each.person.fullName), child.fullName].join(' – '), registrationKind: '1', refersTo: (await selectBirth(ctx.tx, { personId: child.personId }))?.recordId ?? null,
      basis: { article: basis }, people: [{ part: 'child', personId: child.personId }, ...parents.map(({ kind, person }) => ({ part: kind === 'father' ? 'adoptiveFather' : 'adoptiveMother', personId: person.personId }))],
      content: Object.assign({}, await personContent(ctx, 'cn', child, basis), ...await inTurn(parents, ({ kind, person }) => personContent(ctx, kind === 'father' ? 'cnCha' : 'cnMe', person, basis)), filled({ nguoiGiao: input.handedOverBy })),
      effects: {
        ...noEffects,
        unrelate: [
          ...ending.flatMap(({ kind, personId }) => [{ personId: child.personId, kind, otherId: personId, on: ctx.today, how: 'end' as const }, { personId, kind: 'child', otherId: child.personId, on: ctx.today, how: 'end' as const }]),
          ...parents.map(({ kind }) => ({ personId: child.personId, kind, otherId: null, on: ctx.today, how: 'end' as const })),
        ],
        relate: parents.flatMap(({ kind, person }) => [{ personId: child.personId, kind, otherId: person.personId, otherName: null, from: ctx.today }, { personId: person.personId, kind: 'child', otherId: child.personId, otherName: null, from: ctx.today }]),
      },
    }
  },
}

/**
 * Luật Nuôi con nuôi 2010 đ.22: registers an adoption at home. Adoptive parents become parents from today, birth parents stop being
 * shown as such (but for the one a step-parent is married to); what was stays in the history and in the birth entry. Refuses a child
 * too old, an adopter too young, under guardianship or married without the other, missing consents. For the chair.
 */
export async function adoptChild(ctx: Ctx, input: AdoptionFacts & Registering): Promise<Registered> {
  return register(ctx, adoptionAct, input)
}

async function checkChild(ctx: Ctx, input: AdoptionFacts, child: KnownPerson): Promise<void> {
  const limit = civilRule(input.stepParent || input.relative ? 'adoption-relative-age-below' : 'adoption-age-below', ctx.today)
  refuseUnless(child.birthDate && !hasReached(child, limit, ctx.today), 'civil-status.too-old-to-adopt', { field: 'childId', vars: { age: limit } })
  const consentFrom = civilRule('adoption-consent-from-age', ctx.today)
  refuseUnless((yearsOf(child, ctx.today) ?? 0) < consentFrom || input.childAgrees, 'civil-status.child-consent-needed', { field: 'childAgrees', vars: { age: consentFrom } })
  const parents = await relatedTo(ctx.tx, child.personId, ['father', 'mother'])
  refuseUnless(parents.length === 0 || input.birthParentsAgree, 'civil-status.consent-needed', { field: 'birthParentsAgree', vars: { who: 'cha, mẹ đẻ' } })
}

async function checkAdopter(ctx: Ctx, input: AdoptionFacts, person: KnownPerson, child: KnownPerson, field: string): Promise<void> {
  refuseUnless(hasReached(person, civilRule('majority-age', ctx.today), ctx.today), 'civil-status.not-of-age', { field, vars: { name: person.fullName } })
  refuseUnless((await relatedTo(ctx.tx, person.personId, ['guardian'])).length === 0, 'civil-status.no-capacity', { field, vars: { name: person.fullName } })
  if (input.stepParent || input.relative) return
  const older = civilRule('adopter-older-years', ctx.today)
  refuseUnless(person.birthDate && child.birthDate && ageOn(earliest(person.birthDate), earliest(child.birthDate)) >= older, 'civil-status.adopter-too-young', { field, vars: { name: person.fullName, age: older } })
}

/** Luật Nuôi con nuôi 2010 đ.8 k.3: one single person, or husband and wife together. */
async function checkCouple(ctx: Ctx, input: AdoptionFacts, people: readonly KnownPerson[]): Promise<void> {
  const spousesOf = async (person: KnownPerson): Promise<string[]> => (await relatedTo(ctx.tx, person.personId, ['spouse'])).map((each) => each.personId)
  if (people.length === 2) {
    refuseUnless((await spousesOf(people[0]!)).includes(people[1]!.personId), 'civil-status.adopters-not-married', { field: 'motherId' })
    return
  }
  const parents = (await relatedTo(ctx.tx, input.childId, ['father', 'mother'])).map((each) => each.personId)
  const others = await spousesOf(people[0]!)
  if (input.stepParent) refuseUnless(others.some((each) => parents.includes(each)), 'civil-status.not-step-parent', { field: 'stepParent', vars: { name: people[0]!.fullName } })
  else refuseUnless(others.length === 0, 'civil-status.adopts-alone', { field: 'fatherId', vars: { name: people[0]!.fullName } })
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const item of items) done.push(await work(item))
  return done
}
