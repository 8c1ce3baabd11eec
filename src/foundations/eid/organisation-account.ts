import { allow, type Ctx } from '../../platform/index.ts'
import { organisationFor } from '../organisations/index.ts'
import { recordLegalEntity } from '../mandates/index.ts'
import { insertCase, insertOrganisationAccount, moveOrganisationAccount, organisationAccount } from './cases.sql.ts'
import type { EidCase } from './cases.ts'
import { accountOfPerson } from './eid.sql.ts'
import { writeOrganisationEvent } from './organisation-life.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { answerDueOn } from './rules.ts'
import { readApplicant, sameIntakeAgain } from './take-in.ts'

export interface TakeInOrganisation {
  readonly caseId: string
  readonly code: string
  readonly name: string
  /** Commune of the seat. */
  readonly area: string
  readonly representativePin: string
  /** The paper that names the representative: kind and number. */
  readonly document: string
}

/** An account for an organisation, asked for by its legal representative, who needs an account of level 2 (NĐ 69/2024 đ.7, form TK02). */
export async function takeInOrganisation(ctx: Ctx, input: TakeInOrganisation): Promise<EidCase> {
  allow(ctx, 'eid.take-in')
  if (ctx.actor.kind !== 'officer') return refuse('eid.case-unknown')
  const again = await sameIntakeAgain(ctx, input.caseId, input.representativePin)
  if (again) return again
  const representative = await readApplicant(ctx, input.representativePin)
  const account = await accountOfPerson(ctx.tx, representative.personId)
  refuseUnless(account?.level === 2 && account.state === 'active', 'eid.representative-level', { field: 'representative' })
  refuseUnless(input.document.trim() !== '', 'eid.document-needed', { field: 'document' })
  refuseUnless(ctx.actor.areas.includes(input.area), 'eid.organisation-elsewhere', { field: 'area' })
  const entityId = await recordLegalEntity(ctx, { code: input.code.trim(), name: input.name.trim(), representativeId: representative.personId, area: input.area, documents: [{ kind: input.document.trim() }], commandId: input.caseId })
  const before = await organisationAccount(ctx.tx, entityId)
  // Who represents was written down above: of an account that stands, locked or not, one officer alone must not change that.
  refuseUnless(before?.state !== 'active' && before?.state !== 'locked', 'eid.organisation-exists')
  const { actor } = ctx
  await insertOrganisationAccount(ctx.tx, { entityId, intakeUnit: actor.organisationId, area: input.area, at: ctx.now })
  if (before) await moveOrganisationAccount(ctx.tx, entityId, 'registered', ctx.now)
  await writeOrganisationEvent(ctx, { entityId, from: before?.state ?? null, to: 'registered', reason: null, document: input.document.trim().slice(0, 120) })
  const { dueOn, basis } = answerDueOn('organisation', ctx.now, ctx.today)
  const made: EidCase = {
    caseId: input.caseId, kind: 'organisation', level: null, personId: representative.personId, accountId: null, entityId, representativeId: representative.personId, channel: 'desk',
    intakeUnit: actor.organisationId, intakeArea: actor.areas[0] ?? null, residenceUnit: (await organisationFor(ctx, input.area, 'commune-police', ctx.today))?.id ?? null, residenceArea: input.area, takenBy: actor.personId,
    receivedAt: ctx.now, dueOn, basis, evidence: { register: true, phoneVerified: false, capture: null, representative: true }, state: 'registered', decidedBy: null, decidedAt: null, reason: null, version: 1,
  }
  refuseUnless(await insertCase(ctx.tx, made), 'eid.case-open')
  return made
}
