import type { Ctx } from '../../platform/index.ts'
import { earliest } from '../../kernel/partial-date.ts'
import type { Row } from '../acts/index.ts'
import { readPeople, refuseMerged, type PersonView } from '../population/index.ts'
import { residencesOf } from '../residence/index.ts'
import { refuseUnless } from './refusals.ts'

/** A parent who is not in the register: what the requester declares. */
export interface DeclaredParent {
  readonly fullName: string
  readonly birthDate?: string | null
  readonly ethnicity?: string | null
  readonly nationality?: string | null
  readonly residence?: string | null
  /** Code list identity-documents. */
  readonly paperKind?: string | null
  readonly paperNumber?: string | null
}

const fields = ['fullName', 'birthDate', 'gender', 'ethnicity', 'nationalities', 'pin', 'lifeStatus', 'deathDate'] as const
type Parent = PersonView<(typeof fields)[number]>
const basis = 'Luật Hộ tịch 2014, đ.14 k.1'

/** The two parents as the register knows them now; a missing id is an unknown or only declared parent. Refuses an id nobody has. */
export async function readParents(ctx: Ctx, ids: { readonly mother: string | null; readonly father: string | null }): Promise<{ mother?: Parent; father?: Parent }> {
  refuseUnless(ids.mother === null || ids.mother !== ids.father, 'civil-status.same-parent', { field: 'fatherId' })
  const found = await readPeople(ctx, [ids.mother, ids.father].filter((id) => id !== null), fields, { lawfulBy: basis })
  const parent = (id: string | null, field: string, who: string): Parent | undefined => {
    if (id === null) return undefined
    const person = found.get(id)
    refuseUnless(person, 'civil-status.parent-unknown', { field, vars: { who } })
    refuseMerged(id, person)
    return person
  }
  const mother = parent(ids.mother, 'motherId', 'mẹ')
  const father = parent(ids.father, 'fatherId', 'cha')
  return { ...(mother ? { mother } : {}), ...(father ? { father } : {}) }
}

/**
 * What cannot be: a parent born after the child, a mother dead before the birth, a father recorded as a woman.
 * A dead father is no obstacle, nor a mother who died since (Luật Hộ tịch 2014 đ.15: relatives register).
 */
export function checkParents(parents: { readonly mother?: Parent; readonly father?: Parent }, birthDate: string): void {
  for (const [person, who, field, wrong] of [[parents.mother, 'mẹ', 'motherId', 'male'], [parents.father, 'cha', 'fatherId', 'female']] as const) {
    if (!person) continue
    refuseUnless(person.gender !== wrong, 'civil-status.parent-gender', { field, vars: { who } })
    refuseUnless(!person.birthDate || earliest(person.birthDate) < birthDate, 'civil-status.parent-too-young', { field, vars: { who } })
  }
  const died = parents.mother?.deathDate
  refuseUnless(!died || died.length < 10 || died >= birthDate, 'civil-status.mother-died-before', { field: 'motherId' })
}

/** Columns mother_… or father_… of the entry, as of this day. */
export async function parentColumns(ctx: Ctx, who: 'mother' | 'father', parent: Parent | undefined, declared: DeclaredParent | undefined): Promise<Row> {
  if (!parent) return columns(who, null, declared ?? null)
  const [home] = await residencesOf(ctx, parent.personId, { lawfulBy: basis })
  const kind = home ? { permanent: '1', temporary: '2', current: '3' }[home.kind] : '0'
  return {
    ...columns(who, parent.personId, {
      fullName: parent.fullName, birthDate: parent.birthDate, ethnicity: parent.ethnicity, nationality: parent.nationalities[0] ?? null,
      residence: home?.address.text ?? null, paperKind: parent.pin ? '4' : null, paperNumber: parent.pin,
    }),
    [`${who}_residence_kind`]: kind,
  }
}

function columns(who: string, id: string | null, facts: DeclaredParent | null): Row {
  return {
    [`${who}_id`]: id, [`${who}_name`]: facts?.fullName ?? null, [`${who}_birth_date`]: facts?.birthDate ?? null, [`${who}_ethnicity`]: facts?.ethnicity ?? null,
    [`${who}_nationality`]: facts?.nationality ?? null, [`${who}_residence_kind`]: null, [`${who}_residence`]: facts?.residence ?? null,
    [`${who}_paper_kind`]: facts?.paperKind ?? null, [`${who}_paper_number`]: facts?.paperNumber ?? null,
  }
}
