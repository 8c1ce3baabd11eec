import sharp from 'sharp'
import type { UploadedFile } from '../../platform/http/index.ts'
import { refuse } from './refusals.ts'

/** Starting values of ux.md §3.10, from synthetic pages; to be tuned on real photographs. */
const limits = { shortestLongSide: 1_600, darkMean: 90, blurry: 0.03, softly: 0.1 }
const photos = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'])

export interface PaperQuality {
  readonly doubtful: boolean
  /** At most two reasons, with what to do. */
  readonly says?: string
}

export interface OpenedFile {
  readonly bytes: Uint8Array
  readonly type: 'application/pdf' | 'image/jpeg'
  readonly pages: number
  readonly quality: PaperQuality
}

/**
 * Opens what was sent as an officer would: a PDF that is whole and without a password, or a photo that can be drawn. Photos
 * are turned upright, made smaller and lose their hidden data (place, camera). Refuses everything else.
 */
export async function openFile(file: UploadedFile): Promise<OpenedFile> {
  if (file.type === 'application/pdf') return openPdf(file)
  if (!photos.has(file.type)) return refuse('dossier.paper-unreadable', { field: 'file', vars: { name: file.name } })
  try {
    const { width, height } = await sharp(file.bytes, { limitInputPixels: 60_000_000 }).metadata()
    const bytes = await sharp(file.bytes, { limitInputPixels: 60_000_000, failOn: 'error' }).rotate().resize({ width: 2_400, height: 2_400, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 82 }).toBuffer()
    return { bytes, type: 'image/jpeg', pages: 1, quality: await qualityOf(bytes, Math.max(width, height)) }
  } catch {
    return refuse('dossier.paper-unreadable', { field: 'file', vars: { name: file.name } })
  }
}

/** Whole means: it begins and ends as a PDF does, and its last cross-reference lies where it says. */
function openPdf(file: UploadedFile): OpenedFile {
  const text = Buffer.from(file.bytes).toString('latin1')
  const end = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-2_048))
  const table = end ? text.slice(Number(end[1]), Number(end[1]) + 40) : ''
  if (!text.startsWith('%PDF-') || !/^\s*(xref|\d+\s+\d+\s+obj)/.test(table)) return refuse('dossier.paper-unreadable', { field: 'file', vars: { name: file.name } })
  if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(text)) return refuse('dossier.paper-locked', { field: 'file', vars: { name: file.name } })
  const pages = text.match(/\/Type\s*\/Page(?![s\w])/g)?.length ?? 0
  return { bytes: file.bytes, type: 'application/pdf', pages: Math.min(Math.max(1, pages), 30_000), quality: { doubtful: false } }
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
