import { newId } from '../../kernel/ids.ts'
import { yearOf } from '../../kernel/partial-date.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { once, recordAct, type Basis, type RegisterTable } from '../acts/index.ts'
import { reserveNumber } from './number.ts'
import type { PersonFacts } from './person.ts'
import { personFactsChanged, personFactsCorrected } from './person-acts.ts'
import { selectPeople, type StoredPerson } from './population.sql.ts'
import { refuseUnless } from './refusals.ts'
import { personalNumber } from './tables.sql.ts'

export interface ChangePersonFacts {
  readonly personId: string
  readonly facts: Partial<PersonFacts>
  /** The day the new facts became true; today where nothing is said. */
  readonly from?: string
  /** Source code, see sources.ts. */
  readonly source: string
  readonly basis: Basis
  readonly commandId: string
  readonly dossierId?: string
}

export interface FactsRecorded {
  readonly actId: string
  readonly replayed: boolean
  /** The new number, where year of birth or gender changed (NĐ 70/2024 đ.11 k.7–11). */
  readonly newPin: string | null
}

/**
 * Luật Căn cước đ.10–11: a change in the person's life. Refuses a day in the future or before the record begins, and a
 * change that changes nothing. A new gender makes a new number.
 */
export async function changePersonFacts(ctx: Ctx, input: ChangePersonFacts): Promise<FactsRecorded> {
  const person = await allowed(ctx, 'population.change-facts', input.personId)
  return once(ctx, input.commandId, recorded, async () => {
    const { number, ...more } = await numberFor(ctx, person, input.facts)
    const payload = { personId: input.personId, facts: input.facts as never, source: input.source, from: input.from ?? ctx.today, ...(number ? { number } : {}) }
    return recorded(await recordAct(ctx, personFactsChanged, { subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId, dossierId: input.dossierId ?? null, ...more }))
  })
}

export interface CorrectPersonFacts extends Omit<ChangePersonFacts, 'from'> {
  readonly caseId?: string
}

/** Luật Căn cước đ.11: the register was wrong from the start. Labelled as a correction; what was believed stays readable. */
export async function correctPersonFacts(ctx: Ctx, input: CorrectPersonFacts): Promise<FactsRecorded> {
  const person = await allowed(ctx, 'population.correct-facts', input.personId)
  return once(ctx, input.commandId, recorded, async () => {
    const { number, ...more } = await numberFor(ctx, person, input.facts)
    const payload = { personId: input.personId, facts: input.facts as never, source: input.source, ...(input.caseId ? { caseId: input.caseId } : {}), ...(number ? { number } : {}) }
    return recorded(await recordAct(ctx, personFactsCorrected, { subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId, dossierId: input.dossierId ?? null, ...more }))
  })
}

function recorded(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): FactsRecorded {
  const { number } = result.payload as { number?: { established: string } | null }
  return { actId: result.actId, replayed: result.replayed ?? true, newPin: number?.established ?? null }
}

/** The person, read for the change; the permission holds where the person has a residence. */
async function allowed(ctx: Ctx, action: string, personId: string): Promise<StoredPerson> {
  const [person] = await selectPeople(ctx.tx, [personId], { numbers: false, relatives: false, reader: null })
  refuseUnless(person, 'population.person-unknown')
  allow(ctx, action, { area: person.areas.find((area) => isAllowed(ctx.actor, action, { area }, ctx.today)) ?? person.areas[0] ?? null })
  return person
}

interface Renumbering {
  readonly number?: { readonly cancelled: string; readonly established: string; readonly reason: string }
  readonly actId?: string
  readonly reserved?: readonly RegisterTable[]
}

async function numberFor(ctx: Ctx, person: StoredPerson, facts: Partial<PersonFacts>): Promise<Renumbering> {
  const birthDate = facts.birthDate ?? (person['birth_date'] as string | null)
  const gender = facts.gender ?? (person['gender'] as PersonFacts['gender'])
  const before = person['birth_date'] as string | null
  const otherYear = before !== null && birthDate !== null && yearOf(before) !== yearOf(birthDate)
  const otherGender = gender !== person['gender'] && person['gender'] !== null
  const area = facts.birthRegistrationPlace?.area ?? (person['birth_registration_area'] as string | null) ?? person.areas[0]
  if (!person.pin || (!otherYear && !otherGender) || !birthDate || !area || (gender !== 'male' && gender !== 'female')) return {}
  const actId = newId()
  const established = await reserveNumber(ctx, { personId: person.person_id, actId, gender, birthDate, area })
  const reason = otherGender ? 'xác định lại giới tính' : 'cải chính năm sinh'
  return { number: { cancelled: person.pin, established, reason }, actId, reserved: [personalNumber] }
}
