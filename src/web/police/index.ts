import type { PageRoute } from '../../platform/http/index.ts'
import { defineIsland } from '../kit/index.ts'
import { actionsOfHome, actionsOfPerson, actPages } from './act-pages.ts'
import { asOfRoute } from './as-of.tsx'
import { askReasonRoute, chooseReasonRoute } from './choose-reason.tsx'
import { compareRoute } from './compare.tsx'
import { approvalsRoute, cleaningListRoute, cleaningRoute, fieldListRoute, takeManyRoute } from './cleaning.tsx'
import { cleaningCaseRoute, decideCaseRoute } from './cleaning-case.tsx'
import { claimsRoute } from './claims.tsx'
import { decideDuplicateRoute, duplicateRoute, duplicatesRoute } from './duplicates.tsx'
import { bringBackRoute, fieldFileRoute, fieldPdfRoute, sendBackRoute } from './field-lists.tsx'
import { homeRoute } from './home.tsx'
import { guestsRoute, homesRoute } from './homes.tsx'
import { householdRouteWith } from './household.tsx'
import { passesRoute } from './passes.tsx'
import { personRouteWith } from './person.tsx'
import { lodgingTonightRoute } from './lodging-tonight.tsx'
import { issuedPaperRoute, printCt02Route, printDc01Route, printRoute } from './print.tsx'
import { decideProposalRoute, proposalRoute, proposalsRoute } from './proposals.tsx'
import { readersRoute } from './readers.tsx'
import { lateBirthsRoute, scoreRoute, scoresRoute } from './scores.tsx'
import { findRoute, searchRoute } from './search.tsx'
import { addressesRoute, endingRoute, vacanciesRoute } from './worklists.tsx'

defineIsland('search-focus', new URL('./islands/search-focus.ts', import.meta.url))
defineIsland('household-moments', new URL('./islands/household-moments.ts', import.meta.url))

export { factWords, fieldWord, whenWords } from './fact-words.ts'

/** The workspace of the commune police. */
export const policePages: readonly PageRoute[] = [
  homeRoute, askReasonRoute, chooseReasonRoute, searchRoute, findRoute, personRouteWith(actionsOfPerson), readersRoute, claimsRoute, asOfRoute, compareRoute, householdRouteWith(actionsOfHome), homesRoute, guestsRoute, lodgingTonightRoute, vacanciesRoute, endingRoute, addressesRoute,
  cleaningRoute, approvalsRoute, cleaningListRoute, takeManyRoute, fieldListRoute, cleaningCaseRoute, decideCaseRoute,
  passesRoute, scoresRoute, scoreRoute, lateBirthsRoute, fieldPdfRoute, fieldFileRoute, bringBackRoute, sendBackRoute,
  duplicatesRoute, duplicateRoute, decideDuplicateRoute, proposalsRoute, proposalRoute, decideProposalRoute, printRoute, printDc01Route, printCt02Route, issuedPaperRoute, ...actPages,
]

export { typedOf, type Typed } from './act-screen.tsx'
export { waterfallLines } from './duplicates.tsx'
export { factsTyped, lookForPeople, possibleAgain, WhoItMayBe } from './possible-people.tsx'
export { genderWord, lifeWord } from './fact-words.ts'
