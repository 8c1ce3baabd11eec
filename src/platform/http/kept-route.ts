import { plainKeptPage } from './plain-pages.ts'
import type { ServerOptions } from './options.ts'
import { lookAtKept } from './kept-forms.ts'
import { keptPath } from './pages.ts'
import { refuseUnless } from './refusals.ts'
import { pageRoute, type PageRoute } from './types.ts'

/** After signing in again, or after a fault of ours: shows that the form is still there, with the one button that sends it. */
export function keptRoute(options: ServerOptions, cookie: string): PageRoute {
  return pageRoute({
    method: 'GET',
    url: keptPath,
    access: 'signed-in',
    purpose: { code: 'kept-form', basis: 'Luật 91/2025/QH15' },
    async handler(ctx, req) {
      const kept = await lookAtKept(ctx.tx, req.cookies[cookie], ctx.actor, ctx.now)
      refuseUnless(kept, 'http.kept-gone')
      return { html: (options.renderKept ?? plainKeptPage)(kept, req) }
    },
  })
}
