import type { PageRoute } from '../../platform/http/index.ts'
import { applyFixesRoute, checkRoute, errorFileRoute } from './check.tsx'
import { columnsRoute, confirmColumnsRoute } from './columns.tsx'
import { homeRoute } from './home.tsx'
import { kindsRoute, templateRoute } from './kinds.tsx'
import { dropListRoute, listRoute } from './list.tsx'
import { cancelRunRoute, manifestRoute, reportRoute, runFormRoute, runRoute, startRunRoute } from './run.tsx'
import { reviewPages } from './review-pages.ts'
import { sampleListRoute, uploadFormRoute, uploadRoute } from './upload.tsx'

/** The workspace of whoever answers for the data of a department. */
export const stewardPages: readonly PageRoute[] = [
  homeRoute, uploadFormRoute, uploadRoute, sampleListRoute, kindsRoute, templateRoute, listRoute, dropListRoute, columnsRoute, confirmColumnsRoute, checkRoute, applyFixesRoute, errorFileRoute, runFormRoute, startRunRoute, cancelRunRoute, runRoute, manifestRoute, reportRoute, ...reviewPages,
]
