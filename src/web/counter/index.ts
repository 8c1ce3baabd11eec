import type { PageRoute } from '../../platform/http/index.ts'
import { beginRoute, caseRoute, endRoute } from './case.tsx'
import { codeRoute, consentRoute, fileRoute, paperConsentRoute, sendCodeRoute, slipRoute } from './consent-routes.tsx'
import { denialsRoute, denyRoute, dossierRoute, filedRoute, giveRoute, printRoute } from './dossier-routes.tsx'
import { answerPaperRoute, answerRoute, beginAnswerRoute, saveAnswerRoute } from './answer-routes.tsx'
import { findRoute, homeRoute } from './home.tsx'
import { intakePaperRoute, intakeRoute, saveIntakeRoute } from './intake-routes.tsx'
import { carryOutRoute, wishCodeRoute, wishPaperRoute, wishRoute, wishSendCodeRoute, wishSlipRoute } from './wish-routes.tsx'

/** The one-stop desk. */
export const counterPages: readonly PageRoute[] = [
  homeRoute, findRoute, caseRoute, beginRoute, endRoute, intakeRoute, saveIntakeRoute, intakePaperRoute, consentRoute, sendCodeRoute, codeRoute, paperConsentRoute, slipRoute, fileRoute,
  dossierRoute, filedRoute, printRoute, giveRoute, denyRoute, denialsRoute,
  beginAnswerRoute, answerRoute, saveAnswerRoute, answerPaperRoute, wishRoute, wishSendCodeRoute, wishCodeRoute, wishPaperRoute, wishSlipRoute, carryOutRoute,
]
