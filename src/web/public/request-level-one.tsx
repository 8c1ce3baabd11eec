import { beginLevelOneRequest, eidRule, finishLevelOneRequest } from '../../foundations/eid/index.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { parsePhone } from '../../kernel/phone.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DateField, Form, OtpField, PinField, TextField, type Lang } from '../kit/index.ts'
import { accountStrings } from './account-strings.ts'
import { demo } from './demo.ts'
import { errorsOf, page } from './frame.ts'
import { dropPending, keepPending, pendingOf } from './pending.ts'
import { DemoCodeHint } from './sign-in.tsx'

const purpose = { code: 'request-eid', basis: 'NĐ 69/2024/NĐ-CP, đ.7', text: 'Đăng ký định danh mức 1' }
const perAddress = { key: 'ip', max: 30, perSeconds: 300, name: 'request-eid' } as const
const cookie = 'congdan-dang-ky'
const visitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'visitor' } })
const error = (field: string, key: keyof typeof accountStrings.vi): FieldError => ({ field, vi: accountStrings.vi[key], en: accountStrings.en[key] })

/** Level 1 from home: five facts, one page; the phone is proved on the next. */
function Request(props: { req: PageRequest; lang: Lang }) {
  const say = accountStrings.in(props.lang)
  const { form } = props.req
  return (
    <>
      <h1>{say('req.heading')}</h1>
      <p class="lead">{say('req.lead')}</p>
      <Form action="/dang-ky-dinh-danh">
        <PinField name="pin" label={say('act.pin')} value={form.get('pin')} />
        <TextField name="fullName" label={say('req.name')} hint={say('req.name-hint')} value={form.get('fullName')} autocomplete="name" />
        <DateField name="birth" label={say('req.birth')} birth value={{ day: form.get('birth.day'), month: form.get('birth.month'), year: form.get('birth.year') }} />
        <TextField name="phone" label={say('req.phone')} hint={say('req.phone-hint')} type="tel" inputmode="tel" width="half" value={form.get('phone')} autocomplete="tel" />
        <TextField name="email" label={say('req.email')} optional type="email" inputmode="email" width="half" value={form.get('email')} autocomplete="email" />
        <div class="buttons"><Button act="request-level-1">{say('req.do')}</Button></div>
      </Form>
    </>
  )
}

function requestPage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  return page(req, { title: accountStrings.t(req.lang, 'req.title'), screen: 'C-02-request', back: { href: '/dang-nhap' }, errors, path: '/dang-ky-dinh-danh', signIn: false }, <Request req={req} lang={req.lang} />, status)
}

export const requestRoute = pageRoute({ method: 'GET', url: '/dang-ky-dinh-danh', access: 'public', purpose, handler: async (_ctx, req) => requestPage(req) })

export const sendRequestRoute = pageRoute({
  method: 'POST', url: '/dang-ky-dinh-danh', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const { form } = req
    const pin = parseTypedPin(form.get('pin'))
    const fullName = form.get('fullName').trim()
    const birthDate = parseDateVi(`${form.get('birth.day')}/${form.get('birth.month')}/${form.get('birth.year')}`)
    const phone = parsePhone(form.get('phone'))
    const email = form.get('email').trim()
    const errors: FieldError[] = [
      ...(pin === null ? [{ field: 'pin', vi: typedPinProblem(form.get('pin')) ?? accountStrings.vi['act.pin-wrong'], en: accountStrings.en['act.pin-wrong'] }] : []),
      ...(fullName === '' || fullName.length > 100 ? [error('fullName', 'req.name-empty')] : []),
      ...(birthDate === null ? [error('birth', 'req.birth-wrong')] : []),
      ...(phone?.kind !== 'mobile' ? [error('phone', 'req.phone-wrong')] : []),
      ...(email !== '' && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(email) ? [error('email', 'req.email-wrong')] : []),
    ]
    if (pin === null || birthDate === null || phone === null || errors.length > 0) return requestPage(req, errors, 422)
    const begun = await beginLevelOneRequest(visitor(ctx), { pin, fullName, birthDate, phone: phone.national, email: email === '' ? null : email, origin: req.remote })
    return { redirect: '/dang-ky-dinh-danh/ma', cookies: [keepPending(cookie, [begun.challengeId, begun.to])] }
  },
  onRefusal: async (_ctx, req, refusal) => requestPage(req, errorsOf(refusal)),
})

function codePage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  const [, to] = pendingOf(req, cookie, 2) ?? []
  if (to === undefined) return { redirect: '/dang-ky-dinh-danh' }
  const say = accountStrings.in(req.lang)
  return page(req, { title: say('req.sent-title'), screen: 'C-02-request-code', back: { href: '/dang-ky-dinh-danh' }, errors, path: '/dang-ky-dinh-danh/ma', signIn: false }, (
    <>
      <h1>{say('rec.otp-title')}</h1>
      <p>{say('rec.otp-sent', { to })}</p>
      {demo() && <DemoCodeHint lang={req.lang} />}
      <Form action="/dang-ky-dinh-danh/ma">
        <OtpField name="code" label={say('rec.otp')} src="proof" />
        <div class="buttons"><Button act="prove-phone">{say('rec.otp-do')}</Button></div>
      </Form>
    </>
  ), status)
}

export const requestCodeRoute = pageRoute({ method: 'GET', url: '/dang-ky-dinh-danh/ma', access: 'public', purpose, handler: async (_ctx, req) => codePage(req) })

export const enterRequestCodeRoute = pageRoute({
  method: 'POST', url: '/dang-ky-dinh-danh/ma', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const [challengeId] = pendingOf(req, cookie, 2) ?? []
    if (challengeId === undefined) return { redirect: '/dang-ky-dinh-danh' }
    const outcome = await finishLevelOneRequest(visitor(ctx), { challengeId, code: req.form.get('code') })
    return outcome === 'received' ? { redirect: '/dang-ky-dinh-danh/xong', cookies: [dropPending(cookie)] } : codePage(req, [error('code', `rec.otp-${outcome}`)], 422)
  },
  // What a request of the same person meanwhile refuses must not be told apart from one that came to nothing.
  onRefusal: async () => ({ redirect: '/dang-ky-dinh-danh/xong' }),
})

export const requestedRoute = pageRoute({
  method: 'GET', url: '/dang-ky-dinh-danh/xong', access: 'public', purpose,
  async handler(ctx, req) {
    const say = accountStrings.in(req.lang)
    return page(req, { title: say('req.received-title'), screen: 'C-02-requested', back: { href: '/' } }, (
      <><h1>{say('req.received-heading')}</h1><p>{say('req.received-text')}</p><p>{say('req.received-days', { days: eidRule('days:level-1', ctx.today).value })}</p></>
    ))
  },
})

export const requestPages = [requestRoute, sendRequestRoute, requestCodeRoute, enterRequestCodeRoute, requestedRoute]
