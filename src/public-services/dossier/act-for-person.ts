import { getOrganisation } from '../../foundations/organisations/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { checkAnswer, currentLists, papersSince, sendAnswer, takeBack } from './answer-supplement.ts'
import { answerConsentRow, askedConsent, dossierById, insertEvents, insertPaper } from './dossier.sql.ts'
import { inOneProvince } from './file-draft.ts'
import { consentFor, type ConsentFound, type ConsentWhat } from './file-for-person.ts'
import { helperOf } from './helper.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { definitionOf, doneBefore, openWork, type Work } from './take-exit.ts'
import { agreementHash, answerHash, withdrawalHash, type BroughtPaper } from './wishes.ts'

export type { BroughtPaper }

interface ForPerson {
  /** Who stands at the desk. */
  readonly personId: string
  readonly commandId: string
}
/** Null when this very command was carried out before. */
export interface ActedFor { readonly dossierId: string; readonly consentId: string | null }

/** Does this desk take in for that area? A desk serves the bodies of its province (NĐ 118/2025/NĐ-CP). */
export async function deskTakes(ctx: Ctx, area: string): Promise<boolean> {
  return inOneProvince(ctx, area, (await getOrganisation(ctx, helperOf(ctx).organisationId)).areaCode)
}

/**
 * An officer of a desk sends the applicant's answer to form 02, on their consent to exactly this answer with exactly these papers.
 * It then is the citizen's answer: the same checks, and the clock goes on. How it was sent stands in the timeline.
 * Refuses without consent, and what waits for nobody any more.
 */
export async function answerForPerson(ctx: Ctx, input: ForPerson & { answerId: string; dossierId: string; lane: string; body: Readonly<Record<string, unknown>>; papers: readonly BroughtPaper[] }): Promise<ActedFor> {
  const work = await workFor(ctx, input)
  if (await doneBefore(ctx, work, input.commandId)) return { dossierId: input.dossierId, consentId: null }
  const row = work.lanes.find((lane) => lane.lane === input.lane) ?? refuse('dossier.not-waiting-for-you')
  const definition = definitionOf(work.service, row)
  if (definition.steps[row.state]?.kind !== 'citizen' || !row.request) return refuse('dossier.not-waiting-for-you')
  work.filing = { ...work.filing, lists: await currentLists(ctx, work) }
  const given = new Set([...(await papersSince(ctx, input.dossierId, row.request)), ...input.papers.map((paper) => paper.item)])
  const checked = checkAnswer(work, definition, row.request, given, input.body)
  if (!checked.ok) return refuse('dossier.not-complete', { errors: checked.shown.errors })
  const consent = await consentTo(ctx, 'answer', input.answerId, input.personId, answerHash(input.dossierId, input.lane, row.request, checked, input.papers))
  refuseUnless(input.papers.every((paper) => row.request!.defects.some((defect) => defect.item === paper.item)), 'dossier.item-unknown')
  for (const paper of input.papers) await insertPaper(ctx.tx, { ...paper, draftId: null, dossierId: input.dossierId, addedAt: ctx.now })
  await tell(ctx, input.dossierId, row.lane, 'answered-at-desk', consent)
  await sendAnswer(ctx, work, row, checked, input.commandId)
  return { dossierId: input.dossierId, consentId: consent.consentId }
}

/** An officer of a desk takes a dossier back for the applicant, on their consent to stop exactly these parts. What is done stays done. */
export async function withdrawForPerson(ctx: Ctx, input: ForPerson & { dossierId: string }): Promise<ActedFor> {
  const work = await workFor(ctx, input)
  if (await doneBefore(ctx, work, input.commandId)) return { dossierId: input.dossierId, consentId: null }
  const open = work.lanes.filter((lane) => lane.outcome === null)
  refuseUnless(open.length > 0, 'dossier.too-late-to-withdraw')
  const consent = await consentTo(ctx, 'withdraw', input.dossierId, input.personId, withdrawalHash(input.dossierId, open))
  await tell(ctx, input.dossierId, null, 'withdrawn-at-desk', consent)
  refuseUnless((await takeBack(ctx, work, input.commandId)) > 0, 'dossier.too-late-to-withdraw')
  return { dossierId: input.dossierId, consentId: consent.consentId }
}

/** Writes down the agreement that a filing asks of somebody else, who gives it at a desk (Luật Cư trú 2020 đ.20). At most once; the officers of the filing see it. */
export async function agreeForPerson(ctx: Ctx, input: ForPerson & { consentId: string }): Promise<ActedFor> {
  const me = helperOf(ctx)
  allow(ctx, 'dossier.help', { organisation: me.organisationId })
  const asked = await askedConsent(ctx.tx, input.consentId)
  if (!asked || asked.personId !== input.personId) return refuse('dossier.consent-unknown')
  refuseUnless(input.personId !== me.personId, 'dossier.own-matter')
  const dossier = (await dossierById(ctx.tx, asked.dossierId))!
  refuseUnless(asked.state === 'asked' && dossier.endedAt === null, 'dossier.consent-unknown')
  refuseUnless(await deskTakes(ctx, dossier.area), 'dossier.other-province')
  const consent = await consentTo(ctx, 'agree', asked.consentId, input.personId, agreementHash(asked))
  refuseUnless((await answerConsentRow(ctx.tx, asked.consentId, input.personId, 'agreed', ctx.now)) !== undefined, 'dossier.consent-unknown')
  await tell(ctx, asked.dossierId, null, 'consent', consent, { item: asked.item })
  return { dossierId: asked.dossierId, consentId: consent.consentId }
}

/** The dossier of the person at the desk, its lanes held. Of others nothing is told. */
async function workFor(ctx: Ctx, { dossierId, personId }: { dossierId: string; personId: string }): Promise<Work> {
  const me = helperOf(ctx)
  allow(ctx, 'dossier.help', { organisation: me.organisationId })
  const work = await openWork(ctx, dossierId)
  refuseUnless(work.dossier.applicantId === personId, 'dossier.unknown')
  refuseUnless(personId !== me.personId, 'dossier.own-matter')
  refuseUnless(await deskTakes(ctx, work.dossier.area), 'dossier.other-province')
  return work
}

const consentTo = async (ctx: Ctx, what: ConsentWhat, draftId: string, personId: string, documentHash: string): Promise<ConsentFound> =>
  (await consentFor.call(ctx, { what, draftId, personId, documentHash })) ?? refuse('dossier.consent-missing')

function tell(ctx: Ctx, dossierId: string, lane: string | null, kind: string, consent: ConsentFound, data: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const me = helperOf(ctx)
  return insertEvents(ctx.tx, [{
    dossierId, lane, at: ctx.now, kind, fromState: null, toState: null, actorKind: 'officer', actorId: me.personId, organisationId: me.organisationId, says: consent.says, note: null,
    data: { ...data, consentId: consent.consentId, proof: consent.proof },
  }])
}
