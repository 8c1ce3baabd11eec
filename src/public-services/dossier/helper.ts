import { allow, forPurpose, type Ctx, type OfficerActor } from '../../platform/index.ts'
import type { DraftRow } from './dossier.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Helping, as the citizen reads it beside every look of the desk. */
const helping = { code: 'assisted-filing', basis: 'NĐ 118/2025/NĐ-CP', text: 'Làm giúp hồ sơ tại quầy' }

/** A draft of a desk, for that desk and while the person is there. Others are told nothing of it. */
export function helpedDraft(ctx: Ctx, draft: DraftRow | undefined): DraftRow {
  if (!draft || draft.helperOrganisation === null || draft.helperOrganisation !== helperOf(ctx).organisationId) return refuse('dossier.draft-unknown')
  allow(ctx, 'dossier.help', { organisation: draft.helperOrganisation })
  refuseUnless(draft.dossierId === null, 'dossier.draft-sent', { data: { dossierId: draft.dossierId } })
  refuseUnless(draft.helpedUntil !== null && draft.helpedUntil > ctx.now, 'dossier.help-over')
  return draft
}

/**
 * The registers as the person at the desk would see them on their own phone: the officer reads with that person's rights, no further,
 * and every reading stands in the log under the officer's name, for this filing.
 */
export function asOwner(ctx: Ctx, draft: DraftRow): Ctx {
  if (ctx.actor.kind !== 'officer') return ctx
  return { ...forPurpose(ctx, { ...helping, dossierId: draft.draftId }), actor: { kind: 'citizen', personId: draft.ownerId, accountId: '', sessionId: '', level: 2, authLevel: 2 } }
}

export function helperOf(ctx: Ctx): OfficerActor {
  if (ctx.actor.kind === 'officer') return ctx.actor
  allow(ctx, 'dossier.help')
  return refuse('dossier.draft-unknown')
}
