import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { askByNumber, beginEnrolmentPasskey, checkEnrolmentCode, enrolWithPasskey, enrolWithPassword } from '../../foundations/eid/index.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { newSessionToken, pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, Form, Notice, PinField, TextField, type Lang } from '../kit/index.ts'
import { accountStrings } from './account-strings.ts'
import { demo } from './demo.ts'
import { deviceOf, rememberBrowser } from './device.ts'
import { errorsOf, page } from './frame.ts'
import { jsonOf } from './json-field.ts'
import { CeremonyBox } from './passkey-box.tsx'
import { dropPending, keepPending, pendingOf } from './pending.ts'
import { endSessionBefore } from './session-before.ts'
import { DemoCodeHint } from './sign-in.tsx'
import { siteOf } from './site.ts'

const purpose = { code: 'activate-eid', basis: 'NĐ 69/2024/NĐ-CP', text: 'Kích hoạt định danh' }
const perAddress = { key: 'ip', max: 60, perSeconds: 300, name: 'activate' } as const
/** Holds the code between the pages. */
export const enrolmentCookie = 'congdan-kich-hoat'
const visitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'visitor' } })

/** C-02, page 1: the code, and how to get one. */
function EnterActivationCode(props: { typed: string; asked: boolean; lang: Lang }) {
  const say = accountStrings.in(props.lang)
  return (
    <>
      <h1>{say('act.heading')}</h1>
      <p class="lead">{say('act.lead')}</p>
      {props.asked && <Notice kind="success" title={say('act.asked')} live />}
      {props.asked && demo() && <DemoCodeHint lang={props.lang} />}
      <Form action="/kich-hoat">
        <TextField name="code" label={say('act.code')} hint={say('act.code-hint')} value={props.typed} width="half" autocomplete="one-time-code" src="proof" />
        <div class="buttons"><Button act="check-code">{say('act.next')}</Button></div>
      </Form>
      <h2>{say('act.none')}</h2>
      <p>{say('act.none-text')}</p>
      <Form action="/kich-hoat/gui-lai" label={say('act.none')}>
        <PinField name="pin" label={say('act.pin')} src="proof" />
        <div class="buttons"><Button kind="secondary" act="send-code">{say('act.send')}</Button></div>
      </Form>
      <p class="hint">{say('act.none-phone')}</p>
    </>
  )
}

/** C-02, page 2: a passkey, or a sentence. */
function ChooseWay(props: { csrf: string; lang: Lang }) {
  const say = accountStrings.in(props.lang)
  return (
    <>
      <h1>{say('way.heading')}</h1>
      <CeremonyBox kind="add" begin="/kich-hoat/khoa/bat-dau" finish="/kich-hoat/khoa" next="/kich-hoat/xong" csrf={props.csrf} title={say('way.passkey')} text={say('way.passkey-text')} label={say('way.passkey-do')} act="use-passkey" lang={props.lang} />
      <p class="or"><span>{say('way.or')}</span></p>
      <Form action="/kich-hoat/cach">
        <TextField name="password" label={say('way.password')} hint={say('way.password-hint')} type="password" autocomplete="new-password" src="proof" />
        <div class="buttons"><Button kind="secondary" act="use-password">{say('way.password-do')}</Button></div>
      </Form>
    </>
  )
}

/** C-02, page 3: done, and the first useful things. */
function Activated(props: { lang: Lang }) {
  const say = accountStrings.in(props.lang)
  return (
    <>
      <h1>{say('done.heading')}</h1>
      <Notice kind="success" title={say('done.text')} />
      <h2>{say('done.recovery')}</h2>
      <p>{say('done.recovery-text')}</p>
      <Form action="/an-toan/ma-khoi-phuc" class="form-inline"><Button act="make-recovery-code">{say('done.recovery-do')}</Button></Form>
      <p><ButtonLink kind="quiet" href="/toi" act="go">{say('done.go')}</ButtonLink></p>
    </>
  )
}

function codePage(req: PageRequest, typed: string, errors: readonly FieldError[] = [], status?: number): PageReply {
  const asked = req.query['gui'] === '1' && errors.length === 0
  return page(req, { title: accountStrings.t(req.lang, 'act.title'), screen: 'C-02', back: { href: '/dang-nhap' }, errors, path: '/kich-hoat', signIn: false }, <EnterActivationCode typed={typed} asked={asked} lang={req.lang} />, status)
}

const error = (field: string, key: keyof typeof accountStrings.vi): FieldError => ({ field, vi: accountStrings.vi[key], en: accountStrings.en[key] })

