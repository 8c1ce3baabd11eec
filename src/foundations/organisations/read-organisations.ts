import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { areaAsOf, chainOf, communesOf } from '../areas/index.ts'
import type { Organisation, OrganisationKind, Post } from './organisation.ts'
import { selectOrganisation, selectOrganisationFor, selectOrganisations, selectPost, selectPosts } from './organisations.sql.ts'
import { refuse } from './refusals.ts'

// Names of bodies and posts are public: reading them asks no permission and leaves no line in the access log.
type Reading = Pick<Ctx, 'tx'>

/** The body of this id, whenever it existed; refuses an id nobody bears. */
export async function getOrganisation(ctx: Reading, id: string): Promise<Organisation> {
  return (await selectOrganisation(ctx.tx, id)) ?? refuse('organisations.not-found')
}

/** The post of this id; refuses an id nobody bears. */
export async function getPost(ctx: Reading, id: string): Promise<Post> {
  return (await selectPost(ctx.tx, id)) ?? refuse('organisations.post-not-found')
}

/**
 * The body of that kind which answers for a unit on a day: the commune's own, else its province's ('insurance-office' of a
 * commune without one is the province's). Undefined when there is none or no unit bore the code that day.
 */
export async function organisationFor(ctx: Reading, areaCode: string, kind: OrganisationKind, on: PlainDate): Promise<Organisation | undefined> {
  const area = areaAsOf(areaCode, on)
  return area && selectOrganisationFor(ctx.tx, chainOf(area, on).map((unit) => unit.code), kind, on)
}

export interface OrganisationFilter {
  readonly on: PlainDate
  /** Bodies of this unit and of the communes inside it. */
  readonly areaCode?: string
  readonly kind?: OrganisationKind
}

/** The bodies that exist on a day, by identifier. */
export async function listOrganisations(ctx: Reading, { on, areaCode, kind }: OrganisationFilter): Promise<Organisation[]> {
  const areas = areaCode === undefined ? null : [areaCode, ...(areaAsOf(areaCode, on)?.level === 'province' ? communesOf(areaCode, on).map((commune) => commune.code) : [])]
  return selectOrganisations(ctx.tx, areas, kind ?? null, on)
}

/** The posts of a body on a day, without their holders. */
export async function postsOf(ctx: Reading, organisationId: string, on: PlainDate): Promise<Post[]> {
  return selectPosts(ctx.tx, organisationId, on)
}
