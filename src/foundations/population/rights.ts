import { isAllowed, type Ctx } from '../../platform/index.ts'
import { ageOn, type PlainDate } from '../../kernel/plain-date.ts'
import { earliest } from '../../kernel/partial-date.ts'
import type { PersonField, RelationKind } from './person.ts'

/** Fields that are read for the same reasons. Religion and blood type are sensitive (Luật 91/2025) and stand alone. */
export const fieldGroups = {
  name: ['fullName', 'otherName'],
  number: ['pin', 'identityNumbers', 'identityCards'],
  identity: ['birthDate', 'gender', 'nationalities'],
  status: ['lifeStatus', 'deathDate', 'missingDate'],
  origin: ['birthPlace', 'birthRegistrationPlace', 'nativePlace', 'ethnicity'],
  family: ['maritalStatus', 'relatives'],
  place: ['area'],
  contact: ['phone', 'email'],
  religion: ['religion'],
  health: ['bloodType'],
} as const satisfies Record<string, readonly PersonField[]>
export type FieldGroup = keyof typeof fieldGroups

const groupOf = new Map<PersonField, FieldGroup>(
  (Object.entries(fieldGroups) as [FieldGroup, readonly PersonField[]][]).flatMap(([group, fields]) => fields.map((field) => [field, group] as const)))

/**
 * What a citizen may read of a relative. Of the wife or husband what birth and marriage forms print (Luật Hộ tịch đ.14);
 * of parents and grown children the names and numbers that are part of one's own record (Luật Căn cước đ.9 k.15).
 */
const ofRelatives: Readonly<Record<RelationKind, readonly FieldGroup[]>> = {
  spouse: ['name', 'number', 'identity', 'status', 'origin', 'place', 'family'],
  father: ['name', 'number', 'status'], mother: ['name', 'number', 'status'], child: ['name', 'number', 'status'],
  guardian: ['name', 'number'], representative: ['name', 'number'],
  ward: Object.keys(fieldGroups) as FieldGroup[], represented: Object.keys(fieldGroups) as FieldGroup[],
}

/** What an emergency opens: who it is, whom to call, where to go, and the blood group. Never religion. */
const emergencyGroups: readonly FieldGroup[] = ['name', 'number', 'identity', 'status', 'family', 'place', 'contact', 'health']
export const emergencyFields: readonly PersonField[] = emergencyGroups.flatMap((group) => fieldGroups[group])
/** Readings made in an emergency; the second kind is told to the person later (data/access-log). */
export const emergencyPurposes = { told: 'emergency', toldLater: 'emergency-told-later' } as const

/** The age at which parents no longer act for a child (Bộ luật Dân sự 2015 đ.20–21). */
const ageOfMajority = 18

export interface Subject {
  readonly personId: string
  /** The merged entry by which the person was asked for. */
  readonly askedAs?: string
  readonly birthDate: string | null
  /** Communes where the person has an open residence. */
  readonly areas: readonly string[]
  /** How the reading citizen is related: the subject is the reader's … */
  readonly kinship: readonly RelationKind[]
  /** Protected by a decision: only posts with the sensitive right read the person, or whoever works on a case of that very person. */
  readonly restricted?: boolean
  /** The case that the purpose names is about this person. */
  readonly party?: boolean
  /** The actor has this person's data open in an emergency. */
  readonly emergency?: boolean
}

/** The fields of those asked that this actor may not read of this person. */
export function forbiddenFields(ctx: Pick<Ctx, 'actor' | 'purpose' | 'today'>, subject: Subject, fields: readonly PersonField[]): PersonField[] {
  const groups = new Map<FieldGroup, boolean>()
  return fields.filter((field) => {
    const group = groupOf.get(field)!
    if (!groups.has(group)) groups.set(group, mayRead(ctx, subject, group))
    return !groups.get(group)
  })
}

function mayRead(ctx: Pick<Ctx, 'actor' | 'purpose' | 'today'>, subject: Subject, group: FieldGroup): boolean {
  const { actor, purpose, today } = ctx
  if (actor.kind === 'system') return true
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return false
  if (actor.personId === subject.personId || actor.personId === subject.askedAs) return actor.kind === 'citizen' || group === 'name'
  if (actor.kind === 'citizen') return subject.kinship.some((kind) => groupsOf(kind, subject, today).includes(group))
  if (subject.emergency && emergencyGroups.includes(group)) return true
  if (purpose.dossierId && (!subject.restricted || subject.party) && isAllowed(actor, `population.read-in-case.${group}`, {}, today)) return true
  const places = subject.areas.length > 0 ? subject.areas : [null]
  return places.some((area) => isAllowed(actor, `population.read.${group}`, { area }, today) && (!subject.restricted || isAllowed(actor, 'population.read-protected', { area }, today)))
}

function groupsOf(kind: RelationKind, subject: Subject, today: PlainDate): readonly FieldGroup[] {
  const minor = kind === 'child' && subject.birthDate !== null && ageOn(earliest(subject.birthDate), today) < ageOfMajority
  return minor ? (Object.keys(fieldGroups) as FieldGroup[]) : ofRelatives[kind]
}
