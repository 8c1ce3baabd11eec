import type { PageRoute } from '../../platform/http/index.ts'
import { answerRoute, discrepancyHomeRoute, discrepancyListRoute, remindRoute, sendBatchRoute } from './review-discrepancies.tsx'
import { resultLinesRoute } from './result-lines.tsx'
import { exportRoute, publishRoute, resultsRoute } from './review-results.tsx'
import { decideRowRoute, reviewRowRoute } from './review-row.tsx'
import { nextRowRoute, reviewHomeRoute, reviewRunsRoute, undoRoute } from './review-runs.tsx'

/** Reading doubtful rows, results and discrepancies. */
export const reviewPages: readonly PageRoute[] = [
  reviewRunsRoute, reviewHomeRoute, nextRowRoute, undoRoute, reviewRowRoute, decideRowRoute, resultsRoute, resultLinesRoute, publishRoute, exportRoute, discrepancyHomeRoute, discrepancyListRoute, sendBatchRoute, remindRoute, answerRoute,
]
