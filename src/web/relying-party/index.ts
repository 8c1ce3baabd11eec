import type { PageRoute } from '../../platform/http/index.ts'
import { decideRoutes } from './decide-pages.tsx'
import { keysRoutes } from './keys-pages.tsx'
import { goLiveRoutes } from './go-live-pages.tsx'
import { membersRoutes } from './members-pages.tsx'
import { consoleRoutes } from './pages.tsx'
import { eventsRoutes } from './events-pages.tsx'
import { offlineRoutes } from './offline-pages.tsx'
import { purposeRoutes } from './purpose-pages.tsx'
import { safetyRoutes } from './safety-pages.tsx'
import { tryRoutes } from './try-pages.tsx'

/** The console of relying parties, and the decision of the operator about them. */
export const relyingPartyPages: readonly PageRoute[] = [...consoleRoutes, ...purposeRoutes, ...tryRoutes, ...eventsRoutes, ...safetyRoutes, ...keysRoutes, ...membersRoutes, ...offlineRoutes, ...goLiveRoutes, ...decideRoutes]

export { receiverFor } from './event-sample.ts'
export { sampleFor } from './sample.ts'
