import { documentsIn, readDocumentFile } from '../../foundations/documents/index.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, putFile, type Ctx, type Instant } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { dossierToHandOver, openFile, recordHandedOver } from '../dossier/index.ts'
import { witnessOf } from './ladder.ts'
import { handoversOf, insertHandover } from './counter.sql.ts'
import { asPerson, deskOfficer, inCase } from './desk.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** A paper of the person at the desk: of a dossier that this desk received, and theirs to hold. */
export interface PaperToGive {
  readonly documentId: string
  readonly dossierId: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuedAt: Instant
  readonly handedAt: Instant | null
}

/** O-18: what can be printed and given to the person of this case: receipts, letters and results they hold. Logged with the reason of the case. */
export async function papersToGive(ctx: Ctx, input: { caseId: string; dossierId: string }): Promise<PaperToGive[]> {
  const { row, reading } = await inCase(ctx, input.caseId)
  const dossier = await dossierToHandOver(ctx, input.dossierId)
  // Who may hold a paper is decided by the paper: the child's certificate is the parents' too, and nobody else's.
  const found = (await documentsIn(asPerson(reading, row.personId), dossier.dossierId)).filter((each) => each.state === 'valid')
  const given = await handoversOf(ctx.tx, [dossier.dossierId])
  if (found.length > 0) reading.logRead({ kind: 'list', register: 'documents', subjects: [row.personId], fields: found.map((each) => each.kind) })
  return found.map(({ documentId, kind, title, number, issuedAt }) => ({ documentId, dossierId: dossier.dossierId, kind, title, number, issuedAt, handedAt: given.find((each) => each.documentId === documentId)?.handedAt ?? null }))
}

/** The PDF of such a paper, to be printed at the desk. Refuses a paper that is not the person's, and one that is not rendered yet. */
export async function printPaper(ctx: Ctx, input: { caseId: string; dossierId: string; documentId: string }): Promise<{ title: string; bytes: Uint8Array }> {
  const { row, reading } = await inCase(ctx, input.caseId)
  await dossierToHandOver(ctx, input.dossierId)
  const { document, bytes } = await readDocumentFile(asPerson(reading, row.personId), input.documentId)
  refuseUnless(document.dossierId === input.dossierId, 'counter.result-unknown')
  return { title: document.title, bytes }
}

export interface HandOver {
  readonly caseId: string
  readonly dossierId: string
  readonly documentId: string
  readonly signedBy: 'signature' | 'thumbprint'
  readonly witnessPin?: string
  readonly file: UploadedFile | undefined
}

/** Gives a paper into the hands of the person of this case, who signs for it; a thumb print needs a witness. Once for each paper. */
export async function handOver(ctx: Ctx, input: HandOver): Promise<void> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.hand-over', { organisation: me.organisationId })
  const { row } = await inCase(ctx, input.caseId)
  const paper = (await papersToGive(ctx, input)).find((each) => each.documentId === input.documentId) ?? refuse('counter.result-unknown')
  refuseUnless(paper.handedAt === null, 'counter.handed-over')
  const witnessId = input.signedBy === 'thumbprint' ? await witnessOf(ctx, row.personId, input.witnessPin ?? '') : null
  if (!input.file || input.file.bytes.length === 0) return refuse('counter.scan-missing', { field: 'quet' })
  const { bytes } = await openFile(input.file)
  const { hash } = await putFile(bytes)
  const made = await insertHandover(ctx.tx, {
    handoverId: newId(), dossierId: input.dossierId, documentId: input.documentId, lane: null, receiverId: row.personId, signedBy: input.signedBy, witnessId, fileHash: hash,
    officerId: me.personId, appointmentId: me.appointmentId, organisationId: me.organisationId, handedAt: ctx.now,
  })
  refuseUnless(made, 'counter.handed-over')
  await recordHandedOver(ctx, { dossierId: input.dossierId, says: `Đã trao «${paper.title}» tại quầy, có ${input.signedBy === 'signature' ? 'chữ ký' : 'điểm chỉ'} người nhận.`, data: { documentId: input.documentId } })
}
