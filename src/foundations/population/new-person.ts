import { z } from 'zod'
import { earliest, isPartialDate } from '../../kernel/partial-date.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { changeFrom, insert, type Prior, type RowChange } from '../acts/index.ts'
import { columnsOf } from './person-columns.ts'
import { lifeStatuses, relationKinds, type NumberKind, type NumberStatus, type PersonFacts, type RelationKind, type Standing } from './person.ts'
import { identityNumber, personalNumber, personVersion, relation } from './tables.sql.ts'

export const plainDateSchema = z.string().refine(isPlainDate, 'not a date')
export const partialDateSchema = z.string().refine(isPartialDate, 'not a date, month or year')
export const placeSchema = z.object({ area: z.string().nullable(), text: z.string().nullable() })
export const standingSchema = z.enum(['confirmed', 'claimed', 'disputed'])

/** The facts of one dated row; a missing key is "not recorded". */
export const factsSchema = z.object({
  fullName: z.string().min(1), otherName: z.string().nullish(), birthDate: partialDateSchema.nullish(), gender: z.enum(['male', 'female', 'undetermined']).nullish(),
  ethnicity: z.string().nullish(), religion: z.string().nullish(), nationalities: z.array(z.string()).nullish(), bloodType: z.string().nullish(),
  birthPlace: placeSchema.nullish(), birthRegistrationPlace: placeSchema.nullish(), nativePlace: placeSchema.nullish(),
  maritalStatus: z.enum(['single', 'married', 'divorced', 'widowed']).nullish(), lifeStatus: z.enum(lifeStatuses).nullish(),
  deathDate: partialDateSchema.nullish(), missingDate: partialDateSchema.nullish(), phone: z.string().nullish(), email: z.string().nullish(),
})

/** A person who enters the register: facts, numbers and relatives, each as the source states it on `statedOn`. */
export const newPersonSchema = z.object({
  personId: z.uuid(),
  facts: factsSchema,
  numbers: z.array(z.object({
    kind: z.enum(['pin', 'cmnd9', 'foreigner', 'passport', 'military']), value: z.string().min(1),
    status: z.enum(['active', 'cancelled', 'superseded', 'claimed', 'disputed']), issuedOn: partialDateSchema.nullish(), issuedBy: z.string().nullish(),
  })),
  relatives: z.array(z.object({
    kind: z.enum(relationKinds), personId: z.uuid().nullish(), fullName: z.string().nullish(), pin: z.string().nullish(), oldNumber: z.string().nullish(),
    /** Also write the other person's row (a father's child): for relations the other person's own source does not state. */
    mutual: z.boolean().nullish(), from: plainDateSchema.nullish(), standing: standingSchema.nullish(),
  })),
  source: z.string(),
  statedOn: plainDateSchema,
  standing: standingSchema.nullish(),
})

export interface NewNumber {
  readonly kind: NumberKind
  readonly value: string
  readonly status: NumberStatus
  readonly issuedOn?: string | null
  readonly issuedBy?: string | null
}
export interface NewRelative {
  readonly kind: RelationKind
  readonly personId?: string | null
  readonly fullName?: string | null
  readonly pin?: string | null
  readonly oldNumber?: string | null
  readonly mutual?: boolean | null
  readonly from?: string | null
  readonly standing?: Standing | null
}
export interface NewPerson {
  readonly personId: string
  readonly facts: { readonly fullName: string } & { readonly [F in keyof PersonFacts]?: PersonFacts[F] | null }
  readonly numbers: readonly NewNumber[]
  readonly relatives: readonly NewRelative[]
  readonly source: string
  readonly statedOn: string
  readonly standing?: Standing | null
}

export const inverseOf: Readonly<Record<RelationKind, RelationKind>> = {
  father: 'child', mother: 'child', child: 'child', spouse: 'spouse', guardian: 'ward', ward: 'guardian', representative: 'represented', represented: 'representative',
}

const nowhere = { area: null, text: null }

