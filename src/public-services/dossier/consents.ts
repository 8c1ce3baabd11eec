import { allow, type Ctx } from '../../platform/index.ts'
import { answerConsentRow, consentsAskedOf, dossierById, insertEvents, type ConsentRow } from './dossier.sql.ts'
import { ownerOf } from './own-draft.ts'
import { refuse } from './refusals.ts'
import { serviceByHash } from './services.ts'

export interface ConsentAsked extends ConsentRow {
  readonly serviceName: string
  readonly serviceCode: string
  readonly code: string
  /** Where the filing is worked on. */
  readonly area: string
}

/** Agreements that others ask of me (head of household, owner of the dwelling). */
export async function consentsForMe(ctx: Ctx): Promise<ConsentAsked[]> {
  const me = ownerOf(ctx)
  allow(ctx, 'dossier.read-own', { person: me })
  const asked: ConsentAsked[] = []
  for (const row of await consentsAskedOf(ctx.tx, me)) {
    const dossier = (await dossierById(ctx.tx, row.dossierId))!
    asked.push({ ...row, code: dossier.code, serviceCode: dossier.serviceCode, area: dossier.area, serviceName: (await serviceByHash(ctx.tx, dossier.procedureHash)).name })
  }
  return asked
}

/** Answers one; at most once. The dossier goes on whatever the answer: the officer sees it. */
export async function answerConsent(ctx: Ctx, input: { consentId: string; agree: boolean }): Promise<void> {
  const me = ownerOf(ctx)
  allow(ctx, 'dossier.answer', { person: me })
  const row = (await answerConsentRow(ctx.tx, input.consentId, me, input.agree ? 'agreed' : 'refused', ctx.now)) ?? refuse('dossier.consent-unknown')
  await insertEvents(ctx.tx, [{
    dossierId: row.dossierId, lane: null, at: ctx.now, kind: 'consent', fromState: null, toState: null, actorKind: 'citizen', actorId: me, organisationId: null,
    says: input.agree ? 'Người được hỏi đã đồng ý.' : 'Người được hỏi không đồng ý.', note: null, data: { item: row.item },
  }])
}
