import sharp from 'sharp'
import { allow, getFile, putFile, type Ctx } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { dossierById, draftById, insertPaper, lanesOfDossiers, paperById, removePaper as removePaperRow, type PaperRow } from './dossier.sql.ts'
import { ownDraft, ownerOf } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Starting values of ux.md §3.10, from synthetic pages; to be tuned on real photographs. */
const limits = { shortestLongSide: 1_600, darkMean: 90, blurry: 0.03, softly: 0.1 }

/**
 * Adds a paper to a draft, or to a dossier that waits for it. The file must open: what cannot be read is refused at once,
 * so nothing is ever "sent" that the officer cannot see. A poor photo is told, and goes through with a mark.
 */
export async function addPaper(ctx: Ctx, input: { draftId?: string; dossierId?: string; item: string; file: UploadedFile }): Promise<{ paperId: string; quality: PaperQuality }> {
  if (input.draftId) await ownDraft(ctx, input.draftId, true)
  else await ownWaitingDossier(ctx, input.dossierId ?? '')
  const opened = await openFile(input.file)
  const { hash, size } = await putFile(opened.bytes)
  const quality = opened.quality
  const paperId = await insertPaper(ctx.tx, {
    draftId: input.draftId ?? null, dossierId: input.dossierId ?? null, item: input.item, fileHash: hash, fileName: input.file.name, mediaType: opened.type, size,
    pages: opened.pages, quality: { ...quality }, addedAt: ctx.now,
  })
  return { paperId, quality }
}

export async function removePaper(ctx: Ctx, input: { draftId: string; paperId: string }): Promise<void> {
  await ownDraft(ctx, input.draftId, true)
  const paper = await paperById(ctx.tx, input.paperId)
  refuseUnless(paper?.draftId === input.draftId && (await removePaperRow(ctx.tx, input.paperId, ctx.now)) === 1, 'dossier.unknown')
}

/** The file of a paper: for its owner, and for officers whose organisation works on a lane of the dossier. Logged. */
export async function readPaperFile(ctx: Ctx, paperId: string): Promise<{ paper: PaperRow; bytes: Uint8Array }> {
  const paper = (await paperById(ctx.tx, paperId)) ?? refuse('dossier.unknown')
  const dossier = paper.dossierId ? await dossierById(ctx.tx, paper.dossierId) : undefined
  const owner = dossier?.applicantId ?? (paper.draftId ? (await draftById(ctx.tx, paper.draftId))?.ownerId : undefined)
  if (ctx.actor.kind === 'citizen') refuseUnless(owner === ctx.actor.personId, 'dossier.unknown')
  else {
    const lanes = paper.dossierId ? await lanesOfDossiers(ctx.tx, [paper.dossierId]) : []
    const mine = ctx.actor.kind === 'officer' ? ctx.actor.organisationId : ''
    allow(ctx, 'dossier.work', { organisation: lanes.find((lane) => lane.organisationId === mine)?.organisationId ?? null })
    ctx.logRead({ kind: 'open', register: 'dossier', subjects: owner ? [owner] : [], fields: [`paper:${paper.item}`] })
  }
  return { paper, bytes: await getFile(paper.fileHash) }
}

export interface PaperQuality {
  readonly doubtful: boolean
  /** At most two reasons, with what to do. */
  readonly says?: string
}

interface Opened {
  readonly bytes: Uint8Array
  readonly type: string
  readonly pages: number
  readonly quality: PaperQuality
}

async function openFile(file: UploadedFile): Promise<Opened> {
  const broken = () => refuse('dossier.paper-unreadable', { field: 'file', vars: { name: file.name } })
  if (file.type === 'application/pdf') {
    const text = Buffer.from(file.bytes).toString('latin1')
    const pages = text.match(/\/Type\s*\/Page(?![s\w])/g)?.length ?? 0
    if (!text.startsWith('%PDF-') || !text.includes('%%EOF')) return broken()
    return { bytes: file.bytes, type: file.type, pages: Math.max(1, pages), quality: { doubtful: false } }
  }
  if (!file.type.startsWith('image/')) return broken()
  try {
    const image = sharp(file.bytes, { limitInputPixels: 60_000_000, failOn: 'error' }).rotate()
    const { width, height } = await sharp(file.bytes).metadata()
    const bytes = await image.resize({ width: 2_400, height: 2_400, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 82 }).toBuffer()
    return { bytes, type: 'image/jpeg', pages: 1, quality: await qualityOf(bytes, Math.max(width, height)) }
  } catch {
    return broken()
  }
}

/** Sharpness is divided by contrast: else a dark photo is called blurred when the cure is light. */
async function qualityOf(bytes: Uint8Array, longSide: number): Promise<PaperQuality> {
  const { data, info } = await sharp(bytes).resize({ width: 640 }).greyscale().raw().toBuffer({ resolveWithObject: true })
  const sorted = Uint8Array.from(data).sort()
  const contrast = (sorted[Math.floor(sorted.length * 0.95)]! - sorted[Math.floor(sorted.length * 0.05)]!) ** 2 || 1
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const sharpness = laplacianVariance(data, info.width, info.height) / contrast
  const reasons = [
    ...(longSide < limits.shortestLongSide ? ['Ảnh nhỏ quá. Chụp gần hơn.'] : []),
    ...(mean < limits.darkMean ? ['Tối quá. Ra gần cửa sổ.'] : []),
    ...(sharpness < limits.blurry ? ['Ảnh mờ. Giữ máy yên, chạm vào chữ để lấy nét.'] : sharpness < limits.softly ? ['Ảnh hơi mờ.'] : []),
  ].slice(0, 2)
  return reasons.length === 0 ? { doubtful: false } : { doubtful: true, says: reasons.join(' ') }
}

function laplacianVariance(grey: Uint8Array, width: number, height: number): number {
  const tiles: number[] = []
  for (let row = 0; row < 6; row++) for (let column = 0; column < 8; column++) {
    const [x0, x1] = [Math.max(1, Math.floor((column * width) / 8)), Math.min(width - 1, Math.floor(((column + 1) * width) / 8))]
    const [y0, y1] = [Math.max(1, Math.floor((row * height) / 6)), Math.min(height - 1, Math.floor(((row + 1) * height) / 6))]
    let [sum, squares, count] = [0, 0, 0]
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) {
      const at = y * width + x
      const value = 4 * grey[at]! - grey[at - 1]! - grey[at + 1]! - grey[at - width]! - grey[at + width]!
      sum += value
      squares += value * value
      count++
    }
    if (count > 0) tiles.push(squares / count - (sum / count) ** 2)
  }
  return tiles.sort((a, b) => a - b)[Math.floor(tiles.length * 0.8)] ?? 0
}

async function ownWaitingDossier(ctx: Ctx, dossierId: string): Promise<void> {
  const dossier = await dossierById(ctx.tx, dossierId)
  if (!dossier || dossier.applicantId !== ownerOf(ctx)) return refuse('dossier.unknown')
  allow(ctx, 'dossier.answer', { person: dossier.applicantId })
  const lanes = await lanesOfDossiers(ctx.tx, [dossierId])
  refuseUnless(lanes.some((lane) => lane.outcome === null && lane.request !== null), 'dossier.not-waiting-for-you')
}

