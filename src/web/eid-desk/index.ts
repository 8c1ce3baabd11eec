import type { PageRoute } from '../../platform/http/index.ts'
import { accountRoute, changeAccountRoute, findAccountRoute, foundAccountRoute, presentRoute } from './account.tsx'
import { campaignRoute } from './campaign.tsx'
import { changeOrganisationRoute, organisationFileRoute, organisationsRoute } from './organisations.tsx'
import { approveAllRoute, caseRoute, decideRoute, queueRoute } from './queue.tsx'
import { letterRoute } from './letter.tsx'
import { watchRoute } from './watch.tsx'
import { visitListRoute } from './visit-list.tsx'
import { visitPlanRoutes } from './visit-plans.tsx'
import { findRoute, foundRoute, organisationRoute, takeOrganisationRoute, takeRoute } from './take-in.tsx'

/** e-ID at the police desk. Fixed paths stand before those with an id. */
export const eidDeskPages: readonly PageRoute[] = [
  queueRoute, approveAllRoute, findRoute, foundRoute, takeRoute, organisationRoute, takeOrganisationRoute, organisationsRoute, organisationFileRoute, changeOrganisationRoute, findAccountRoute, foundAccountRoute, presentRoute, accountRoute, changeAccountRoute, caseRoute, decideRoute, letterRoute, campaignRoute, visitListRoute, ...visitPlanRoutes, watchRoute,
]
