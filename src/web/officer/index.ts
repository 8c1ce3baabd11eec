import type { PageRoute } from '../../platform/http/index.ts'
import { defineIsland } from '../kit/index.ts'
import { accessQuestionRoute, accessQuestionsRoute, answerQuestionRoute } from './access-questions.tsx'
import { administrationRoute } from './administration.tsx'
import { afterRoute } from './after.tsx'
import { caseRoute, decideRoute, paperRoute } from './case-routes.tsx'
import { answerCorrectionRoute, correctionRoute, correctionsRoute } from './corrections.tsx'
import { lookUpRoute } from './look-up.tsx'
import { todayRoute } from './today.tsx'

defineIsland('review', new URL('./islands/review.ts', import.meta.url))

/** The workspace of officers. */
export const officerPages: readonly PageRoute[] = [
  todayRoute, caseRoute, decideRoute, paperRoute, afterRoute, lookUpRoute, correctionsRoute, correctionRoute, answerCorrectionRoute,
  accessQuestionsRoute, accessQuestionRoute, answerQuestionRoute, administrationRoute,
]

export { workPage, type WorkScreen } from './frame.ts'
export { Outline, withUnits } from './outline.tsx'