/**
 * The rows of a person who enters the register: version, directory entry, numbers, relations. Pure and cheap: the bulk
 * import runs it for every line. Facts whose beginning the source does not state are taken as true from birth.
 */
export function personRows(person: NewPerson, actId: string, residences: readonly Whereabouts[] = []): RowChange[] {
  const { facts, personId } = person
  const standing = person.standing ?? 'confirmed'
  const from = facts.birthDate ? earliest(facts.birthDate) : person.statedOn
  const born = from < person.statedOn ? from : person.statedOn
  const changes: RowChange[] = [insert(personVersion, {
    person_id: personId,
    ...columnsOf({
      fullName: facts.fullName, otherName: facts.otherName ?? null, birthDate: facts.birthDate ?? null, gender: facts.gender ?? null, ethnicity: facts.ethnicity ?? null,
      religion: facts.religion ?? null, nationalities: facts.nationalities ?? [], bloodType: facts.bloodType ?? null, birthPlace: facts.birthPlace ?? nowhere,
      birthRegistrationPlace: facts.birthRegistrationPlace ?? nowhere, nativePlace: facts.nativePlace ?? nowhere, maritalStatus: facts.maritalStatus ?? null,
      lifeStatus: facts.lifeStatus ?? 'living', deathDate: facts.deathDate ?? null, missingDate: facts.missingDate ?? null, phone: facts.phone ?? null, email: facts.email ?? null,
    }),
    areas: areaKeys(residences),
    provenance: { '*': { source: person.source, date: person.statedOn, act: actId } },
    valid_from: born, standing,
  })]
  for (const number of person.numbers) {
    // The directory owns every twelve-digit number that was ever this person's; a number only claimed is not in it.
    if (number.kind === 'pin' && (number.status === 'active' || number.status === 'cancelled')) changes.push(insert(personalNumber, { number: number.value, person_id: personId }))
    const doubtful = number.status === 'claimed' || number.status === 'disputed' ? number.status : standing
    changes.push(insert(identityNumber, {
      person_id: personId, kind: number.kind, value: number.value, status: number.status, issued_on: number.issuedOn ?? null, issued_by: number.issuedBy ?? null,
      reason: null, valid_from: born, standing: doubtful,
    }))
  }
  for (const relative of person.relatives) changes.push(...relativeRows(person, relative, born, standing))
  return changes
}

/** One place of residence, as far as search and rights by area need it. */
export interface Whereabouts {
  readonly area: string
  readonly province: string
}

/** Communes first, in the order given (the permanent residence before others), then their provinces. */
function areaKeys(residences: readonly Whereabouts[]): string[] {
  if (residences.length === 1) return [residences[0]!.area, residences[0]!.province]
  return [...new Set([...residences.map((each) => each.area), ...residences.map((each) => each.province)])]
}

/** The person is found elsewhere from that day on. For acts of the residence module, which ask for the person's rows as prior. */
export function foundIn(before: Prior, personId: string, residences: readonly Whereabouts[], from: string): RowChange[] {
  const row = before.open(personVersion).find((each) => each['person_id'] === personId)
  const areas = areaKeys(residences)
  return !row || (row['areas'] as string[]).join() === areas.join() ? [] : changeFrom(personVersion, row, from, { areas })
}

/** Blood relations hold from the birth of the younger; others from the day stated. */
function relativeRows(person: NewPerson, relative: NewRelative, born: string, standing: Standing): RowChange[] {
  const from = relative.from ?? (relative.kind === 'father' || relative.kind === 'mother' ? born : person.statedOn)
  const common = { source: person.source, valid_from: from, standing: relative.standing ?? standing }
  const own = insert(relation, { person_id: person.personId, kind: relative.kind, other_id: relative.personId ?? null, other_name: relative.fullName ?? null, other_pin: relative.pin ?? null, other_old_number: relative.oldNumber ?? null, ...common })
  if (!relative.mutual || !relative.personId) return [own]
  return [own, insert(relation, { person_id: relative.personId, kind: inverseOf[relative.kind], other_id: person.personId, other_name: null, other_pin: null, other_old_number: null, ...common })]
}
