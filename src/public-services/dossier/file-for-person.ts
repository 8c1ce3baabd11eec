import { allow, definePort, type Ctx } from '../../platform/index.ts'
import { fileDraft, receiptOf, type Submitted } from './file-draft.ts'
import { declarationsOf } from './help-draft.ts'
import { helperOf } from './helper.ts'
import { hashToSign, keepAnswers, openDraft } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { findService } from './services.ts'

/** What a person agreed to at a desk, found and checked by whoever keeps the consents. */
export interface ConsentFound {
  readonly consentId: string
  /** 'helped': confirmed by something only the person has. 'counter': on paper. */
  readonly mode: 'helped' | 'counter'
  /** What is kept with the dossier as its signature. */
  readonly proof: object
  /** The line of the timeline the person reads. */
  readonly says: string
}
/** What people agree to at a desk: a filing, an answer to form 02, their own agreement that a filing asks for, taking a filing back. */
export type ConsentWhat = 'file' | 'answer' | 'agree' | 'withdraw'
/** The consent of this person to exactly this text, in force and unused; undefined when there is none. Filled above: the desk keeps consents. */
export const consentFor = definePort<(ctx: Ctx, asked: { what: ConsentWhat; draftId: string; personId: string; documentHash: string }) => Promise<ConsentFound | undefined>>('dossier.consentFor')

/**
 * An officer of a desk files what was typed for a person, on that person's consent to exactly these answers: there is no other way
 * in. Helper and applicant both stand in the dossier. Refuses as `submitDossier`, and `dossier.consent-missing`.
 */
export async function fileForPerson(ctx: Ctx, input: { draftId: string; commandId: string }): Promise<Submitted & { consentId: string | null }> {
  const me = helperOf(ctx)
  allow(ctx, 'dossier.help', { organisation: me.organisationId })
  const earlier = () => receiptOf(ctx, input, ({ helperOrganisation }) => helperOrganisation === me.organisationId)
  const done = await earlier()
  if (done) return { ...done, consentId: null }
  const opened = await openDraft(ctx, input.draftId, true)
  const { draft, service } = opened
  refuseUnless(draft.ownerId !== me.personId, 'dossier.own-matter')
  refuseUnless(findService(draft.serviceCode, ctx.today)?.hash === draft.procedureHash, 'dossier.service-unknown')
  const consent = (await consentFor.call(ctx, { what: 'file', draftId: draft.draftId, personId: draft.ownerId, documentHash: hashToSign(opened) })) ?? refuse('dossier.consent-missing')
  // The declaration is read aloud with the consent and given by it.
  const open = await keepAnswers(ctx, opened, Object.fromEntries([...declarationsOf(service)].map((id) => [id, 'yes'])), {})
  refuseUnless(open.missing.length === 0, 'dossier.not-complete', { errors: open.missing.map((each) => ({ field: each.item, vi: each.says })), data: { missing: open.missing } })
  const filed = await fileDraft(ctx, open, {
    draftId: draft.draftId, commandId: input.commandId, mode: consent.mode, submitterId: me.personId, helperId: me.personId, proof: consent.proof,
    event: { actorKind: 'officer', actorId: me.personId, organisationId: me.organisationId, says: consent.says, data: { consentId: consent.consentId } },
  }, earlier)
  return { ...filed, consentId: consent.consentId }
}
