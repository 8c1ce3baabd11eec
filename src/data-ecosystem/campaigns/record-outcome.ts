import { factFromText, openCorrectionCase, type PersonField } from '../../foundations/population/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { takeStep } from './campaigns.sql.ts'
import { kindOf, outcomesOf } from './kind.ts'
import { isLinked } from './read-cases.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { keepStep, personOf } from './steps.ts'
import { caseFor, type CaseRef } from './take-case.ts'

/** What a visit may find wrong in the register. */
export const correctable = ['fullName', 'birthDate', 'gender', 'phone'] as const satisfies readonly PersonField[]
export type Correctable = (typeof correctable)[number]

export interface RecordOutcome extends CaseRef {
  readonly outcome: string
  /** Which paper was seen, who was met. */
  readonly note: string
  /** Only of an outcome that says the register is wrong: what is wrong, as it stands, as the paper says. */
  readonly correction?: { readonly field: string; readonly shown: string | null; readonly value: string }
  readonly commandId: string
}

/**
 * What the visit found, as a proposal: somebody else approves it before the case is done. Where the register is wrong, the right value goes to the list of
 * corrections of the person's police, which accept or refuse it there; nothing is edited here.
 */
export async function recordOutcome(ctx: Ctx, input: RecordOutcome): Promise<void> {
  const { campaign, found } = await caseFor(ctx, input, 'work')
  const outcome = outcomesOf(kindOf(campaign.kind), ctx.today).find((each) => each.id === input.outcome) ?? refuse('campaigns.outcome-needed', { field: 'outcome' })
  const note = input.note.trim()
  refuseUnless(note !== '', 'campaigns.note-needed', { field: 'note' })
  const correctionCase = outcome.effect === 'correction' ? await propose(ctx, isLinked(found) ? found.personId : null, input, note) : null
  const step = { campaignId: input.campaignId, caseId: input.caseId, version: input.version, from: ['open', 'taken'] as const, state: 'proposed' as const, takenBy: personOf(ctx), outcome: outcome.id, note, proposedBy: personOf(ctx), proposedAt: ctx.now, correctionCase, at: ctx.now, today: ctx.today }
  refuseUnless(await takeStep(ctx.tx, step), 'campaigns.changed')
  await keepStep(ctx, { campaignId: input.campaignId, caseId: input.caseId, area: found.area, kind: 'proposed', detail: outcome.id, note })
}

async function propose(ctx: Ctx, personId: string | null, { correction, commandId }: RecordOutcome, note: string): Promise<string> {
  refuseUnless(personId, 'campaigns.not-linked', { field: 'outcome' })
  const field = correctable.find((each) => each === correction?.field)
  const value = correction?.value.trim() ?? ''
  refuseUnless(field, 'campaigns.value-needed', { field: 'field' })
  refuseUnless(value !== '', 'campaigns.value-needed', { field: 'value' })
  refuseUnless(factFromText(field, value, ctx.today), 'campaigns.value-unread', { field: 'value' })
  return (await openCorrectionCase(ctx, { personId, field, shown: correction?.shown ?? null, claimed: value, reason: 'entered-wrong', note, commandId })).caseId
}
