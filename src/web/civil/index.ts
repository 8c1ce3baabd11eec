import type { PageRoute } from '../../platform/http/index.ts'
import { chooseActRoute, newActRoute, postActRoute } from './act-routes.tsx'
import { booksRoute, findInBooksRoute } from './books.tsx'
import { caseRoute, casesRoute, decideCaseRoute, editCaseRoute, saveCaseRoute } from './case-routes.tsx'
import { entryRoute, issueCopyRoute, linkEntryRoute, paperRoute, takeInRoute } from './entry.tsx'

/** The workspace of civil status: books, acts to prepare and to sign, extracts. */
export const civilPages: readonly PageRoute[] = [
  booksRoute, findInBooksRoute, entryRoute, issueCopyRoute, linkEntryRoute, takeInRoute, paperRoute, chooseActRoute, newActRoute, postActRoute, casesRoute, caseRoute, decideCaseRoute, editCaseRoute, saveCaseRoute,
]
