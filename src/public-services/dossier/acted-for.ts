import { covers, rightToFile } from '../../foundations/mandates/index.ts'
import { readPeople } from '../../foundations/population/index.ts'
import { allow, type Ctx, type Instant } from '../../platform/index.ts'
import type { Service } from '../catalogue/index.ts'
import { actingOf, targetOf } from './acting.ts'
import { dossiersOf, filedForPerson, lanesOfDossiers } from './dossier.sql.ts'
import { ownerOf } from './own-draft.ts'
import { summaryOf, type DossierSummary } from './read-dossiers.ts'
import { refuse } from './refusals.ts'
import { serviceByHash, services } from './services.ts'

/**
 * The dossiers of the person this session acts for, as far as the right to act reaches: all for who represents by law, those of the
 * procedures or the one dossier of a permission (Bộ luật Dân sự 2015 đ.136, 138). Logged for that person with the name of the one who looks.
 */
export async function dossiersActedFor(ctx: Ctx): Promise<DossierSummary[]> {
  const acting = (await actingOf(ctx)) ?? refuse('dossier.unknown')
  const { subjectId, rights } = acting
  allow(ctx, 'dossier.read-own', targetOf(subjectId, acting))
  const dossiers = (await dossiersOf(ctx.tx, subjectId)).filter((each) => covers(rights, { service: each.serviceCode, dossierId: each.dossierId }))
  ctx.logRead({ kind: 'list', register: 'dossier', subjects: [subjectId], fields: ['status'] })
  const lanes = await lanesOfDossiers(ctx.tx, dossiers.map((each) => each.dossierId))
  return Promise.all(dossiers.map((each) => summaryOf(ctx, each, lanes.filter((lane) => lane.dossierId === each.dossierId))))
}

/** What may be filed online now for the person this session acts for. Nobody's data. */
export async function servicesToFileFor(ctx: Ctx): Promise<Service[]> {
  const acting = (await actingOf(ctx)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.draft', targetOf(acting.subjectId, acting))
  return services(ctx.today).map(({ service }) => service).filter((service) => service.channels.includes('online') && !service.notYet && rightToFile(acting.rights, service.code, ctx.today) !== undefined)
}

export interface FiledForMe {
  readonly dossierId: string
  readonly code: string
  readonly serviceName: string
  readonly at: Instant
  readonly by: string
}

/** "Ai đã làm thay tôi": what others filed for this person, with their names. */
export async function filedForMe(ctx: Ctx): Promise<FiledForMe[]> {
  const me = ownerOf(ctx)
  allow(ctx, 'dossier.read-own', { person: me })
  const filed = await filedForPerson(ctx.tx, me)
  const names = await readPeople(ctx, [...new Set(filed.map((each) => each.submitterId))], ['fullName'], { lawfulBy: 'Bộ luật Dân sự 2015, đ.136, 138' })
  return Promise.all(filed.map(async (each) => ({
    dossierId: each.dossierId, code: each.code, serviceName: (await serviceByHash(ctx.tx, each.procedureHash)).name, at: each.submittedAt, by: names.get(each.submitterId)?.fullName ?? '',
  })))
}
