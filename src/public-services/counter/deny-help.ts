import { getOrganisation } from '../../foundations/organisations/index.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { helperOfDossier, takeBackDenied } from '../dossier/index.ts'
import { denialOf, denials, insertDenial, type Denial } from './counter.sql.ts'
import { caseOfPerson } from './desk.ts'
import { refuse, refuseUnless } from './refusals.ts'

const longestWords = 500

/**
 * "Không phải tôi nhờ": the applicant says that nobody was asked to file this. What is still open is taken back at once, the unit and
 * the data-protection officer of its area see it. Said in one's own account, or at any desk to an officer who is not the one who
 * helped. Saying it twice changes nothing.
 */
export async function denyHelp(ctx: Ctx, input: { dossierId: string; words?: string; commandId: string }): Promise<Denial> {
  const dossier = (await helperOfDossier(ctx, input.dossierId)) ?? refuse('counter.not-helped')
  const me = ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer' ? ctx.actor : undefined
  allow(ctx, 'counter.deny', { person: dossier.applicantId, organisation: me?.kind === 'officer' ? me.organisationId : null })
  if (me?.kind === 'officer') {
    await caseOfPerson(ctx, dossier.applicantId)
    refuseUnless(me.personId !== dossier.helperId, 'counter.same-officer')
  }
  const before = await denialOf(ctx.tx, input.dossierId)
  if (before) return before
  const saidBy = me?.kind === 'officer' ? 'desk' as const : 'self' as const
  const { withdrawn } = await takeBackDenied(ctx, { dossierId: input.dossierId, commandId: input.commandId, says: saidBy === 'self' ? 'Người đứng tên báo: không phải tôi nhờ nộp.' : 'Người đứng tên tới quầy báo: không phải tôi nhờ nộp.' })
  const row: Denial = {
    dossierId: input.dossierId, personId: dossier.applicantId, organisationId: dossier.receivingUnit, saidBy, officerId: me?.kind === 'officer' ? me.personId : null,
    words: input.words?.trim().slice(0, longestWords) || null, withdrawn, saidAt: ctx.now,
  }
  if (!(await insertDenial(ctx.tx, row))) return (await denialOf(ctx.tx, input.dossierId))!
  ctx.publish('counter.help-denied', { dossierId: row.dossierId, code: dossier.code, applicantId: dossier.applicantId, organisationId: row.organisationId }, { subject: row.dossierId })
  return row
}

export interface DenialShown extends Denial {
  readonly code: string
  readonly unit: string
}

/** What people of this area never asked for, newest first, for whoever protects their data. No name and no number: the dossier and the unit. */
export async function deniedHelp(ctx: Ctx): Promise<DenialShown[]> {
  const mine = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  allow(ctx, 'counter.read-denials', { area: mine[0] ?? null })
  const shown: DenialShown[] = []
  for (const row of await denials(ctx.tx, 200)) {
    const unit = await getOrganisation(ctx, row.organisationId)
    if (!isAllowed(ctx.actor, 'counter.read-denials', { area: unit.areaCode }, ctx.today)) continue
    shown.push({ ...row, code: (await helperOfDossier(ctx, row.dossierId))?.code ?? '', unit: unit.name })
  }
  return shown
}
