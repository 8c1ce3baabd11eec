import type { PageRoute } from '../../platform/http/index.ts'
import { activateRoute, activationKeyDoneRoute, activationKeyRoute, activationRoute } from './activate.tsx'

/** Pages of whoever runs the house. In production only: a demonstration has no real administrator. */
export const administratorPages: readonly PageRoute[] = [activationRoute, activateRoute, activationKeyRoute, activationKeyDoneRoute]
