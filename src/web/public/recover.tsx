import { askByNumber, beginRecovery, eidRule, finishRecovery, lockWithCode } from '../../foundations/eid/index.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Notice, OtpField, PinField, TextField, type Lang } from '../kit/index.ts'
import { accountStrings } from './account-strings.ts'
import { enrolmentCookie } from './activate.tsx'
import { demo } from './demo.ts'
import { errorsOf, page } from './frame.ts'
import { dropPending, keepPending, pendingOf } from './pending.ts'
import { DemoCodeHint } from './sign-in.tsx'

const purpose = { code: 'recover-eid', basis: 'NĐ 69/2024/NĐ-CP', text: 'Lấy lại hoặc khóa tài khoản định danh' }
const perAddress = { key: 'ip', max: 60, perSeconds: 300, name: 'recover' } as const
const recoverCookie = 'congdan-khoi-phuc'
const lockCookie = 'congdan-khoa'
const visitor = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'visitor' } })
const error = (field: string, key: keyof typeof accountStrings.vi): FieldError => ({ field, vi: accountStrings.vi[key], en: accountStrings.en[key] })

/** The number as digits, or the page again with what is wrong about it. */
function typedPin(req: PageRequest): { pin: string } | { errors: FieldError[] } {
  const pin = parseTypedPin(req.form.get('pin'))
  return pin === null ? { errors: [{ field: 'pin', vi: typedPinProblem(req.form.get('pin')) ?? accountStrings.vi['act.pin-wrong'], en: accountStrings.en['act.pin-wrong'] }] } : { pin }
}

/** C-03: a new phone without the old one: number and recovery code, a code to the phone, a new passkey or password. */
function Recover(props: { pin: string; hours: number; lang: Lang }) {
  const say = accountStrings.in(props.lang)
  return (
    <>
      <h1>{say('rec.heading')}</h1>
      <p class="lead">{say('rec.lead')}</p>
      <Form action="/khoi-phuc">
        <PinField name="pin" label={say('act.pin')} value={props.pin} src="proof" />
        <TextField name="code" label={say('rec.code')} hint={say('rec.code-hint')} width="half" autocomplete="off" src="proof" />
        <div class="buttons"><Button act="recover">{say('rec.do')}</Button></div>
      </Form>
      <h2>{say('rec.none')}</h2>
      <p>{say('rec.none-desk')}</p>
      <p>{say('rec.sms')}</p>
      <p>{say('rec.none-one', { hours: props.hours })}</p>
      <Form action="/khoi-phuc/muc-1" label={say('rec.none')}>
        <PinField name="pin" id="pin-1" label={say('act.pin')} src="proof" />
        <div class="buttons"><Button kind="secondary" act="recover-level-1">{say('rec.none-do')}</Button></div>
      </Form>
    </>
  )
}

function EnterCode(props: { action: string; heading: string; sent: string; submit: string; act: string; none?: string; lang: Lang }) {
  const say = accountStrings.in(props.lang)
  return (
    <>
      <h1>{props.heading}</h1>
      <p>{props.sent}</p>
      {demo() && <DemoCodeHint lang={props.lang} />}
      <Form action={props.action}>
        <OtpField name="code" label={say('rec.otp')} src="proof" />
        <div class="buttons"><Button act={props.act}>{props.submit}</Button></div>
      </Form>
      {props.none && <p class="hint">{props.none}</p>}
    </>
  )
}

function recoverPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  const hours = eidRule('recovery-wait-hours', ctx.today).value
  return page(req, { title: accountStrings.t(req.lang, 'rec.title'), screen: 'C-03', back: { href: '/dang-nhap' }, errors, path: '/khoi-phuc', signIn: false }, <Recover pin={req.form.get('pin')} hours={hours} lang={req.lang} />, status)
}

export const recoverRoute = pageRoute({ method: 'GET', url: '/khoi-phuc', access: 'public', purpose, handler: async (ctx, req) => recoverPage(ctx, req) })

export const beginRecoveryRoute = pageRoute({
  method: 'POST', url: '/khoi-phuc', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const typed = typedPin(req)
    if ('errors' in typed) return recoverPage(ctx, req, typed.errors, 422)
    const begun = await beginRecovery(visitor(ctx), { pin: typed.pin, code: req.form.get('code'), origin: req.remote })
    if (!begun.ok) return recoverPage(ctx, req, [error('pin', `rec.${begun.reason}`)], begun.reason === 'wrong' ? 422 : 429)
    return { redirect: '/khoi-phuc/ma', cookies: [keepPending(recoverCookie, [begun.challengeId, begun.to])] }
  },
  onRefusal: async (ctx, req, refusal) => recoverPage(ctx, req, errorsOf(refusal)),
})

export const recoverLevelOneRoute = pageRoute({
  method: 'POST', url: '/khoi-phuc/muc-1', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const typed = typedPin(req)
    if ('errors' in typed) return recoverPage(ctx, req, typed.errors, 422)
    const asked = await askByNumber(visitor(ctx), { pin: typed.pin, what: 'recovery', origin: req.remote })
    return asked.ok ? { redirect: '/khoi-phuc/ma', cookies: [keepPending(recoverCookie, [asked.challengeId, ''])] } : recoverPage(ctx, req, [error('pin', 'rec.too-many')], 429)
  },
})

