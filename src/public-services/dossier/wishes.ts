import { createHash } from 'node:crypto'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { isInput, lanesOf } from '../catalogue/index.ts'
import { checkModel, itemModels, type AnswerLine, type ItemModel } from '../forms/index.ts'
import { checkAnswer, papersSince, type AnswerChecked } from './answer-supplement.ts'
import type { SupplementRequest } from './dossier.ts'
import type { ConsentRow, PaperRow } from './dossier.sql.ts'
import { readOwnDossier, supplementOf, type DossierView, type LaneView } from './read-dossiers.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** A paper that lies at the desk, opened and stored, and belongs to no dossier until its answer is sent. */
export type BroughtPaper = Pick<PaperRow, 'item' | 'fileHash' | 'fileName' | 'mediaType' | 'size' | 'pages' | 'quality'>

export interface SupplementDraft {
  readonly view: DossierView
  readonly lane: LaneView
  readonly request: SupplementRequest
  /** What was asked, with what was typed and its faults. */
  readonly items: readonly ItemModel[]
  readonly noteNeeded: boolean
  readonly checked: AnswerChecked
  /** The corrected answers in words. */
  readonly answers: readonly AnswerLine[]
  /** What a consent is bound to; null while the answer is not complete. */
  readonly documentHash: string | null
}

/** What form 02 asks of the applicant, and how far this answers it. Writes nothing. Refuses a part that waits for nobody. */
export async function readSupplement(ctx: Ctx, input: { dossierId: string; lane: string; body: Readonly<Record<string, unknown>>; papers: readonly BroughtPaper[] }): Promise<SupplementDraft> {
  const view = await readOwnDossier(ctx, input.dossierId)
  allow(ctx, 'dossier.answer', { person: view.dossier.applicantId })
  const open = supplementOf(view, input.lane) ?? refuse('dossier.not-waiting-for-you')
  const definition = lanesOf(view.service).find((each) => each.id === input.lane)!
  const given = new Set([...(await papersSince(ctx, input.dossierId, open.request)), ...input.papers.map((paper) => paper.item)])
  const checked = checkAnswer(view, definition, open.request, given, input.body)
  const asked = view.service.form.flatMap((page) => page.items).filter((item) => isInput(item) && open.inputs.includes(item.id))
  // An untouched question shows what was filed; a touched one what was typed.
  const typed = Object.keys(checked.shown.typed).length > 0 ? checked.shown : { ...checked.shown, errors: [] }
  const values = checked.ok ? checked.values : {}
  const after = { ...view.filing, answers: { ...view.filing.answers, ...values } }
  return {
    view, lane: view.lanes.find((each) => each.lane === input.lane)!, request: open.request, noteNeeded: open.noteNeeded, checked,
    items: [...open.models.filter((item) => item.kind !== 'input'), ...itemModels(view.service, view.filing, asked, typed, asked)],
    answers: checkModel(view.service, after).answers.filter((line) => Object.keys(values).some((id) => id === line.id || id.startsWith(`${line.id}.`))),
    documentHash: checked.ok ? answerHash(input.dossierId, input.lane, open.request, checked, input.papers) : null,
  }
}

/** This answer to this request, with these papers: any change needs another consent. */
export function answerHash(dossierId: string, lane: string, request: SupplementRequest, answer: { values: Readonly<Record<string, string>>; note: string }, papers: readonly BroughtPaper[]): string {
  const brought = papers.map(({ item, fileHash }) => `${item} ${fileHash}`).sort()
  return hashOf({ wish: 'answer', dossierId, lane, requestedAt: request.at, values: answer.values, note: answer.note, papers: brought })
}

/** What taking a dossier back would stop. Refuses where nothing is open any more. */
export async function readWithdrawal(ctx: Ctx, dossierId: string): Promise<{ view: DossierView; open: readonly LaneView[]; documentHash: string }> {
  const view = await readOwnDossier(ctx, dossierId)
  allow(ctx, 'dossier.withdraw', { person: view.dossier.applicantId })
  const open = view.lanes.filter((lane) => lane.outcome === null)
  refuseUnless(open.length > 0, 'dossier.too-late-to-withdraw')
  return { view, open, documentHash: withdrawalHash(dossierId, open) }
}

export const withdrawalHash = (dossierId: string, open: readonly { readonly laneId: string }[]): string => hashOf({ wish: 'withdraw', dossierId, open: open.map((lane) => lane.laneId).sort() })

export const agreementHash = ({ consentId, dossierId, item, says }: Pick<ConsentRow, 'consentId' | 'dossierId' | 'item' | 'says'>): string => hashOf({ wish: 'agree', consentId, dossierId, item, says })

const hashOf = (wish: Record<string, unknown>): string => createHash('sha256').update(canonicalJson(wish as Parameters<typeof canonicalJson>[0])).digest('hex')