export const activateRoute = pageRoute({ method: 'GET', url: '/kich-hoat', access: 'public', purpose, handler: async (_ctx, req) => codePage(req, '') })

export const checkCodeRoute = pageRoute({
  method: 'POST', url: '/kich-hoat', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const code = req.form.get('code').slice(0, 40)
    const outcome = await checkEnrolmentCode(visitor(ctx), { code, origin: req.remote })
    if (!outcome.ok) return codePage(req, code, [error('code', `act.${outcome.reason}`)], outcome.reason === 'wrong' ? 422 : 429)
    return { redirect: '/kich-hoat/cach', cookies: [keepPending(enrolmentCookie, [code])] }
  },
})

/** Answers alike for every number; the code, where there is one to send, goes to the phone on file. */
export const resendCodeRoute = pageRoute({
  method: 'POST', url: '/kich-hoat/gui-lai', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const typed = req.form.get('pin')
    const pin = parseTypedPin(typed)
    if (pin === null) return codePage(req, '', [{ field: 'pin', vi: typedPinProblem(typed) ?? accountStrings.vi['act.pin-wrong'], en: accountStrings.en['act.pin-wrong'] }], 422)
    const asked = await askByNumber(visitor(ctx), { pin, what: 'activation', origin: req.remote })
    return asked.ok ? { redirect: '/kich-hoat?gui=1' } : codePage(req, '', [error('pin', 'act.too-many')], 429)
  },
})

function wayPage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  if (!pendingOf(req, enrolmentCookie, 1)) return { redirect: '/kich-hoat' }
  return page(req, { title: accountStrings.t(req.lang, 'way.title'), screen: 'C-02-way', back: { href: '/kich-hoat' }, errors, scripts: ['passkey'], path: '/kich-hoat/cach', signIn: false }, <ChooseWay csrf={req.csrfToken} lang={req.lang} />, status)
}

export const chooseWayRoute = pageRoute({ method: 'GET', url: '/kich-hoat/cach', access: 'public', purpose, handler: async (_ctx, req) => wayPage(req) })

const codeOf = (req: PageRequest): string => pendingOf(req, enrolmentCookie, 1)?.[0] ?? ''

export const enrolPasswordRoute = pageRoute({
  method: 'POST', url: '/kich-hoat/cach', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const { token, hash } = newSessionToken()
    const { accountId } = await enrolWithPassword(visitor(ctx), { code: codeOf(req), password: req.form.get('password'), device: deviceOf(req), tokenHash: hash })
    await endSessionBefore(ctx)
    return { redirect: '/kich-hoat/xong', session: token, cookies: [dropPending(enrolmentCookie), rememberBrowser(ctx, req, accountId)] }
  },
  onRefusal: async (_ctx, req, refusal) => wayPage(req, errorsOf(refusal)),
})

export const beginEnrolRoute = pageRoute({
  method: 'POST', url: '/kich-hoat/khoa/bat-dau', access: 'public', purpose, rateLimit: perAddress,
  handler: async (ctx, req) => ({ json: await beginEnrolmentPasskey(visitor(ctx), codeOf(req), siteOf(req)) }),
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: `${refusal.vi} ${refusal.next ?? ''}` } }),
})

export const enrolPasskeyRoute = pageRoute({
  method: 'POST', url: '/kich-hoat/khoa', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const { token, hash } = newSessionToken()
    const response = Object(jsonOf(req.form.get('response'))) as RegistrationResponseJSON
    await enrolWithPasskey(visitor(ctx), { code: codeOf(req), challengeId: req.form.get('challengeId'), response, label: accountStrings.t(req.lang, 'way.passkey-name'), site: siteOf(req), device: deviceOf(req), tokenHash: hash })
    await endSessionBefore(ctx)
    return { json: { next: '/kich-hoat/xong' }, session: token, cookies: [dropPending(enrolmentCookie)] }
  },
  onRefusal: async (_ctx, _req, refusal) => ({ json: { says: `${refusal.vi} ${refusal.next ?? ''}` } }),
})

export const activatedRoute = pageRoute({
  method: 'GET', url: '/kich-hoat/xong', access: 'signed-in', purpose,
  handler: async (_ctx, req) => page(req, { title: accountStrings.t(req.lang, 'done.title'), screen: 'C-02-done' }, <Activated lang={req.lang} />),
})

export const activationPages = [activateRoute, checkCodeRoute, resendCodeRoute, chooseWayRoute, enrolPasswordRoute, beginEnrolRoute, enrolPasskeyRoute, activatedRoute]
