import { allow, type Ctx } from '../../platform/index.ts'
import { declarationsOf, documentToSign, type OpenDraft } from '../dossier/index.ts'
import { scriptOf } from './consent-script.ts'
import { caseOfPerson, deskOfficer } from './desk.ts'
import { openIntake } from './intake.ts'
import { agreedByCode, agreedOnPaper, ladderOf, sendCodeTo, speakersOf, type Agreement, type CodeOutcome, type ConsentCode, type Ladder, type SignedSlip } from './ladder.ts'
import { refuseUnless } from './refusals.ts'

/** What is asked of the person, and how they can answer. */
export interface ConsentAsked extends Ladder {
  readonly open: OpenDraft & { readonly caseId: string }
}

/** O-11: the sentence to read, and the ladder of ways to agree that stand open for this person (ux.md §3.5). */
export async function askConsent(ctx: Ctx, draftId: string): Promise<ConsentAsked> {
  const { open, agreement } = await wholeText(ctx, draftId)
  return { open, ...(await ladderOf(ctx, agreement)) }
}

/** Everything the person agrees to: complete answers, their hash, the sentence in its words. */
async function wholeText(ctx: Ctx, draftId: string): Promise<{ open: ConsentAsked['open']; agreement: Agreement }> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.consent', { organisation: me.organisationId })
  const open = await openIntake(ctx, draftId)
  refuseUnless(open.draft.ownerId !== me.personId, 'counter.own-matter')
  const missing = open.missing.filter((each) => each.kind !== 'declaration')
  refuseUnless(missing.length === 0, 'counter.answers-open', { errors: missing.map((each) => ({ field: each.item, vi: each.says })) })
  const { hash, title } = await documentToSign(ctx, draftId)
  const { reading } = await caseOfPerson(ctx, open.draft.ownerId)
  const { fullName, officer, unit, unitShort } = await speakersOf(ctx, reading, open.draft.ownerId)
  const declarations = declarationsOf(open.service)
  const declaration = open.service.form.flatMap((page) => page.items).filter((item) => declarations.has(item.id)).map((item) => item.label).join(' ')
  const agreement: Agreement = {
    what: 'file', aboutId: draftId, personId: open.draft.ownerId, serviceCode: open.service.code, documentHash: hash, validUntil: open.draft.helpedUntil!,
    script: scriptOf({ person: `Tôi, ${fullName},`, officer, unit, service: title, declaration }), codeText: `Mã đồng ý để ${unitShort} nộp giúp «${open.service.name}»`,
  }
  return { open, agreement }
}

/** Sends a code to the phone of the person's own account. It says yes to exactly these answers, once. */
export async function sendConsentCode(ctx: Ctx, draftId: string): Promise<ConsentCode> {
  return sendCodeTo(ctx, (await wholeText(ctx, draftId)).agreement)
}

/** The person gives the code. A wrong one is returned, not refused: the try must stay counted. */
export async function consentByCode(ctx: Ctx, input: { draftId: string; codeId: string; code: string }): Promise<CodeOutcome> {
  return agreedByCode(ctx, (await wholeText(ctx, input.draftId)).agreement, input)
}

export interface PaperConsent extends SignedSlip { readonly draftId: string }

/** A signed or thumb-printed slip for these answers, scanned back. */
export async function consentOnPaper(ctx: Ctx, input: PaperConsent): Promise<string> {
  return agreedOnPaper(ctx, (await wholeText(ctx, input.draftId)).agreement, input)
}
