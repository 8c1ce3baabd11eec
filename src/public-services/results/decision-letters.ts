import { issueDocument } from '../../foundations/documents/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import { readNames } from '../../foundations/population/index.ts'
import { formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import type { Lane, Service } from '../catalogue/index.ts'
import type { DossierRow, LaneRow, SupplementRequest } from '../dossier/index.ts'
import { letterOf, type LetterInput } from '../forms/index.ts'
import { letterForm } from './letters.ts'

export interface DecisionLetter {
  readonly dossier: DossierRow
  readonly lane: LaneRow
  readonly definition: Lane
  readonly service: Service
  readonly letter: 'supplement' | 'refusal' | 'stop'
  readonly request: SupplementRequest | null
  readonly ground: string | null
  readonly note: string | null
  /** Why a part was stopped, where it was not the time that ended it. */
  readonly because: string | null
}

/** Issues form 02, 03 or 05 for one lane, in the transaction of the decision. Returns the document. */
export async function issueDecisionLetter(ctx: Ctx, input: DecisionLetter): Promise<string> {
  const unit = await getOrganisation(ctx, input.lane.organisationId)
  const { documentId } = await issueDocument(issuerFor(ctx, unit.id), {
    kind: `${input.letter}-letter`, issuerId: unit.id, issuerName: unit.name, dossierId: input.dossier.dossierId, subjects: [input.dossier.applicantId], holders: [input.dossier.applicantId],
    form: await letterForm(ctx, unit, letterOf({ ...contentOf(ctx, input, unit), ...(await signerOf(ctx, unit.id)) }), input.dossier.code),
  })
  return documentId
}

/** Whoever decided, by name and post (NĐ 30/2020: a letter is signed by somebody). What stopped by itself, or because of another unit's decision, is signed by nobody of this unit. */
async function signerOf(ctx: Ctx, unitId: string): Promise<{ signer?: { name: string; post: string } }> {
  if (ctx.actor.kind !== 'officer' || ctx.actor.organisationId !== unitId) return {}
  const { personId, appointmentId } = ctx.actor
  const [appointment, names] = await Promise.all([appointmentOn(ctx.tx, appointmentId, ctx.today), readNames(ctx, [personId])])
  return { signer: { name: names.get(personId) ?? '', post: appointment?.post.title ?? '' } }
}

/**
 * A part that stops because another unit refused, or that its applicant takes back, gets its letter from the machinery: the
 * decision was checked where it was made, and nobody of this unit is at hand to issue it.
 */
function issuerFor(ctx: Ctx, unitId: string): Ctx {
  return ctx.actor.kind === 'officer' && ctx.actor.organisationId === unitId ? ctx : { ...ctx, actor: { kind: 'system', name: 'results.letter' } }
}

function contentOf(ctx: Ctx, input: DecisionLetter, unit: { name: string; shortName: string; phone: string | null; address: string | null }): LetterInput {
  const { dossier, definition } = input
  const names = ['requester.fullName', 'mother.fullName', 'father.fullName'].map((path) => dossier.snapshot.facts[path]?.text)
  const head = {
    dossierCode: dossier.code, unit: unit.name, place: unit.shortName, date: ctx.today, procedure: `${input.service.name} – ${definition.title}`, applicant: { name: names.find(Boolean) ?? '' },
    contact: [unit.phone, unit.address].filter(Boolean).join(', ') || unit.name,
  }
  const note = input.note ? { note: input.note } : {}
  if (input.letter === 'supplement') {
    const codes = new Set((input.request?.defects ?? []).map((each) => each.code))
    return { ...head, ...note, form: 'supplement', defects: definition.defects.filter((each) => codes.has(each.code)), answerBefore: todayAt(input.request!.until) }
  }
  const ground = definition.grounds.find((each) => each.code === input.ground)
  if (input.letter === 'refusal' && ground) return { ...head, ...note, form: 'refusal', ground }
  return { ...head, form: 'stop', reason: input.because ?? `Hết thời gian chờ phần cần thêm, ngày ${formatDateVi(ctx.today)}.` }
}
