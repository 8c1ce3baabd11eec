import type { PageRoute } from '../../platform/http/index.ts'
import { defineIsland } from '../kit/index.ts'
import { accessQuestionRoute, accessQuestionsRoute, answerQuestionRoute } from './access-questions.tsx'
import { administrationRoute } from './administration.tsx'
import { afterRoute } from './after.tsx'
import { allowAgainRoute, caseRoute, decideRoute, paperRoute } from './case-routes.tsx'
import { answerCorrectionRoute, correctionRoute, correctionsRoute } from './corrections.tsx'
import { emergenciesRoute, emergencyReviewRoute, reviewRoute } from './emergency-review.tsx'
import { emergencyFormRoute, emergencyPersonRoute, openEmergencyRoute } from './emergency.tsx'
import { lookUpRoute } from './look-up.tsx'
import { changeMarksRoute, marksRoute } from './marks.tsx'
import { askOfficerRoute, closeOddReadingRoute, oddReadingRoute, oddReadingsRoute } from './oversight.tsx'
import { addReasonPageRoute, addReasonRoute, giveReasonRoute, myReadingsRoute, questionRoute } from './own-readings.tsx'
import { orderRedactionRoute, redactFormRoute } from './redact.tsx'
import { todayRoute } from './today.tsx'

defineIsland('review', new URL('./islands/review.ts', import.meta.url))

/** The workspace of officers. */
export const officerPages: readonly PageRoute[] = [
  todayRoute, caseRoute, decideRoute, allowAgainRoute, paperRoute, afterRoute, lookUpRoute, correctionsRoute, correctionRoute, answerCorrectionRoute,
  accessQuestionsRoute, accessQuestionRoute, answerQuestionRoute, administrationRoute,
  oddReadingsRoute, oddReadingRoute, askOfficerRoute, closeOddReadingRoute, myReadingsRoute, addReasonPageRoute, addReasonRoute, questionRoute, giveReasonRoute,
  marksRoute, changeMarksRoute, redactFormRoute, orderRedactionRoute, emergencyFormRoute, openEmergencyRoute, emergencyPersonRoute, emergenciesRoute, emergencyReviewRoute, reviewRoute,
]

export { workPage, type WorkScreen } from './frame.ts'
export { Outline, withUnits } from './outline.tsx'
