import { matchPerson, readPerson, type MatchPerson, type PossiblePeople } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, forPurpose, type Ctx } from '../../platform/index.ts'
import type { CaseRow, Reason } from './counter.sql.ts'
import { deskOfficer, purposeOf } from './desk.ts'
import { comparedFields, openCaseFor, reasonOf, warningsOf } from './find-person.ts'
import { refuseUnless } from './refusals.ts'

export interface FindByFacts {
  readonly facts: MatchPerson
  readonly reason: Reason
  readonly reasonText?: string
}

/**
 * Somebody without a card, or whose number nobody bears: who they may be, by name and birth as their papers say, at most five people with the reasons
 * (population's `matchPerson`). The officer's own record is not among them. Logged with the reason; opens no case.
 */
export async function findByFacts(ctx: Ctx, input: FindByFacts): Promise<PossiblePeople> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.find', { organisation: me.organisationId })
  const found = await matchPerson(forPurpose(ctx, purposeOf(newId(), input.reason, reasonOf(input))), input.facts)
  return { ...found, people: found.people.filter(({ personId }) => personId !== me.personId) }
}

/** Opens the case of the one the officer chose among them: only somebody to whom the typed facts lead. */
export async function openCaseByFacts(ctx: Ctx, input: FindByFacts & { readonly personId: string }): Promise<CaseRow> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.find', { organisation: me.organisationId })
  const { people } = await findByFacts(ctx, input)
  refuseUnless(people.some(({ personId, restricted }) => personId === input.personId && !restricted), 'counter.choose-again', { field: 'person' })
  const caseId = newId()
  const reasonText = reasonOf(input)
  const person = await readPerson(forPurpose(ctx, purposeOf(caseId, input.reason, reasonText)), input.personId, comparedFields)
  refuseUnless(person.lifeStatus === 'living' && person.pin !== null, 'counter.person-not-living', { field: 'person' })
  const warnings = ['Tìm theo họ tên và ngày sinh, không theo số. Nhìn giấy tờ có ảnh trước khi làm tiếp.', ...warningsOf(person, null)]
  return openCaseFor(ctx, me, { caseId, personId: person.personId, reason: input.reason, reasonText, foundBy: 'facts', warnings })
}
