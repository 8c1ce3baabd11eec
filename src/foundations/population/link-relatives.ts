import { addYears, ageOn } from '../../kernel/plain-date.ts'
import { earliest, latest } from '../../kernel/partial-date.ts'
import { allow, isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import { recordAct, type Basis } from '../acts/index.ts'
import { inverseOf } from './new-person.ts'
import { isDead } from './life-status.ts'
import type { LifeStatus, RelationKind, Standing } from './person.ts'
import { selectKin, selectTieSources, selectTies, selectWardsOfAge, type KinPerson } from './relations.sql.ts'
import { relationCorrected, relationEnded, relationLinked, type Tie } from './relation-acts.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** The other side of a relation: somebody of the register, or only a name on a paper. */
export type OtherSide = { readonly personId: string } | { readonly fullName: string; readonly pin?: string; readonly oldNumber?: string }

interface Recording {
  readonly basis: Basis
  readonly commandId: string
}

export interface LinkRelatives extends Recording {
  readonly personId: string
  /** What the other is to the person: father, child, guardian … */
  readonly kind: RelationKind
  readonly other: OtherSide
  /** Blood relations hold from the birth of the younger; others from this day, today where nothing is said. */
  readonly from?: PlainDate
  readonly standing?: Standing
  /** Source code, see sources.ts. */
  readonly source: string
}

const ofBlood: readonly RelationKind[] = ['father', 'mother', 'child']
const ageOfMajority = 18

/**
 * Luật Căn cước đ.9 k.15: records a relation in both directions. Refuses what cannot be: a parent not older than the child, a child who is
 * a parent, a second husband or wife, a guardian who is a minor, ties of the dead that only the living have.
 */
export async function linkRelatives(ctx: Ctx, input: LinkRelatives): Promise<{ actId: string }> {
  const { person, other } = await sidesOf(ctx, input.personId, input.other)
  const ties = tiesOf(input.kind, person, other, input.other)
  const from = ofBlood.includes(input.kind) ? bornLater(person, other) ?? input.from ?? ctx.today : input.from ?? ctx.today
  refuseUnless(from <= ctx.today, 'population.date-in-future', { field: 'from' })
  if (other) await refuseImpossible(ctx, input.kind, person, other, from)
  const married = input.kind === 'spouse' && (input.standing ?? 'confirmed') === 'confirmed'
  const payload = {
    ties, from, standing: input.standing ?? 'confirmed', source: input.source, marital: married ? { status: 'married' as const, of: [person, other].flatMap((each) => (each ? [each.personId] : [])) } : null,
  }
  const { actId } = await recordAct(ctx, relationLinked, { subjectId: person.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId }
}

export interface EndRelation extends Recording {
  readonly personId: string
  readonly kind: RelationKind
  readonly other: OtherSide
  readonly on: PlainDate
  readonly reason: 'divorced' | 'of-age' | 'court' | 'ended'
  readonly source: string
}

/** The relation ends in life on that day, for both; a divorce makes both divorced. Blood relations never end, and what a book of civil status made ends in the book. */
export async function endRelation(ctx: Ctx, input: EndRelation): Promise<{ actId: string }> {
  refuseUnless(!ofBlood.includes(input.kind), 'population.relation-of-blood')
  refuseUnless(input.on <= ctx.today, 'population.date-in-future', { field: 'on' })
  const { person, other } = await sidesOf(ctx, input.personId, input.other)
  await refuseTieOfABook(ctx, input.personId, input.kind, input.other)
  const marital = input.kind === 'spouse' && input.reason === 'divorced' ? { status: 'divorced' as const, of: [person, other].flatMap((each) => (each ? [each.personId] : [])) } : null
  const payload = { ties: tiesOf(input.kind, person, other, input.other), on: input.on, reason: input.reason, source: input.source, marital }
  const { actId } = await recordAct(ctx, relationEnded, { subjectId: person.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId }
}

export interface CorrectRelation extends Recording {
  readonly personId: string
  readonly kind: RelationKind
  readonly wrong: OtherSide
  /** Who it should have been; nothing where there never was such a relative. */
  readonly right?: OtherSide
  readonly source: string
}

/** The register named the wrong relative, or one that never was: set right for the whole time, in both directions. Officers propose it and a second one approves (`proposeRelationCorrection`). */
export function correctRelation(ctx: Ctx, input: CorrectRelation): Promise<{ actId: string }> {
  allow(ctx, 'population.correct-facts', {})
  return recordRelationCorrection(ctx, input)
}

/** What a correction would set right. Refuses what cannot be, a relation that does not stand, and one that a book of civil status made. */
export async function checkRelationCorrection(ctx: Ctx, input: Omit<CorrectRelation, keyof Recording | 'source'>): Promise<{ person: KinPerson; wrong: KinPerson | undefined; right: KinPerson | undefined }> {
  const { person, other: wrong } = await sidesOf(ctx, input.personId, input.wrong)
  const right = input.right ? (await sidesOf(ctx, input.personId, input.right)).other : undefined
  refuseUnless((await selectTieSources(ctx.tx, input.personId, input.kind, input.wrong)).length > 0, 'population.relation-unknown')
  await refuseTieOfABook(ctx, input.personId, input.kind, input.wrong)
  if (right) await refuseImpossible(ctx, input.kind, person, right, ctx.today)
  return { person, wrong, right }
}

/** The correction itself, once a second officer has decided. */
export async function recordRelationCorrection(ctx: Ctx, input: CorrectRelation): Promise<{ actId: string }> {
  const { person, wrong, right } = await checkRelationCorrection(ctx, input)
  const payload = { wrong: tiesOf(input.kind, person, wrong, input.wrong), right: input.right ? tiesOf(input.kind, person, right, input.right) : [], source: input.source }
  const { actId } = await recordAct(ctx, relationCorrected, { subjectId: person.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId }
}

/** A marriage, birth or guardianship entered in a book of civil status is changed there; the register of people follows. */
async function refuseTieOfABook(ctx: Ctx, personId: string, kind: RelationKind, other: OtherSide): Promise<void> {
  if (ctx.actor.kind === 'officer') refuseUnless(!(await selectTieSources(ctx.tx, personId, kind, other)).includes('civil-status'), 'population.relation-of-a-book')
}

/** BLDS 2015 đ.62: guardians and representatives of minors are so until the eighteenth birthday. For the daily round; how many ended. */
export async function endGuardianshipsOfAge(ctx: Ctx): Promise<number> {
  allow(ctx, 'population.record-relations', {})
  const due = await selectWardsOfAge(ctx.tx, addYears(ctx.today, -ageOfMajority))
  for (const { personId, kind, otherId, birthDate } of due) {
    await endRelation(ctx, {
      personId, kind, other: { personId: otherId }, on: addYears(latest(birthDate), ageOfMajority), reason: 'of-age', source: 'population-register',
      basis: { article: 'Bộ luật Dân sự 2015, đ.62' }, commandId: `of-age ${personId} ${kind} ${otherId}`,
    })
  }
  return due.length
}

async function sidesOf(ctx: Ctx, personId: string, other: OtherSide): Promise<{ person: KinPerson; other: KinPerson | undefined }> {
  const otherId = 'personId' in other ? other.personId : null
  const found = await selectKin(ctx.tx, otherId ? [personId, otherId] : [personId])
  const person = found.get(personId) ?? refuse('population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [...found.values()].map((each) => each.personId), fields: ['relatives', 'birthDate', 'gender', 'lifeStatus'] })
  const action = 'population.record-relations'
  allow(ctx, action, { area: person.areas.find((area) => isAllowed(ctx.actor, action, { area }, ctx.today)) ?? person.areas[0] ?? null })
  const second = otherId ? found.get(otherId) ?? refuse('population.person-unknown') : undefined
  refuseUnless(second?.personId !== person.personId, 'population.relation-to-self')
  return { person, other: second }
}

/** Both directions where both are in the register; else the one of the person. */
function tiesOf(kind: RelationKind, person: KinPerson, other: KinPerson | undefined, said: OtherSide): Tie[] {
  if (!other) {
    const named = said as Exclude<OtherSide, { personId: string }>
    return [{ personId: person.personId, kind, otherId: null, otherName: named.fullName, otherPin: named.pin ?? null, otherOldNumber: named.oldNumber ?? null }]
  }
  const tie = (from: KinPerson, as: RelationKind, to: KinPerson): Tie => ({ personId: from.personId, kind: as, otherId: to.personId, otherName: null, otherPin: null, otherOldNumber: null })
  return [tie(person, kind, other), tie(other, inverse(kind, person), person)]
}

/** What the person is to the other. The parent of a child is father or mother by gender. */
function inverse(kind: RelationKind, person: KinPerson): RelationKind {
  if (kind !== 'child') return inverseOf[kind]
  return person.gender === 'male' ? 'father' : person.gender === 'female' ? 'mother' : refuse('population.parent-gender')
}

async function refuseImpossible(ctx: Ctx, kind: RelationKind, person: KinPerson, other: KinPerson, from: PlainDate): Promise<void> {
  if (ofBlood.includes(kind)) {
    const [parent, child] = kind === 'child' ? [person, other] : [other, person]
    refuseUnless(!parent.birthDate || !child.birthDate || earliest(parent.birthDate) < earliest(child.birthDate), 'population.parent-not-older')
    const known = await selectTies(ctx.tx, parent.personId, child.personId)
    refuseUnless(!known.some((each) => each === 'father' || each === 'mother' || each === 'spouse'), 'population.relation-contradicts')
    return
  }
  refuseUnless(![person, other].some((each) => isDead(each.lifeStatus as LifeStatus)), 'population.relation-of-dead')
  if (kind === 'spouse') {
    const known = await selectTies(ctx.tx, person.personId, other.personId)
    refuseUnless(!known.some((each) => ofBlood.includes(each)), 'population.relation-contradicts')
  }
  const guard = kind === 'guardian' || kind === 'representative' ? other : kind === 'ward' || kind === 'represented' ? person : undefined
  refuseUnless(!guard?.birthDate || ageOn(earliest(guard.birthDate), from) >= ageOfMajority, 'population.guardian-too-young')
}

function bornLater(person: KinPerson, other: KinPerson | undefined): PlainDate | undefined {
  return [person.birthDate, other?.birthDate].flatMap((each) => (each ? [earliest(each)] : [])).sort().at(-1)
}