function recoverCodePage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  const [, to] = pendingOf(req, recoverCookie, 2) ?? []
  if (to === undefined) return { redirect: '/khoi-phuc' }
  const say = accountStrings.in(req.lang)
  const sent = to === '' ? say('rec.otp-maybe') : say('rec.otp-sent', { to })
  return page(req, { title: say('rec.otp-title'), screen: 'C-03-code', back: { href: '/khoi-phuc' }, errors, path: '/khoi-phuc/ma', signIn: false }, <EnterCode action="/khoi-phuc/ma" heading={say('rec.otp-title')} sent={sent} submit={say('rec.otp-do')} act="recovery-code" lang={req.lang} />, status)
}

export const recoverCodeRoute = pageRoute({ method: 'GET', url: '/khoi-phuc/ma', access: 'public', purpose, handler: async (_ctx, req) => recoverCodePage(req) })

export const enterRecoverCodeRoute = pageRoute({
  method: 'POST', url: '/khoi-phuc/ma', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const [challengeId] = pendingOf(req, recoverCookie, 2) ?? []
    if (challengeId === undefined) return { redirect: '/khoi-phuc' }
    const finished = await finishRecovery(visitor(ctx), { challengeId, code: req.form.get('code') })
    if (!finished.ok) return recoverCodePage(req, [error('code', `rec.otp-${finished.reason}`)], 422)
    if ('waiting' in finished) {
      const say = accountStrings.in(req.lang)
      return page(req, { title: say('rec.wait-title'), screen: 'C-03-wait', back: { href: '/' }, signIn: false }, <><h1>{say('rec.wait-heading', { when: formatInstantVi(finished.waiting) })}</h1><p>{say('rec.wait-text')}</p></>)
    }
    return { redirect: '/kich-hoat/cach', cookies: [dropPending(recoverCookie), keepPending(enrolmentCookie, [finished.code])] }
  },
  onRefusal: async (_ctx, req, refusal) => recoverCodePage(req, errorsOf(refusal)),
})

/** "Khóa khẩn cấp" for who cannot sign in any more. */
function lockPage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  const say = accountStrings.in(req.lang)
  return page(req, { title: say('lock.title'), screen: 'C-33-lock', back: { href: '/dang-nhap' }, errors, path: '/khoa-khan-cap', signIn: false }, (
    <>
      <h1>{say('lock.heading')}</h1>
      <p class="lead">{say('lock.lead')}</p>
      <Form action="/khoa-khan-cap">
        <PinField name="pin" label={say('act.pin')} value={req.form.get('pin')} src="proof" />
        <div class="buttons"><Button act="ask-lock">{say('lock.do')}</Button></div>
      </Form>
      <p class="hint">{say('lock.none')}</p>
    </>
  ), status)
}

export const lockRoute = pageRoute({ method: 'GET', url: '/khoa-khan-cap', access: 'public', purpose, handler: async (_ctx, req) => lockPage(req) })

export const askLockRoute = pageRoute({
  method: 'POST', url: '/khoa-khan-cap', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const typed = typedPin(req)
    if ('errors' in typed) return lockPage(req, typed.errors, 422)
    const asked = await askByNumber(visitor(ctx), { pin: typed.pin, what: 'lock', origin: req.remote })
    return asked.ok ? { redirect: '/khoa-khan-cap/ma', cookies: [keepPending(lockCookie, [asked.challengeId])] } : lockPage(req, [error('pin', 'rec.too-many')], 429)
  },
})

function lockCodePage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  if (!pendingOf(req, lockCookie, 1)) return { redirect: '/khoa-khan-cap' }
  const say = accountStrings.in(req.lang)
  return page(req, { title: say('lock.title'), screen: 'C-33-lock-code', back: { href: '/khoa-khan-cap' }, errors, path: '/khoa-khan-cap/ma', signIn: false }, <EnterCode action="/khoa-khan-cap/ma" heading={say('rec.otp-title')} sent={say('lock.sent')} submit={say('lock.otp-do')} act="lock" none={say('lock.none')} lang={req.lang} />, status)
}

export const lockCodeRoute = pageRoute({ method: 'GET', url: '/khoa-khan-cap/ma', access: 'public', purpose, handler: async (_ctx, req) => lockCodePage(req) })

export const enterLockCodeRoute = pageRoute({
  method: 'POST', url: '/khoa-khan-cap/ma', access: 'public', purpose, rateLimit: perAddress,
  async handler(ctx, req) {
    const [challengeId] = pendingOf(req, lockCookie, 1) ?? []
    if (challengeId === undefined) return { redirect: '/khoa-khan-cap' }
    const outcome = await lockWithCode(visitor(ctx), { challengeId, code: req.form.get('code') })
    return outcome === 'locked' ? { redirect: '/khoa-khan-cap/xong', cookies: [dropPending(lockCookie)] } : lockCodePage(req, [error('code', `rec.otp-${outcome}`)], 422)
  },
  onRefusal: async (_ctx, req, refusal) => lockCodePage(req, errorsOf(refusal)),
})

export const lockedRoute = pageRoute({
  method: 'GET', url: '/khoa-khan-cap/xong', access: 'public', purpose,
  async handler(_ctx, req) {
    const say = accountStrings.in(req.lang)
    return page(req, { title: say('locked.title'), screen: 'C-33-locked', back: { href: '/' } }, <><h1>{say('locked.heading')}</h1><Notice kind="success" title={say('locked.text')} /></>)
  },
})

export const recoveryPages = [recoverRoute, beginRecoveryRoute, recoverLevelOneRoute, recoverCodeRoute, enterRecoverCodeRoute, lockRoute, askLockRoute, lockCodeRoute, enterLockCodeRoute, lockedRoute]
