import { factFields, factFromText, openCorrectionCase } from '../../foundations/population/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { ruleOf } from './catalogue.ts'
import { takeStep } from './findings.sql.ts'
import { findingFor } from './read-work.ts'
import { refuseUnless } from './refusals.ts'
import { whoOf } from './who.ts'

export interface ProposeCorrection {
  readonly findingId: string
  readonly version: number
  /** The value in force, in words, as the officer saw it. */
  readonly shown: string | null
  /** What it should be, as the paper says. */
  readonly value: string
  /** Which paper was seen, who was met. */
  readonly note: string
  readonly commandId: string
}

/** The officer proposes the right value (DC02); it is recorded when the police of the area accept it in the list of corrections, never silently. */
export async function proposeCorrection(ctx: Ctx, input: ProposeCorrection): Promise<void> {
  const finding = await findingFor(ctx, input.findingId, 'quality.work')
  const { field } = ruleOf(finding.rule)
  const fact = factFields.find((each) => each === field)
  refuseUnless(fact && finding.subjectKind === 'person', 'quality.not-by-field')
  const value = input.value.trim()
  const note = input.note.trim()
  refuseUnless(value !== '', 'quality.value-needed', { field: 'value' })
  refuseUnless(factFromText(fact, value, ctx.today), 'quality.value-unread', { field: 'value' })
  refuseUnless(note !== '', 'quality.note-needed', { field: 'note' })
  const opened = await openCorrectionCase(ctx, { personId: finding.subjectId, field: fact, shown: input.shown, claimed: value, reason: 'entered-wrong', note, commandId: input.commandId })
  const who = whoOf(ctx)
  const step = { findingId: input.findingId, version: input.version, from: ['open', 'assigned'] as const, state: 'proposed' as const, assignedTo: who.actorPerson, proposal: 'correction' as const, proposedBy: who.actorPerson, proposalNote: note, correctionCase: opened.caseId }
  refuseUnless(await takeStep(ctx.tx, { ...step, kind: 'proposed', ...who, reason: 'correction', note, at: ctx.now }), 'quality.changed')
}
