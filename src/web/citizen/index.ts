import type { PageRoute } from '../../platform/http/index.ts'
import { actingPages } from './acting.tsx'
import { answerConsentRoute, consentRoute } from './consents.tsx'
import { correctionsRoute, reportedRoute, reportRoute, sendReportRoute } from './correction-routes.tsx'
import { answerSupplementRoute, dossierPaperRoute, dossiersRoute, dropDraftRoute, followRoute, resultsRoute, sentRoute, supplementFileRoute, supplementRoute, withdrawPageRoute, withdrawRoute } from './dossier-routes.tsx'
import { answerRoute, backToDraftRoute, draftRoute, revealRoute } from './draft-routes.tsx'
import { denyRoute, notMeRoute } from './help.tsx'
import { householdRoute, revealMemberRoute } from './household.tsx'
import { mandatePages } from './mandates.tsx'
import { messageRoute, messagesRoute } from './messages.tsx'
import { myMattersRoute } from './my-matters.tsx'
import { downloadDataRoute, ownDataRoute, revealOwnRoute } from './own-data.tsx'
import { openidBrowserRoutes } from './openid-browser.tsx'
import { openidConsentRoutes } from './openid-consents.tsx'
import { openidRequestRoutes } from './openid-requests.tsx'
import { paperFileRoute, photoRoute, removePaperRoute, uploadRoute, withoutPaperRoute } from './paper-routes.tsx'
import { askRoute, proofRoute, readsDownloadRoute, readsRoute, sendQuestionRoute } from './reads-routes.tsx'
import { settingsRoute } from './settings.tsx'
import { beginSignRoute, passkeySignRoute } from './sign-routes.ts'
import { beginRoute, startRoute } from './start.tsx'
import { paperDownloadRoute, paperRoute, revealPaperRoute, walletRoute } from './wallet.tsx'

export { feeOf } from './fees.ts'
export { KnownCards } from './known-cards.tsx'
export { QuestionItems, type SearchState } from './question-items.tsx'

export { Consent, livePage as pageOfRequest } from './openid-requests.tsx'

/** Screens of a signed-in citizen. */
export const citizenPages: readonly PageRoute[] = [
  myMattersRoute, startRoute, beginRoute, draftRoute, answerRoute, revealRoute, backToDraftRoute, beginSignRoute, passkeySignRoute,
  uploadRoute, photoRoute, removePaperRoute, withoutPaperRoute, paperFileRoute,
  dossiersRoute, dropDraftRoute, sentRoute, followRoute, supplementRoute, answerSupplementRoute, supplementFileRoute, withdrawPageRoute, withdrawRoute, notMeRoute, denyRoute, resultsRoute, dossierPaperRoute,
  consentRoute, answerConsentRoute, walletRoute, paperRoute, revealPaperRoute, paperDownloadRoute, messagesRoute, messageRoute, settingsRoute, householdRoute, revealMemberRoute,
  ...openidRequestRoutes, ...openidBrowserRoutes, ...openidConsentRoutes,
  ownDataRoute, revealOwnRoute, downloadDataRoute, reportRoute, sendReportRoute, reportedRoute, correctionsRoute, readsRoute, readsDownloadRoute, proofRoute, askRoute, sendQuestionRoute,
  ...mandatePages, ...actingPages,
]
