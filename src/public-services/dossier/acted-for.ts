import { covers, rightsFor } from '../../foundations/mandates/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { dossiersOf, lanesOfDossiers } from './dossier.sql.ts'
import { summaryOf, type DossierSummary } from './read-dossiers.ts'
import { refuse } from './refusals.ts'

/**
 * The dossiers of the person this session acts for, as far as the right to act reaches: all for who represents by law, those of the
 * procedures or the one dossier of a permission (Bộ luật Dân sự 2015 đ.136, 138). Logged for that person with the name of the one who looks.
 */
export async function dossiersActedFor(ctx: Ctx): Promise<DossierSummary[]> {
  if (ctx.actor.kind !== 'citizen' || ctx.onBehalfOf === null) return refuse('dossier.unknown')
  const subject = ctx.onBehalfOf
  const rights = await rightsFor(ctx.tx, ctx.actor.personId, subject, ctx.today)
  allow(ctx, 'dossier.read-own', { person: subject, represents: rights.length > 0 ? [subject] : [] })
  const dossiers = (await dossiersOf(ctx.tx, subject)).filter((each) => covers(rights, { service: each.serviceCode, dossierId: each.dossierId }))
  ctx.logRead({ kind: 'list', register: 'dossier', subjects: [subject], fields: ['status'] })
  const lanes = await lanesOfDossiers(ctx.tx, dossiers.map((each) => each.dossierId))
  return Promise.all(dossiers.map((each) => summaryOf(ctx, each, lanes.filter((lane) => lane.dossierId === each.dossierId))))
}
