import { pageRoute, type Comfort, type Lang, type SetCookie } from './types.ts'
import { safePath } from './safe-path.ts'

export const comfortCookie = 'congdan-comfort'

/** Reads the cookie 'vi.125.dark.1'; whatever is unknown falls back to the plain form. */
export function readComfort(cookie: string | undefined): { lang: Lang; comfort: Comfort } {
  const [lang, text, theme, simple] = (cookie ?? '').split('.')
  return {
    lang: lang === 'en' ? 'en' : 'vi',
    comfort: { text: text === '125' ? 125 : text === '150' ? 150 : 100, theme: theme === 'contrast' || theme === 'dark' ? theme : 'light', simple: simple === '1' },
  }
}

export function comfortCookieOf(lang: Lang, comfort: Comfort): SetCookie {
  return { name: comfortCookie, value: `${lang}.${comfort.text}.${comfort.theme}.${comfort.simple ? 1 : 0}`, maxAgeSeconds: 365 * 86_400 }
}

/** POST /tuy-chon with any of `text`, `theme`, `simple`, `lang`, and `back`: keeps the choice and returns to that page of this site. */
export const comfortRoute = pageRoute({
  method: 'POST',
  url: '/tuy-chon',
  access: 'public',
  purpose: { code: 'comfort', basis: 'Luật 91/2025/QH15' },
  async handler(_ctx, req) {
    const asked = (name: string, held: string) => (req.form.has(name) ? req.form.get(name) : held)
    const simple = asked('simple', req.comfort.simple ? '1' : '0')
    const chosen = readComfort([asked('lang', req.lang), asked('text', String(req.comfort.text)), asked('theme', req.comfort.theme), simple].join('.'))
    return { redirect: safePath(req.form.get('back')), cookies: [comfortCookieOf(chosen.lang, chosen.comfort)] }
  },
})
