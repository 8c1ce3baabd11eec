import type { PageRoute } from '../../platform/http/index.ts'
import { defineIsland } from '../kit/index.ts'
import { activationPages } from './activate.tsx'
import { checkPaperRoute } from './check-paper.tsx'
import { aboutRoute, accessibilityRoute, helpRoute, statusRoute } from './help.tsx'
import { elsewherePages } from './elsewhere.tsx'
import { homeRoute } from './home.tsx'
import { placesRoute } from './places.tsx'
import { choosePostRoute, postsRoute } from './posts.tsx'
import { provePages } from './prove-again.tsx'
import { recoveryPages } from './recover.tsx'
import { requestPages } from './request-level-one.tsx'
import { safetyPages } from './safety-routes.tsx'
import { residenceProofRoute } from './residence-proof.tsx'
import { serviceRoute, servicesRoute } from './services.tsx'
import { askCodeRoute, beginPasskeyRoute, codeByMessageRoute, codeRoute, enterCodeRoute, passkeyRoute, signInRoute, signOutPageRoute, signOutRoute, stayRoute } from './sign-in-routes.tsx'
import { testMailboxRoute } from './test-mailbox.tsx'
import { personaRoute, tourRoute } from './tour.tsx'
import { trackRoute } from './track.tsx'

defineIsland('elsewhere', new URL('./islands/elsewhere.ts', import.meta.url))
defineIsland('passkey', new URL('./islands/passkey.ts', import.meta.url))

/** Pages for everybody, and the account pages of whoever is signed in. */
export const publicPages: readonly PageRoute[] = [
  homeRoute, servicesRoute, serviceRoute, trackRoute, checkPaperRoute, helpRoute, accessibilityRoute, aboutRoute, statusRoute, placesRoute, residenceProofRoute,
  signInRoute, askCodeRoute, codeRoute, enterCodeRoute, codeByMessageRoute, beginPasskeyRoute, passkeyRoute, signOutPageRoute, signOutRoute, stayRoute, postsRoute, choosePostRoute,
  ...safetyPages, ...activationPages, ...recoveryPages, ...requestPages, ...provePages, ...elsewherePages,
]

/** Only in a demonstration: the tour, choosing a persona, the test mailbox. */
export const demoPages: readonly PageRoute[] = [tourRoute, personaRoute, testMailboxRoute]

export { demo, setDemo, type Demo, type DemoPersona, type DemoStep, type Said } from './demo.ts'
export { PasskeySignIn } from './passkey-box.tsx'
export { proveHref } from './prove-again.tsx'
export { deviceOf } from './device.ts'
export { errorsOf, page, show, signInHref, type Screen } from './frame.ts'
export { jsonOf } from './json-field.ts'
export { clockWords, laneClock, laneStateOf } from './lane-words.tsx'
export { renderKept, renderProblem } from './problems.tsx'
export { ProofWays, residenceProofPath } from './residence-proof.tsx'
export { Citation, InVietnamese, limitWords } from './services.tsx'
export { DemoCodeHint } from './sign-in.tsx'
export { offerByKey, signInByKey } from './sign-in-routes.tsx'
export { siteOf } from './site.ts'
