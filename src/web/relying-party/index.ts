import type { PageRoute } from '../../platform/http/index.ts'
import { decideRoutes } from './decide-pages.tsx'
import { goLiveRoutes } from './go-live-pages.tsx'
import { consoleRoutes } from './pages.tsx'
import { purposeRoutes } from './purpose-pages.tsx'

/** The console of relying parties, and the decision of the operator about them. */
export const relyingPartyPages: readonly PageRoute[] = [...consoleRoutes, ...purposeRoutes, ...goLiveRoutes, ...decideRoutes]

export { sampleFor } from './sample.ts'
