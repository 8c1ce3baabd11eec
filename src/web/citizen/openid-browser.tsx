import { deviceQuestion, signOutQuestion, type Environment } from '../../foundations/openid/index.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, Form, Notice, TextField } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { openidStrings } from './openid-strings.ts'

const purpose: Purpose = { code: 'openid', basis: 'NĐ 69/2024/NĐ-CP', text: 'Đăng nhập vào hệ thống khác' }
const guesses = { key: 'ip', max: 30, perSeconds: 300, name: 'openid-device' } as const
const base = (environment: Environment): string => (environment === 'live' ? '' : '/thu')

/** A device waits with a code (device flow): on a kiosk, on a television, or scanned from its screen. */
async function devicePage(ctx: Ctx, req: PageRequest, environment: Environment): Promise<PageReply> {
  const say = openidStrings.in(req.lang)
  const typed = req.query['ma'] ?? ''
  const question = await deviceQuestion(ctx, environment, req.cookies, typed)
  // The protocol's own address gives this browser the secret that its form needs.
  if (question.xsrf === null) return { redirect: `${base(environment)}/oidc/device${typed === '' ? '' : `?user_code=${encodeURIComponent(typed)}`}` }
  const wrong = (typed !== '' && question.from === null) || req.query['loi'] !== undefined
  const errors = wrong ? [{ field: 'ma', vi: openidStrings.vi['device.unknown'], en: openidStrings.en['device.unknown'] }] : []
  const screen = { title: say('device.title'), screen: 'C-22-device', errors, nav: false, path: `${base(environment)}/thiet-bi` }
  if (question.from === null || wrong) {
    return page(req, screen, (
      <Form action={`${base(environment)}/thiet-bi`} method="get">
        <h1>{say('device.heading')}</h1>
        <TextField name="ma" label={say('device.code')} hint={say('device.hint')} width="twelve" maxlength={20} value={typed} src="proof" />
        <div class="buttons"><Button act="find-device">{say('device.find')}</Button></div>
      </Form>
    ), wrong ? 422 : undefined)
  }
  const hidden = { xsrf: question.xsrf, user_code: question.code }
  return page(req, { ...screen, errors: [] }, (
    <>
      <h1>{say('device.confirm', { client: question.from.name })}</h1>
      <p>{say('device.same')} <strong>{question.code}</strong></p>
      <Notice kind="warn" title={say('device.warning')} />
      <Form action={`${base(environment)}/oidc/device`} hidden={hidden}>
        <div class="buttons"><Button name="confirm" value="yes" act="confirm-device">{say('device.yes')}</Button><Button kind="secondary" name="abort" value="yes" act="stop-device">{say('device.no')}</Button></div>
      </Form>
    </>
  ))
}

/** A relying party sends somebody here to sign out (RP-initiated logout). */
async function signOutPage(ctx: Ctx, req: PageRequest, environment: Environment): Promise<PageReply> {
  const say = openidStrings.in(req.lang)
  const { xsrf, from, goesTo } = await signOutQuestion(ctx, environment, req.cookies)
  const body = (
    <Form action={`${base(environment)}/oidc/session/end/confirm`} hidden={{ xsrf }}>
      <h1>{say('out.heading')}</h1>
      {from && <p>{say('out.from', { client: from.name })}</p>}
      <p>{say('out.text')}</p>
      <div class="buttons"><Button name="logout" value="yes" act="sign-out-all">{say('out.all')}</Button><Button kind="secondary" act="sign-out-there">{say('out.only')}</Button></div>
    </Form>
  )
  const reply = page(req, { title: say('out.title'), screen: 'C-01-out-all', nav: false, signIn: false }, body)
  return 'html' in reply && goesTo !== '' ? { ...reply, formAction: [goesTo] } : reply
}

function donePage(req: PageRequest, kind: 'device' | 'out'): PageReply {
  const say = openidStrings.in(req.lang)
  return page(req, { title: say(`${kind}.done-title`), screen: kind === 'device' ? 'C-22-device-done' : 'C-01-out-done', nav: false }, (
    <>
      <h1>{say(`${kind}.done-title`)}</h1>
      <p>{say(`${kind}.done`)}</p>
      <ButtonLink kind="secondary" href="/" act="home">{say('out.home')}</ButtonLink>
    </>
  ))
}

const get = (url: string, handler: (ctx: Ctx, req: PageRequest) => Promise<PageReply>): PageRoute => pageRoute({ method: 'GET', url, access: 'public', purpose, rateLimit: guesses, handler })

export const openidBrowserRoutes: readonly PageRoute[] = [
  get('/thiet-bi', (ctx, req) => devicePage(ctx, req, 'live')), get('/thu/thiet-bi', (ctx, req) => devicePage(ctx, req, 'sandbox')),
  get('/thiet-bi/xong', async (_ctx, req) => donePage(req, 'device')), get('/thu/thiet-bi/xong', async (_ctx, req) => donePage(req, 'device')),
  get('/dang-xuat-chung', (ctx, req) => signOutPage(ctx, req, 'live')), get('/thu/dang-xuat-chung', (ctx, req) => signOutPage(ctx, req, 'sandbox')),
  get('/dang-xuat-chung/xong', async (_ctx, req) => donePage(req, 'out')),
]
