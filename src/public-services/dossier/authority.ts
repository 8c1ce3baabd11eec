import { organisationFor, type Organisation } from '../../foundations/organisations/index.ts'
import type { Ctx, Tx } from '../../platform/index.ts'
import type { Authority, Lane, OrganisationKind, Service } from '../catalogue/index.ts'
import { resolve, type Filing } from '../forms/index.ts'
import { refuse } from './refusals.ts'

const kindOf = {
  'commune-people-committee': 'commune-committee', 'commune-police': 'commune-police', 'social-insurance': 'insurance-office', 'one-stop-centre': 'service-centre',
} as const satisfies Record<OrganisationKind, string>

const asked = new WeakMap<Tx, Map<string, Promise<Organisation | undefined>>>()

/** The body of that kind for a unit: asked once in a transaction, however many lanes and pages want to know. */
function organisationOnce(ctx: Ctx, area: string, kind: (typeof kindOf)[OrganisationKind]): Promise<Organisation | undefined> {
  const known = asked.get(ctx.tx) ?? new Map<string, Promise<Organisation | undefined>>()
  asked.set(ctx.tx, known)
  const key = `${kind} ${area} ${ctx.today}`
  if (!known.has(key)) known.set(key, organisationFor(ctx, area, kind, ctx.today))
  return known.get(key)!
}

/** The body that works on a lane, and the unit the lane counts for: from the first fact path of its authority that is known. */
export async function authorityOf(ctx: Ctx, service: Service, filing: Filing, authority: Authority): Promise<{ organisation: Organisation; area: string } | undefined> {
  const values = resolve(service, filing).values
  for (const path of authority.areaFrom) {
    const area = values[path]
    if (typeof area !== 'string') continue
    const organisation = await organisationOnce(ctx, area, kindOf[authority.organisation])
    if (organisation) return { organisation, area }
  }
  return undefined
}

/** As above for a lane that is about to be opened; refuses when nobody is competent. */
export async function competentFor(ctx: Ctx, service: Service, filing: Filing, lane: Lane): Promise<{ organisation: Organisation; area: string }> {
  return (await authorityOf(ctx, service, filing, lane.authority)) ?? refuse('dossier.no-authority')
}
