import { newId } from '../../kernel/ids.ts'
import { yearOf } from '../../kernel/partial-date.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { once, prior, readPrior, recordAct, type Basis, type Prior, type RegisterTable, type Row } from '../acts/index.ts'
import { reserveNumber } from './number.ts'
import { publishLifeStatus } from './life-status.ts'
import type { LifeStatus, PersonFacts } from './person.ts'
import { factsFromRow } from './person-columns.ts'
import { openVersion, personFactsChanged, personFactsCorrected } from './person-acts.ts'
import { personStatus } from './read-person.ts'
import { refuseUnless } from './refusals.ts'
import { personalNumber, personAlias, personVersion } from './tables.sql.ts'

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
  refuseUnless(!('lifeStatus' in input.facts), 'population.life-status-elsewhere', { field: 'lifeStatus' })
  const { row, before } = await personToChange(ctx, 'population.change-facts', input.personId, Object.keys(input.facts))
  return once(ctx, input.commandId, recorded, async () => {
    const { number, ...more } = await numberFor(ctx, row, input.facts)
    const payload = { personId: input.personId, facts: input.facts as never, source: input.source, from: input.from ?? ctx.today, ...(number ? { number } : {}) }
    return recorded(await recordAct(ctx, personFactsChanged, {
      subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId, dossierId: input.dossierId ?? null, ...(number ? more : { before }),
    }))
  })
}

export interface CorrectPersonFacts extends Omit<ChangePersonFacts, 'from'> {
  readonly caseId?: string
}

/** Luật Căn cước đ.11: the register was wrong from the start. Labelled as a correction; what was believed stays readable. Officers propose it and a second one approves (`proposeCorrection`). */
export function correctPersonFacts(ctx: Ctx, input: CorrectPersonFacts): Promise<FactsRecorded> {
  allow(ctx, 'population.correct-facts', {})
  return recordCorrection(ctx, input)
}

/** The correction itself, for use cases in which a second person has decided (a case of a citizen, a proposal of an officer). */
export async function recordCorrection(ctx: Ctx, input: CorrectPersonFacts): Promise<FactsRecorded> {
  const { row, before } = await rowsToChange(ctx, input.personId, Object.keys(input.facts))
  return once(ctx, input.commandId, recorded, async () => {
    const { number, ...more } = await numberFor(ctx, row, input.facts)
    const payload = { personId: input.personId, facts: input.facts as never, source: input.source, ...(input.caseId ? { caseId: input.caseId } : {}), ...(number ? { number } : {}) }
    const result = await recordAct(ctx, personFactsCorrected, {
      subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId, dossierId: input.dossierId ?? null, ...(number ? more : { before }),
    })
    if (input.facts.lifeStatus && !result.replayed) publishLifeStatus(ctx, { personId: input.personId, before: row['life_status'] as LifeStatus, after: input.facts.lifeStatus, on: ctx.today }, result.actId)
    return recorded(result)
  })
}

function recorded(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): FactsRecorded {
  const { number } = result.payload as { number?: { established: string } | null }
  return { actId: result.actId, replayed: result.replayed ?? true, newPin: number?.established ?? null }
}

/** The person's rows, read once for permission and act, and logged: "nothing changed" tells what stood. The permission holds where the person has a residence. */
async function personToChange(ctx: Ctx, action: string, personId: string, fields: readonly string[]): Promise<{ row: Row; before: Prior }> {
  const { row, before } = await rowsToChange(ctx, personId, fields)
  const areas = row['areas'] as readonly string[]
  allow(ctx, action, { area: areas.find((area) => isAllowed(ctx.actor, action, { area }, ctx.today)) ?? areas[0] ?? null })
  return { row, before }
}

async function rowsToChange(ctx: Ctx, personId: string, fields: readonly string[]): Promise<{ row: Row; before: Prior }> {
  const before = await readPrior(ctx, [prior(personVersion, 'person_id', personId), prior(personAlias, 'person_id', personId)])
  const row = openVersion(before)
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields })
  refuseUnless(before.open(personAlias).length === 0, 'population.merged-already')
  return { row, before }
}

interface Renumbering {
  readonly number?: { readonly cancelled: string; readonly established: string; readonly reason: string }
  readonly actId?: string
  readonly reserved?: readonly RegisterTable[]
}

/** A new number where the year of birth or the gender becomes another; nothing for people without a number. */
async function numberFor(ctx: Ctx, row: Row, facts: Partial<PersonFacts>): Promise<Renumbering> {
  const was = factsFromRow(row)
  const { birthDate, gender } = { birthDate: facts.birthDate ?? was.birthDate, gender: facts.gender ?? was.gender }
  const otherYear = was.birthDate !== null && birthDate !== null && yearOf(was.birthDate) !== yearOf(birthDate)
  const otherGender = was.gender !== null && gender !== was.gender
  if ((!otherYear && !otherGender) || !birthDate || (gender !== 'male' && gender !== 'female')) return {}
  const personId = row['person_id'] as string
  const cancelled = (await personStatus(ctx.tx, personId))?.pin
  const area = facts.birthRegistrationPlace?.area ?? was.birthRegistrationPlace.area ?? (row['areas'] as string[])[0]
  if (!cancelled || !area) return {}
  const actId = newId()
  const established = await reserveNumber(ctx, { personId, actId, gender, birthDate, area })
  return { number: { cancelled, established, reason: otherGender ? 'xác định lại giới tính' : 'cải chính năm sinh' }, actId, reserved: [personalNumber] }
}
