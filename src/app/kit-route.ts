import { pageRoute } from '../platform/http/index.ts'
import { kitPage } from '../web/kit/index.ts'
import { programSettings } from './settings.ts'

/** Every component in every state, as the tests look at them. */
export const kitRoute = pageRoute({
  method: 'GET', url: '/kit', access: 'public', purpose: { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' },
  async handler(_ctx, req) {
    return { html: kitPage({ lang: req.lang, demo: programSettings().mode === 'demo', path: req.path, comfort: req.comfort, csrfToken: req.csrfToken }) }
  },
})
