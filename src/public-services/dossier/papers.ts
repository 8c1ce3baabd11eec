import { allow, forPurpose, getFile, putFile, type Ctx } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { lanesOf } from '../catalogue/index.ts'
import { dossierById, draftById, insertPaper, lanesOfDossiers, paperById, papersOfDossier, papersOfDraft, removePaper as removePaperRow, type PaperRow } from './dossier.sql.ts'
import { openFile, type PaperQuality } from './open-file.ts'
import { actedDossier, actingOf, targetOf } from './acting.ts'
import { asOwner } from './helper.ts'
import { forgetDraft, ownDraft, ownerOf } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { serviceByHash } from './services.ts'

export type { PaperQuality }

/** A technical bound of ours: a paper of more pages is one PDF. */
const mostFiles = 20

/**
 * Adds a paper to a draft, or to a dossier that waits for it. The file must open: what cannot be read is refused at once,
 * so nothing is ever "sent" that the officer cannot see. A poor photo is told, and goes through with a mark. Refuses a paper
 * nobody asked for.
 */
export async function addPaper(ctx: Ctx, input: { draftId?: string; dossierId?: string; item: string; file: UploadedFile }): Promise<{ paperId: string; quality: PaperQuality }> {
  const before = input.draftId ? await papersOfOwnDraft(ctx, input.draftId, input.item) : await papersOfWaitingDossier(ctx, input.dossierId ?? '', input.item)
  refuseUnless(before.filter((paper) => paper.item === input.item).length < mostFiles, 'dossier.too-many-papers', { field: 'file', vars: { most: mostFiles } })
  const opened = await openFile(input.file)
  const { hash, size } = await putFile(opened.bytes)
  const paperId = await insertPaper(ctx.tx, {
    draftId: input.draftId ?? null, dossierId: input.dossierId ?? null, item: input.item, fileHash: hash, fileName: input.file.name, mediaType: opened.type, size,
    pages: opened.pages, quality: { ...opened.quality }, addedAt: ctx.now,
  })
  return { paperId, quality: opened.quality }
}

export async function removePaper(ctx: Ctx, input: { draftId: string; paperId: string }): Promise<void> {
  await ownDraft(ctx, input.draftId, true)
  forgetDraft(ctx, input.draftId)
  const paper = await paperById(ctx.tx, input.paperId)
  refuseUnless(paper?.draftId === input.draftId && (await removePaperRow(ctx.tx, input.paperId, ctx.now)) === 1, 'dossier.unknown')
}

/** The file of a paper: for its owner, and for officers whose organisation works on a lane that asks about it. Logged. */
export async function readPaperFile(ctx: Ctx, paperId: string): Promise<{ paper: PaperRow; bytes: Uint8Array }> {
  const paper = (await paperById(ctx.tx, paperId)) ?? refuse('dossier.unknown')
  const dossier = paper.dossierId ? await dossierById(ctx.tx, paper.dossierId) : undefined
  const owner = dossier?.applicantId ?? (paper.draftId ? (await draftById(ctx.tx, paper.draftId))?.ownerId : undefined)
  const acting = await actingOf(ctx)
  if (acting && dossier) actedDossier(ctx, acting, dossier)
  else if (acting) await ownDraft(ctx, paper.draftId ?? '', false)
  else if (ctx.actor.kind === 'citizen') refuseUnless(owner === ctx.actor.personId, 'dossier.unknown')
  else if (ctx.actor.kind === 'officer' && paper.draftId && !dossier) {
    const draft = await ownDraft(ctx, paper.draftId, false)
    asOwner(ctx, draft).logRead({ kind: 'open', register: 'dossier', subjects: [draft.ownerId], fields: [`paper:${paper.item}`] })
  } else {
    const service = dossier && (await serviceByHash(ctx.tx, dossier.procedureHash))
    const lanes = dossier && service ? (await lanesOfDossiers(ctx.tx, [dossier.dossierId])).filter((row) => lanesOf(service).find((lane) => lane.id === row.lane)?.items.includes(paper.item)) : []
    const mine = ctx.actor.kind === 'officer' ? ctx.actor.organisationId : ''
    allow(ctx, 'dossier.work', { organisation: lanes.find((lane) => lane.organisationId === mine)?.organisationId ?? null })
    const read = forPurpose(ctx, { ...ctx.purpose, ...(paper.dossierId ? { dossierId: paper.dossierId } : {}) })
    read.logRead({ kind: 'open', register: 'dossier', subjects: owner ? [owner] : [], fields: [`paper:${paper.item}`] })
  }
  return { paper, bytes: await getFile(paper.fileHash) }
}

async function papersOfOwnDraft(ctx: Ctx, draftId: string, item: string): Promise<PaperRow[]> {
  const draft = await ownDraft(ctx, draftId, true)
  forgetDraft(ctx, draftId)
  const service = await serviceByHash(ctx.tx, draft.procedureHash)
  refuseUnless(service.form.some((page) => page.items.some((each) => each.kind === 'paper' && each.id === item)), 'dossier.item-unknown', { field: 'file' })
  return papersOfDraft(ctx.tx, draftId)
}

async function papersOfWaitingDossier(ctx: Ctx, dossierId: string, item: string): Promise<PaperRow[]> {
  const dossier = await dossierById(ctx.tx, dossierId)
  const acting = await actingOf(ctx)
  if (acting) actedDossier(ctx, acting, dossier)
  if (!dossier || dossier.applicantId !== (acting?.subjectId ?? ownerOf(ctx))) return refuse('dossier.unknown')
  allow(ctx, 'dossier.answer', targetOf(dossier.applicantId, acting))
  const asked = (await lanesOfDossiers(ctx.tx, [dossierId])).flatMap((lane) => (lane.outcome === null ? lane.request?.defects ?? [] : []))
  refuseUnless(asked.length > 0, 'dossier.not-waiting-for-you')
  refuseUnless(asked.some((defect) => defect.item === item), 'dossier.item-unknown', { field: 'file' })
  return papersOfDossier(ctx.tx, dossierId)
}
