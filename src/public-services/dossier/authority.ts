import { organisationFor, type Organisation } from '../../foundations/organisations/index.ts'
import type { Ctx } from '../../platform/index.ts'
import type { Authority, Lane, OrganisationKind, Service } from '../catalogue/index.ts'
import { resolve, type Filing } from '../forms/index.ts'
import { refuse } from './refusals.ts'

const kindOf = {
  'commune-people-committee': 'commune-committee', 'commune-police': 'commune-police', 'social-insurance': 'insurance-office', 'one-stop-centre': 'service-centre',
} as const satisfies Record<OrganisationKind, string>

/** The body that works on a lane, and the unit the lane counts for: from the first fact path of its authority that is known. */
export async function authorityOf(ctx: Ctx, service: Service, filing: Filing, authority: Authority): Promise<{ organisation: Organisation; area: string } | undefined> {
  const values = resolve(service, filing).values
  for (const path of authority.areaFrom) {
    const area = values[path]
    if (typeof area !== 'string') continue
    const organisation = await organisationFor(ctx, area, kindOf[authority.organisation], ctx.today)
    if (organisation) return { organisation, area }
  }
  return undefined
}

/** As above for a lane that is about to be opened; refuses when nobody is competent. */
export async function competentFor(ctx: Ctx, service: Service, filing: Filing, lane: Lane): Promise<{ organisation: Organisation; area: string }> {
  return (await authorityOf(ctx, service, filing, lane.authority)) ?? refuse('dossier.no-authority')
}
