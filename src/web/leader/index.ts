import type { PageRoute } from '../../platform/http/index.ts'
import { boardRoute } from './board.tsx'

/** What leaders and auditors see: figures, the lists behind them, the dossiers behind those. */
export const leaderPages: readonly PageRoute[] = [boardRoute]
