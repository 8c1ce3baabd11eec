import { readPeople } from '../../foundations/population/index.ts'
import { verifySigningEvidence, type SigningEvidence } from '../../foundations/eid/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { actingOf, rightFor, targetOf, type Acting } from './acting.ts'
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
 * What a desk typed and the person signed on an own device counts as helped, never as filed by oneself; what somebody files for another
 * bears both names and the right it rests on (Bộ luật Dân sự 2015 đ.136, 138).
 * Refuses what is incomplete, unsigned, without a competent body, or already running for the same birth.
 */
export async function submitDossier(ctx: Ctx, input: SubmitDossier): Promise<Submitted> {
  const acting = await actingOf(ctx)
  const applicantId = acting?.subjectId ?? ownerOf(ctx)
  const signerId = acting?.actor.personId ?? applicantId
  allow(ctx, 'dossier.submit', targetOf(applicantId, acting))
  // A draft this transaction already holds open has not been filed.
  const held = heldDraft(ctx, input.draftId)
  const earlier = () => receiptOf(ctx, input, ({ ownerId, actorId }) => ownerId === applicantId && (acting === null || actorId === signerId))
  const done = held ? undefined : await earlier()
  if (done) return done
  const open = held ?? (await openDraft(ctx, input.draftId, true))
  refuseUnless(findService(open.draft.serviceCode, ctx.today)?.hash === open.draft.procedureHash, 'dossier.service-unknown')
  refuseUnless(open.missing.length === 0, 'dossier.not-complete', { errors: open.missing.map((each) => ({ field: each.item, vi: each.says })), data: { missing: open.missing } })
  refuseUnless(verifySigningEvidence(input.evidence, signerId, hashToSign(open)), 'dossier.signature-missing')
  const { helperId } = open.draft
  const signed = input.evidence.method === 'passkey' ? 'Đã ký bằng khóa trên máy và gửi.' : 'Đã ký bằng mã và gửi.'
  const filed = { draftId: input.draftId, commandId: input.commandId, submitterId: signerId, proof: input.evidence }
  const event = { actorKind: 'citizen', actorId: signerId, organisationId: null } as const
  if (acting) return fileDraft(ctx, open, { ...filed, mode: 'on-behalf', helperId: null, event: { ...event, ...(await behalfOf(ctx, acting, open.draft.serviceCode, signed)) } }, earlier)
  return fileDraft(ctx, open, { ...filed, mode: helperId ? 'helped' : 'self', helperId, event: { ...event, says: helperId ? `${signed} Cán bộ ở quầy nhập giúp.` : signed, data: {} } }, earlier)
}

const roleWords = { child: 'cha, mẹ của người chưa thành niên', ward: 'người giám hộ', represented: 'người đại diện theo pháp luật', organisation: 'người đại diện theo pháp luật', standing: 'người được ủy quyền', dossier: 'người được ủy quyền' } as const

/** Who filed, and by which right: as the applicant and the officers read it, and as it is kept. */
async function behalfOf(ctx: Ctx, acting: Acting, service: string, signed: string): Promise<{ says: string; data: Record<string, unknown> }> {
  const { basis, article, mandateId } = rightFor(ctx, acting, service)
  const { personId } = acting.actor
  const name = (await readPeople(ctx, [personId], ['fullName'], { lawfulBy: article })).get(personId)?.fullName ?? ''
  return { says: `${signed} Người nộp thay: ${name}, ${roleWords[basis]}.`, data: { acting: { basis, article, mandateId } } }
}
