import type { PageRoute } from '../../platform/http/index.ts'
import { defineIsland } from '../kit/index.ts'
import { bookFileRoute, bookRoute } from './book.tsx'
import { fileRoute, sampleRoute, sendFileRoute, wrongLinesRoute } from './file.tsx'
import { openPlaceRoute, placesRoute, staffRoute } from './places.tsx'
import { quickRoute, tellRoute, undoRoute } from './quick.tsx'
import { addStandingRoute, endStandingRoute, standingRoute } from './standing.tsx'

defineIsland('lodging', new URL('./islands/lodging.ts', import.meta.url))

/** Screens of hosts: households and lodging places. */
export const lodgingPages: readonly PageRoute[] = [
  quickRoute, tellRoute, undoRoute, bookRoute, bookFileRoute, fileRoute, sendFileRoute, sampleRoute, wrongLinesRoute, standingRoute, addStandingRoute, endStandingRoute, placesRoute, openPlaceRoute, staffRoute,
]
