import { allow, type Ctx } from '../../platform/index.ts'
import type { DossierRow } from './dossier.ts'
import { dossierById, insertEvents } from './dossier.sql.ts'
import { refuse } from './refusals.ts'

/** The dossier a paper belongs to, for the desk that received it: results are given out where they were asked for. */
export async function dossierToHandOver(ctx: Ctx, dossierId: string): Promise<Pick<DossierRow, 'dossierId' | 'code' | 'applicantId' | 'subjects' | 'receivingUnit' | 'helperId'>> {
  const dossier = (await dossierById(ctx.tx, dossierId)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.hand-over', { organisation: dossier.receivingUnit })
  return dossier
}

/** Writes into the timeline that a paper was given into somebody's hands. */
export async function recordHandedOver(ctx: Ctx, input: { dossierId: string; says: string; data: Readonly<Record<string, unknown>> }): Promise<void> {
  const dossier = await dossierToHandOver(ctx, input.dossierId)
  await insertEvents(ctx.tx, [{
    dossierId: dossier.dossierId, lane: null, at: ctx.now, kind: 'handed-over', fromState: null, toState: null, actorKind: ctx.actor.kind, actorId: 'personId' in ctx.actor ? ctx.actor.personId : null,
    organisationId: dossier.receivingUnit, says: input.says, note: null, data: input.data,
  }])
}

/** Who helped with a dossier, for whoever may answer for that help; undefined where nobody did. No personal data but ids. */
export async function helperOfDossier(ctx: Ctx, dossierId: string): Promise<{ code: string; applicantId: string; helperId: string; receivingUnit: string } | undefined> {
  const dossier = await dossierById(ctx.tx, dossierId)
  return dossier?.helperId ? { code: dossier.code, applicantId: dossier.applicantId, helperId: dossier.helperId, receivingUnit: dossier.receivingUnit } : undefined
}

/** Whose dossier it is, for whoever then asks whether the reader is that person. */
export async function applicantOf(ctx: Ctx, dossierId: string): Promise<string> {
  return ((await dossierById(ctx.tx, dossierId)) ?? refuse('dossier.unknown')).applicantId
}
