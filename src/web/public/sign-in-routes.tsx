import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { beginPasskeySignIn, beginSignInWithCode, codeInsteadOfApp, finishSignInWithCode, offerPasskeySignIn, signInWithPasskey, type PasskeyOffer, type SignedInByKey } from '../../foundations/eid/index.ts'
import { isId } from '../../kernel/ids.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { newSessionToken, pageRoute, safePath, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { demo } from './demo.ts'
import { deviceOf, knownCookie, rememberBrowser } from './device.ts'
import { errorsOf, page } from './frame.ts'
import { timeOf } from './problems.tsx'
import { EnterCode, SignIn, SignOut } from './sign-in.tsx'
import { endSessionBefore } from './session-before.ts'
import { signInStrings } from './sign-in-strings.ts'
import { siteOf } from './site.ts'
import { jsonOf } from './json-field.ts'

const purpose = { code: 'sign-in', basis: 'NĐ 69/2024/NĐ-CP, đ.20', text: 'Đăng nhập' }
const perAddress = { key: 'ip', max: 60, perSeconds: 300, name: 'sign-in' } as const
/** Holds which challenge the code page answers and, masked, where the code went: neither belongs into an address. */
const codeCookie = 'congdan-ma'

const signInPath = '/dang-nhap'
const nextOf = (req: PageRequest): string => safePath(req.method === 'POST' ? req.form.get('tiep') : req.query['tiep'], '/toi')
/** Everybody passes the choice of posts; who holds none goes straight on. */
const afterSignIn = (next: string): string => (next === '/toi' ? '/chuc-vu?vao=1' : `/chuc-vu?vao=1&tiep=${encodeURIComponent(next)}`)
const error = (field: string, key: keyof typeof signInStrings.vi): FieldError => ({ field, vi: signInStrings.vi[key], en: signInStrings.en[key] })

/** What a visitor of a trial types to walk the real way in; undefined everywhere else. */
function tryWith(): { pin: string; name: string; password: string } | undefined {
  const given = demo()
  const first = given?.personas.find((persona) => persona.pin)
  return given?.password && first?.pin ? { pin: first.pin, name: first.name, password: given.password } : undefined
}

async function signInPage(ctx: Ctx, req: PageRequest, pin: string, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const screen = { title: signInStrings.t(req.lang, 'title'), screen: 'C-01', back: { href: '/' }, errors, scripts: ['passkey'], signIn: false, path: signInPath }
  return page(req, screen, <SignIn offer={await offerByKey(ctx, req, signInPath)} next={nextOf(req)} pin={pin} demo={demo() !== null} tryWith={tryWith()} csrf={req.csrfToken} lang={req.lang} />, status)
}

export const signInRoute = pageRoute({
  method: 'GET', url: '/dang-nhap', access: 'public', purpose,
  handler: async (ctx, req) => (req.session && req.query['tiep'] === undefined ? { redirect: '/chuc-vu?vao=1' } : signInPage(ctx, req, '')),
})

/** Answers alike for an unknown number and a wrong password. A failure is returned, not refused: it must stay counted. */
export const askCodeRoute = pageRoute({
  method: 'POST', url: '/dang-nhap', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const typed = req.form.get('pin')
    const pin = parseTypedPin(typed)
    const password = req.form.get('password')
    const errors = [...(pin === null ? [{ field: 'pin', vi: typedPinProblem(typed) ?? signInStrings.vi['code.wrong'], en: signInStrings.en['code.wrong'] }] : []), ...(password === '' ? [error('password', 'code.no-password')] : [])]
    if (pin === null || errors.length > 0) return signInPage(ctx, req, typed, errors, 422)
    const begun = await beginSignInWithCode({ ...ctx, actor: { kind: 'visitor' } }, { pin, password, origin: req.remote, device: req.cookies[knownCookie] })
    if (begun.ok) return toCodePage(req, begun.sent)
    if (begun.reason === 'wrong') return signInPage(ctx, req, typed, [error('pin', 'code.wrong')], 422)
    const time = begun.until ? timeOf(begun.until) : ''
    return signInPage(ctx, req, typed, [{ field: '', vi: signInStrings.t('vi', 'code.too-many', { time }), en: signInStrings.t('en', 'code.too-many', { time }) }], 429)
  },
  onRefusal: async (ctx, req, refusal) => signInPage(ctx, req, req.form.get('pin'), errorsOf(refusal)),
})

const toCodePage = (req: PageRequest, sent: { challengeId: string; to: string | null }): PageReply => ({
  redirect: `/dang-nhap/ma?tiep=${encodeURIComponent(nextOf(req))}`, cookies: [{ name: codeCookie, value: Buffer.from(JSON.stringify([sent.challengeId, sent.to])).toString('base64url'), maxAgeSeconds: 900, sameSite: 'Strict' }],
})

function pendingCode(req: PageRequest): { challengeId: string; to: string | null } | undefined {
  const parts = jsonOf(Buffer.from(req.cookies[codeCookie] ?? '', 'base64url').toString())
  if (!Array.isArray(parts)) return undefined
  const [challengeId, to] = parts as unknown[]
  return typeof challengeId === 'string' && isId(challengeId) && (typeof to === 'string' || to === null) ? { challengeId, to: to?.slice(0, 80) ?? null } : undefined
}

