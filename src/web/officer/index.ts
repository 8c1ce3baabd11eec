import type { PageRoute } from '../../platform/http/index.ts'
import { lookUpRoute } from './look-up.tsx'
import { todayRoute } from './today.tsx'

/** The workspace of officers. */
export const officerPages: readonly PageRoute[] = [todayRoute, lookUpRoute]

export { workPage, type WorkScreen } from './frame.ts'
export { Outline, withUnits } from './outline.tsx'
