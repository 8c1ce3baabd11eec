import { newId } from '../../kernel/ids.ts'
import type { Ctx } from '../../platform/index.ts'
import { fileForPerson, openDraft, startHelpedDraft, type DraftRow, type OpenDraft, type Submitted } from '../dossier/index.ts'
import { consentUsed } from './counter.sql.ts'
import { caseOfPerson, inCase } from './desk.ts'
import { refuseUnless } from './refusals.ts'

/** O-05: begins or goes on with a filing for the person of this case. */
export async function beginIntake(ctx: Ctx, input: { caseId: string; slug: string }): Promise<DraftRow> {
  const { row } = await inCase(ctx, input.caseId)
  return startHelpedDraft(ctx, { ownerId: row.personId, slugOrCode: input.slug, until: row.endsAt })
}

/** The filing as the one screen shows it, while its person stands at this desk. */
export async function openIntake(ctx: Ctx, draftId: string): Promise<OpenDraft & { readonly caseId: string }> {
  const open = await openDraft(ctx, draftId)
  const { row } = await caseOfPerson(ctx, open.draft.ownerId)
  return { ...open, caseId: row.caseId }
}

/** Files what the person agreed to, to the letter. Without a consent to exactly these answers nothing is filed. */
export async function fileAtCounter(ctx: Ctx, input: { draftId: string; commandId?: string | null }): Promise<Submitted> {
  const { consentId, ...filed } = await fileForPerson(ctx, { draftId: input.draftId, commandId: input.commandId ?? newId() })
  if (consentId !== null && !filed.replayed) refuseUnless(await consentUsed(ctx.tx, consentId, filed.dossierId), 'counter.case-over')
  return filed
}
