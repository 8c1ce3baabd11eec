import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { accountOfActivationLink, activateByLink, registerPasskey } from '../../foundations/eid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { newSessionToken, pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, Form, Icon, Notice, TextField, type Lang } from '../kit/index.ts'
import { deviceOf, errorsOf, jsonOf, page, siteOf } from '../public/index.ts'
import { administratorStrings } from './strings.ts'

const path = '/kich-hoat-quan-tri'
const purpose = { code: 'activate-account', basis: 'NĐ 69/2024/NĐ-CP', text: 'Kích hoạt tài khoản quản trị' }
const perAddress = { key: 'ip', max: 30, perSeconds: 300, name: 'activation' } as const

/** The link that `congdan init` printed: whoever holds it sets the first password. */
export const activationRoute = pageRoute({ method: 'GET', url: path, access: 'public', purpose, rateLimit: perAddress, handler: (ctx, req) => activationPage(ctx, req, req.query['m'] ?? '') })

export const activateRoute = pageRoute({
  method: 'POST', url: path, access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const token = req.form.get('m')
    const password = req.form.get('password')
    if (password !== req.form.get('again')) return activationPage(ctx, req, token, [{ field: 'again', vi: administratorStrings.vi['differ'], en: administratorStrings.en['differ'] }], 422)
    const session = newSessionToken()
    await activateByLink(visiting(ctx), { token, password, device: deviceOf(req), tokenHash: session.hash })
    return { redirect: `${path}/khoa`, session: session.token }
  },
  onRefusal: (ctx, req, refusal) => activationPage(ctx, req, req.form.get('m'), errorsOf(refusal), refusal.status),
})

/** Offered at once, while the administrator sits at the device; never required. */
export const activationKeyRoute = pageRoute({
  method: 'GET', url: `${path}/khoa`, access: 'signed-in', purpose,
  handler: async (_ctx, req) => page(req, { title: administratorStrings.t(req.lang, 'key-title'), screen: 'A-00-key', nav: false, scripts: ['passkey'] }, <OfferKey csrf={req.csrfToken} lang={req.lang} />),
})

/** Keeps the passkey and goes on to the posts. The challenge comes from the safety page's own route. */
export const activationKeyDoneRoute = pageRoute({
  method: 'POST', url: `${path}/khoa`, access: 'signed-in', purpose,
  async handler(ctx, req) {
    await registerPasskey(ctx, { challengeId: req.form.get('challengeId'), response: Object(jsonOf(req.form.get('response'))) as RegistrationResponseJSON, label: req.form.get('label'), site: siteOf(req) })
    return { json: { next: '/chuc-vu?vao=1' } }
  },
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: refusal.vi } }),
})

async function activationPage(ctx: Ctx, req: PageRequest, token: string, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const account = await accountOfActivationLink(visiting(ctx), token)
  const screen = { title: administratorStrings.t(req.lang, account ? 'title' : 'ended-title'), screen: 'A-00', signIn: false, path }
  if (!account) return page(req, screen, <Ended lang={req.lang} />, 410)
  return page(req, { ...screen, errors }, <Activate token={token} name={account.displayName} lang={req.lang} />, status)
}

/** The link alone counts here, not whoever is signed in at this browser. */
const visiting = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'visitor' } })

function Activate(props: { token: string; name: string; lang: Lang }) {
  const say = administratorStrings.in(props.lang)
  return (
    <>
      <h1>{say('heading', { name: props.name })}</h1>
      <p>{say('once')}</p>
      <Form action={path} hidden={{ m: props.token }}>
        <TextField name="password" label={say('password')} hint={say('password-hint')} type="password" width="half" autocomplete="new-password" src="proof" />
        <TextField name="again" label={say('again')} type="password" width="half" autocomplete="new-password" src="proof" />
        <div class="buttons"><Button act="activate">{say('do')}</Button></div>
      </Form>
    </>
  )
}

function Ended(props: { lang: Lang }) {
  const say = administratorStrings.in(props.lang)
  return (
    <>
      <h1>{say('ended-title')}</h1>
      <p>{say('ended')}</p>
      <p>{say('ended-next')} <code>npx congdan init --new-link</code></p>
      <ButtonLink kind="secondary" href="/dang-nhap" act="sign-in">{say('ended-sign-in')}</ButtonLink>
    </>
  )
}

function OfferKey(props: { csrf: string; lang: Lang }) {
  const say = administratorStrings.in(props.lang)
  return (
    <>
      <h1>{say('key-heading')}</h1>
      <Notice kind="success" title={say('key-done')} live />
      <p>{say('key-why')}</p>
      <div class="passkey-box" data-passkey="add" data-begin="/an-toan/khoa/bat-dau" data-finish={`${path}/khoa`} data-next="/chuc-vu?vao=1" data-csrf={props.csrf}
        data-waiting={say('key-waiting')} data-cancelled={say('key-failed')} data-failed={say('key-failed')} data-insecure={say('key-insecure')} data-unsupported={say('key-unsupported')}>
        <TextField name="label" label={say('key-name')} width="half" value={say('key-default')} />
        <button class="btn btn-primary" type="button" data-passkey-button data-act="add-passkey" hidden><Icon name="plus" /><span>{say('key-add')}</span></button>
        <p class="hint" data-passkey-says aria-live="polite">{say('key-needs-script')}</p>
      </div>
      <p><ButtonLink kind="quiet" href="/chuc-vu?vao=1" act="later">{say('key-later')}</ButtonLink></p>
    </>
  )
}
