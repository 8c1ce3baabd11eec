import { allow, type Ctx } from '../../platform/index.ts'
import { isInput, type Lane } from '../catalogue/index.ts'
import { itemModels, readAnswers, type ItemModel, type ReadAnswers } from '../forms/index.ts'
import { dossierById, papersOfDossier, setDossierAnswers } from './dossier.sql.ts'
import { ownerOf } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { arrive, definitionOf, openWork, type Work } from './take-exit.ts'

export interface AnswerSupplement {
  readonly dossierId: string
  readonly lane: string
  readonly body: Readonly<Record<string, unknown>>
  readonly commandId: string
}
export type SupplementOutcome = { readonly ok: true } | { readonly ok: false; readonly shown: ReadAnswers; readonly items: readonly ItemModel[]; readonly papersMissing: readonly string[] }

/** The citizen answers everything that was asked, in one go (form 02): corrected answers and added papers. The clock runs again. */
export async function answerSupplement(ctx: Ctx, input: AnswerSupplement): Promise<SupplementOutcome> {
  const work = await ownWork(ctx, input.dossierId)
  const row = work.lanes.find((lane) => lane.lane === input.lane) ?? refuse('dossier.not-waiting-for-you')
  const definition = definitionOf(work.service, row)
  const state = definition.steps[row.state]
  if (state?.kind !== 'citizen' || !row.request) return refuse('dossier.not-waiting-for-you')
  const asked = askedItems(work, definition, row.request.defects.map((each) => each.item))
  const page = { ...input.body }
  const read = readOnly(work, asked.inputs, page)
  const since = row.request.at
  const given = new Set((await papersOfDossier(ctx.tx, input.dossierId)).filter((paper) => paper.addedAt >= since).map((paper) => paper.item))
  const papersMissing = asked.papers.filter((item) => !given.has(item))
  if (read.errors.length > 0 || papersMissing.length > 0) return { ok: false, shown: read, items: asked.models, papersMissing }
  if (Object.keys(read.values).length > 0) {
    await setDossierAnswers(ctx.tx, input.dossierId, read.values)
    work.dossier = (await dossierById(ctx.tx, input.dossierId))!
    work.filing = { ...work.filing, answers: work.dossier.answers }
  }
  await arrive(ctx, work, row, definition, state.exits.answered, { commandId: input.commandId, exit: 'answered' }, null)
  return { ok: true }
}

/** What is asked of the citizen now, as form items with the officer's sentences. */
export function askedItems(work: Pick<Work, 'service' | 'filing'>, definition: Lane, items: readonly string[]): { inputs: string[]; papers: string[]; models: ItemModel[] } {
  const all = work.service.form.flatMap((page) => page.items).filter((item) => items.includes(item.id) && definition.items.includes(item.id))
  return {
    inputs: all.filter(isInput).map((item) => item.id), papers: all.filter((item) => item.kind === 'paper').map((item) => item.id), models: itemModels(work.service, work.filing, all),
  }
}

/** Reads only what was asked: the rest of the filing stays as it was signed. */
function readOnly(work: Work, inputs: readonly string[], body: Readonly<Record<string, unknown>>): ReadAnswers {
  const read = readAnswers(work.service, { ...work.filing.answers, ...body }, work.filing)
  const ours = (id: string) => inputs.some((input) => id === input || id.startsWith(`${input}.`))
  return { values: pickOwn(read.values, ours), typed: pickOwn(read.typed, ours), errors: read.errors.filter((each) => ours(each.field)) }
}

const pickOwn = (from: Readonly<Record<string, string>>, ours: (id: string) => boolean) => Object.fromEntries(Object.entries(from).filter(([id]) => ours(id)))

async function ownWork(ctx: Ctx, dossierId: string): Promise<Work> {
  const work = await openWork(ctx, dossierId)
  if (work.dossier.applicantId !== ownerOf(ctx)) return refuse('dossier.unknown')
  allow(ctx, 'dossier.answer', { person: work.dossier.applicantId })
  return work
}

/** The applicant takes back every lane that is still open; what is done stays done (a registered birth is never undone). */
export async function withdraw(ctx: Ctx, input: { dossierId: string; commandId: string }): Promise<{ withdrawn: number }> {
  const work = await ownWork(ctx, input.dossierId)
  allow(ctx, 'dossier.withdraw', { person: work.dossier.applicantId })
  let withdrawn = 0
  for (const { laneId } of [...work.lanes]) {
    const row = work.lanes.find((lane) => lane.laneId === laneId)!
    if (row.outcome !== null) continue
    const definition = definitionOf(work.service, row)
    const to = Object.keys(definition.steps).find((name) => { const state = definition.steps[name]!; return state.kind === 'end' && state.outcome === 'withdrawn' })
    if (!to) continue
    await arrive(ctx, work, row, definition, to, { commandId: input.commandId, exit: 'withdrawn' }, null)
    withdrawn++
  }
  refuseUnless(withdrawn > 0, 'dossier.too-late-to-withdraw')
  return { withdrawn }
}
