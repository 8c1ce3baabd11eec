import { allow, definePort, getFile, isAllowed, putFile, type Ctx } from '../../platform/index.ts'
import { documentByCode, documentById, documentsOfDossier, setFile, type IssuedDocument } from './documents.sql.ts'
import { sealHolds, tidyVerificationCode } from './issue-document.ts'
import { qrTextOf } from './offline-paper.ts'
import { refuse } from './refusals.ts'
import { renderPdf } from './render-pdf.ts'
import { documentSettings } from './settings.ts'
import QRCode from 'qrcode'

/** Papers that lose their worth by themselves (a confirmation when its data change): why, or nothing while they hold. Asked at every check, so that nobody is told yesterday's answer. */
export const documentEnded = definePort<(ctx: Ctx, document: { readonly documentId: string; readonly kind: string }) => Promise<string | undefined>>('documents.ended')

/** What a paper says: for its holders (parents included) and the body that issued it. Logged. */
export async function readDocument(ctx: Ctx, documentId: string, represents: readonly string[] = []): Promise<IssuedDocument> {
  const document = (await documentById(ctx.tx, documentId)) ?? refuse('documents.unknown')
  const target = { person: holderAmong(ctx, document, represents), represents, organisation: document.issuerId }
  // Whether somebody else has such a paper is not told.
  if (ctx.actor.kind === 'citizen' && !isAllowed(ctx.actor, 'documents.read', target, ctx.today)) refuse('documents.unknown')
  allow(ctx, 'documents.read', target)
  ctx.logRead({ kind: 'open', register: 'documents', subjects: document.subjects, fields: [document.kind] })
  return document
}

function holderAmong(ctx: Ctx, document: Pick<IssuedDocument, 'holders'>, represents: readonly string[]): string | null {
  if (ctx.actor.kind !== 'citizen') return null
  const { personId } = ctx.actor
  return document.holders.find((id) => id === personId || represents.includes(id)) ?? null
}

/** The PDF of a paper. Rights and log as `readDocument`; refuses `documents.not-ready` until the worker has rendered it. */
export async function readDocumentFile(ctx: Ctx, documentId: string, represents: readonly string[] = []): Promise<{ document: IssuedDocument; bytes: Uint8Array }> {
  const document = await readDocument(ctx, documentId, represents)
  if (document.fileHash === null) return refuse('documents.not-ready')
  return { document, bytes: await getFile(document.fileHash) }
}

/** Papers of one dossier that this actor may open, without their content: title, number, state. */
export async function documentsIn(ctx: Ctx, dossierId: string, represents: readonly string[] = []): Promise<Pick<IssuedDocument, 'documentId' | 'kind' | 'title' | 'number' | 'issuedAt' | 'issuerName' | 'state' | 'holders'>[]> {
  const found = await documentsOfDossier(ctx.tx, dossierId)
  const mine = found.filter((each) => isAllowed(ctx.actor, 'documents.read', { person: holderAmong(ctx, each, represents), represents, organisation: each.issuerId }, ctx.today))
  return mine.map(({ documentId, kind, title, number, issuedAt, issuerName, state, holders }) => ({ documentId, kind, title, number, issuedAt, issuerName, state, holders }))
}

export type Verdict =
  | { readonly verdict: 'unknown' }
  | { readonly verdict: 'valid' | 'replaced' | 'revoked' | 'altered'; readonly title: string; readonly number: string | null; readonly issuerName: string; readonly issuedAt: string; readonly reason: string | null }

/** What anybody with the code may learn: is it genuine, who issued it, when, is it still valid. Nothing about people. */
export async function checkDocument(ctx: Ctx, typedCode: string): Promise<Verdict> {
  allow(ctx, 'documents.check')
  const document = await documentByCode(ctx.tx, tidyVerificationCode(typedCode))
  if (!document) return { verdict: 'unknown' }
  const genuine = await sealHolds(document)
  const { title, number, issuerName, issuedAt, stateReason } = document
  const ended = genuine && document.state === 'valid' ? await documentEnded.call(ctx, document) : undefined
  return { verdict: !genuine ? 'altered' : ended ? 'revoked' : document.state, title, number, issuerName, issuedAt, reason: ended ?? stateReason }
}

/** Renders and keeps the PDF of an issued paper. Runs in the worker; rendering twice gives one file. */
export async function renderDocument(ctx: Ctx, documentId: string): Promise<void> {
  allow(ctx, 'documents.render')
  const document = (await documentById(ctx.tx, documentId)) ?? refuse('documents.unknown')
  if (document.fileHash !== null) return
  const { publicUrl, demo } = documentSettings.call()
  const address = `${publicUrl}/kiem-tra`
  // Long, for it must also be checked without a line: the lowest correction keeps its points large.
  const qr = await svgOf(await qrTextOf(document), 'L')
  const inside = await Promise.all(document.form.blocks.flatMap((block) => (block.kind === 'qr' ? [svgOf(block.address).then((svg) => [block.address, svg] as const)] : [])))
  const bytes = renderPdf(document.form, {
    qr: new Map(inside),
    verification: { address: address.replace(/^https?:\/\//, ''), code: document.verificationCode, qr },
    watermark: demo ? 'BẢN CHẠY THỬ' : null,
    footer: demo ? 'Congdan – bản chạy thử, dữ liệu giả, không có giá trị pháp lý' : `${document.issuerName}`,
  })
  const { hash } = await putFile(bytes)
  await setFile(ctx.tx, documentId, hash)
}

/** A QR code as SVG. */
export const svgOf = (text: string, correction: 'L' | 'M' = 'M'): Promise<string> => QRCode.toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: correction })
