import { pageRoute } from '../../platform/http/index.ts'
import type { PageReply, PageRequest, PageRoute } from '../../platform/http/index.ts'
import { kitPage, kitSample } from './kit-page.tsx'
import type { KitPageOptions } from './kit-page.tsx'

const purpose = { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' }

/** /kit: the catalogue of the design language; /kit/<name>: whole pages of their kind. No personal data: all people are invented. */
export const kitRoutes: readonly PageRoute[] = [
  pageRoute({ method: 'GET', url: '/kit', access: 'public', purpose, handler: async (_ctx, req): Promise<PageReply> => ({ html: kitPage(optionsOf(req)) }) }),
  pageRoute({
    method: 'GET', url: '/kit/:name', access: 'public', purpose,
    handler: async (_ctx, req): Promise<PageReply> => {
      const html = kitSample(req.params['name'] ?? '', optionsOf(req))
      return html === undefined ? { redirect: '/kit' } : { html }
    },
  }),
]

function optionsOf(req: PageRequest): KitPageOptions {
  return { lang: req.lang, demo: true, path: req.path, comfort: req.comfort, csrfToken: req.csrfToken, saveData: req.header('save-data') === 'on' }
}
