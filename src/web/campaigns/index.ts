import type { PageRoute } from '../../platform/http/index.ts'
import { approvalsRoute, approveRoute, casesRoute, printRoute } from './cases.tsx'
import { caseRoute, workCaseRoute } from './case.tsx'
import { leadChangeRoute, leadRoute } from './lead.tsx'
import { campaignsRoute, openFormRoute, openRoute } from './list.tsx'
import { campaignRoute } from './one.tsx'
import { planRoute, schoolRoute, schoolsRoute } from './school.tsx'

/** Campaigns on lists: for stewards who lead them, police who work the cases, leaders who look at the figures. */
export const campaignPages: readonly PageRoute[] = [campaignsRoute, openFormRoute, openRoute, campaignRoute, leadRoute, leadChangeRoute, casesRoute, printRoute, approvalsRoute, approveRoute, caseRoute, workCaseRoute, schoolsRoute, schoolRoute, planRoute]
