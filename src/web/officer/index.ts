import type { PageRoute } from '../../platform/http/index.ts'
import { todayRoute } from './today.tsx'

/** The workspace of officers. */
export const officerPages: readonly PageRoute[] = [todayRoute]

export { workPage, type WorkScreen } from './frame.ts'
