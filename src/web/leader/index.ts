import type { PageRoute } from '../../platform/http/index.ts'
import { boardRoute } from './board.tsx'
import { dossierRoute } from './dossier.tsx'
import { listRoute } from './list.tsx'

/** What leaders and auditors see: figures, the lists behind them, the dossiers behind those. */
export const leaderPages: readonly PageRoute[] = [boardRoute, listRoute, dossierRoute]
