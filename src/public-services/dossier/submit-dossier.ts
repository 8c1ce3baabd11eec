import { verifySigningEvidence, type SigningEvidence } from '../../foundations/eid/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { fileDraft, receiptOf, type Submitted } from './file-draft.ts'
import { hashToSign, heldDraft, openDraft, ownerOf } from './own-draft.ts'
import { refuseUnless } from './refusals.ts'
import { findService } from './services.ts'

export interface SubmitDossier {
  readonly draftId: string
  /** Made with the form: sending it twice gives the same receipt and one dossier. */
  readonly commandId: string
  readonly evidence: SigningEvidence
}

/**
 * Files the draft (NĐ 118/2025, NĐ 63/2024): facts are read again from the registers, the signature must be over exactly these
 * answers, every lane goes to its competent body with a clock of its own, and a code is given (TT 03/2025/TT-VPCP). All or nothing.
 * What a desk typed and the person signed on an own device counts as helped, never as filed by oneself.
 * Refuses what is incomplete, unsigned, without a competent body, or already running for the same birth.
 */
export async function submitDossier(ctx: Ctx, input: SubmitDossier): Promise<Submitted> {
  const applicantId = ownerOf(ctx)
  allow(ctx, 'dossier.submit', { person: applicantId })
  // A draft this transaction already holds open has not been filed.
  const held = heldDraft(ctx, input.draftId)
  const earlier = () => receiptOf(ctx, input, ({ ownerId }) => ownerId === applicantId)
  const done = held ? undefined : await earlier()
  if (done) return done
  const open = held ?? (await openDraft(ctx, input.draftId, true))
  refuseUnless(findService(open.draft.serviceCode, ctx.today)?.hash === open.draft.procedureHash, 'dossier.service-unknown')
  refuseUnless(open.missing.length === 0, 'dossier.not-complete', { errors: open.missing.map((each) => ({ field: each.item, vi: each.says })), data: { missing: open.missing } })
  refuseUnless(verifySigningEvidence(input.evidence, applicantId, hashToSign(open)), 'dossier.signature-missing')
  const { helperId } = open.draft
  const signed = input.evidence.method === 'passkey' ? 'Đã ký bằng khóa trên máy và gửi.' : 'Đã ký bằng mã và gửi.'
  return fileDraft(ctx, open, {
    draftId: input.draftId, commandId: input.commandId, mode: helperId ? 'helped' : 'self', submitterId: applicantId, helperId, proof: input.evidence,
    event: { actorKind: 'citizen', actorId: applicantId, organisationId: null, says: helperId ? `${signed} Cán bộ ở quầy nhập giúp.` : signed, data: {} },
  }, earlier)
}