function codePage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  const pending = pendingCode(req)
  if (!pending) return { redirect: `/dang-nhap?tiep=${encodeURIComponent(nextOf(req))}` }
  const screen = { title: signInStrings.t(req.lang, 'otp.title'), screen: 'C-01-code', back: { href: '/dang-nhap' }, errors, signIn: false }
  return page(req, screen, <EnterCode to={pending.to} next={nextOf(req)} demo={demo() !== null} lang={req.lang} />, status)
}

export const codeRoute = pageRoute({ method: 'GET', url: '/dang-nhap/ma', access: 'public', purpose, handler: async (_ctx, req) => codePage(req) })

export const enterCodeRoute = pageRoute({
  method: 'POST', url: '/dang-nhap/ma', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const pending = pendingCode(req)
    const code = req.form.get('code').replace(/\D/g, '')
    if (!pending) return codePage(req)
    if (code === '') return codePage(req, [error('code', 'otp.empty')], 422)
    const { token, hash } = newSessionToken()
    const finished = await finishSignInWithCode({ ...ctx, actor: { kind: 'visitor' } }, { challengeId: pending.challengeId, code, device: deviceOf(req), tokenHash: hash })
    if (!finished.ok) return codePage(req, [error('code', `otp.${finished.reason}`)], 422)
    await endSessionBefore(ctx)
    return { redirect: afterSignIn(nextOf(req)), session: token, cookies: [{ name: codeCookie, value: null }, rememberBrowser(ctx, req, finished.accountId)] }
  },
  onRefusal: async (_ctx, req, refusal) => codePage(req, errorsOf(refusal)),
})

/** Who has an authenticator app, but not at hand, gets a code by message after all. */
export const codeByMessageRoute = pageRoute({
  method: 'POST', url: '/dang-nhap/ma/gui', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const pending = pendingCode(req)
    const sent = pending && (await codeInsteadOfApp({ ...ctx, actor: { kind: 'visitor' } }, pending.challengeId))
    return sent ? toCodePage(req, sent) : { redirect: `/dang-nhap?tiep=${encodeURIComponent(nextOf(req))}` }
  },
  onRefusal: async (_ctx, req, refusal) => codePage(req, errorsOf(refusal)),
})

/** For the script of the sign-in page: a challenge for whatever passkey the device holds. No name is asked, so none can be probed. */
export const beginPasskeyRoute = pageRoute({
  method: 'POST', url: '/dang-nhap/khoa/bat-dau', access: 'public', purpose, rateLimit: perAddress,
  handler: async (ctx, req) => ({ json: await beginPasskeySignIn({ ...ctx, actor: { kind: 'visitor' } }, siteOf(req)) }),
})

/** What the page at `about` brings along for the key of this device, so that pressing the button asks the server nothing more. */
export const offerByKey = (ctx: Ctx, req: PageRequest, about: string): Promise<PasskeyOffer> => offerPasskeySignIn({ ...ctx, actor: { kind: 'visitor' } }, siteOf(req), about)

/** Opens a session for whoever holds the key that answered the challenge (one asked for, or the one that the page at `about` brought along); the session this browser had is over. Refuses what `signInWithPasskey` refuses. */
export async function signInByKey(ctx: Ctx, req: PageRequest, about: string): Promise<SignedInByKey & { token: string }> {
  const made = newSessionToken()
  const response = jsonOf(req.form.get('response')) as AuthenticationResponseJSON
  const signedIn = await signInWithPasskey({ ...ctx, actor: { kind: 'visitor' } }, { challengeId: req.form.get('challengeId'), response: Object(response) as AuthenticationResponseJSON, site: siteOf(req), about, device: deviceOf(req), tokenHash: made.hash })
  await endSessionBefore(ctx)
  return { ...signedIn, token: made.token }
}

export const passkeyRoute = pageRoute({
  method: 'POST', url: '/dang-nhap/khoa', access: 'public', purpose, rateLimit: perAddress,
  handler: async (ctx, req) => ({ json: { next: afterSignIn(nextOf(req)) }, session: (await signInByKey(ctx, req, signInPath)).token }),
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: refusal.vi } }),
})

export const signOutPageRoute = pageRoute({
  method: 'GET', url: '/dang-xuat', access: 'public', purpose,
  handler: async (_ctx, req) => (req.session ? page(req, { title: signInStrings.t(req.lang, 'out.title'), screen: 'C-01-out', nav: false }, <SignOut lang={req.lang} />) : { redirect: '/' }),
})

export const signOutRoute = pageRoute({
  method: 'POST', url: '/dang-xuat', access: 'public', purpose,
  async handler(ctx) {
    await endSessionBefore(ctx)
    return { redirect: '/', session: null }
  },
})

/** "Ở lại": any request of a session lengthens it, so this one only comes back. */
export const stayRoute = pageRoute({
  method: 'POST', url: '/o-lai', access: 'signed-in', acting: true, purpose,
  handler: async (_ctx, req) => ({ redirect: safePath(req.form.get('back'), '/toi') }),
})
