import { groupPin } from '../../kernel/personal-number.ts'
import { Button, ButtonLink, Form, Notice, OtpField, PinField, TextField, type Lang } from '../kit/index.ts'
import type { PasskeyOffer } from '../../foundations/eid/index.ts'
import { elsewhereStrings } from './elsewhere-strings.ts'
import { PasskeySignIn } from './passkey-box.tsx'
import { signInStrings } from './sign-in-strings.ts'

export interface SignInModel {
  /** Path of this site to go to afterwards. */
  readonly next: string
  readonly pin: string
  readonly demo: boolean
  /** Only in a trial: a number and the password that opens it, to try the real way. */
  readonly tryWith?: { readonly pin: string; readonly name: string; readonly password: string } | undefined
}

/** C-01: the passkey first, the number and a code second, a counter for everybody else. No puzzle, pasting allowed (WCAG 3.3.8). */
export function SignIn(props: SignInModel & { offer: PasskeyOffer; lang: Lang; csrf: string }) {
  const say = signInStrings.in(props.lang)
  const elsewhere = elsewhereStrings.in(props.lang)
  return (
    <>
      <h1>{say('heading')}</h1>
      {props.next !== '/toi' && <p class="hint">{say('after')}</p>}
      <PasskeySignIn finish="/dang-nhap/khoa" offer={props.offer} next={props.next} csrf={props.csrf} lang={props.lang} />
      <p class="or"><span>{say('or')}</span></p>
      <section class="stack">
        <h2>{say('code.title')}</h2>
        <Form action="/dang-nhap" hidden={{ tiep: props.next }}>
          <PinField name="pin" label={say('code.pin')} value={props.pin} autocomplete="username" src="proof" />
          <TextField name="password" label={say('code.password')} hint={say('code.show-text')} type="password" width="half" autocomplete="current-password" src="proof" />
          <div class="buttons"><Button act="get-code">{say('code.do')}</Button></div>
        </Form>
      </section>
      <section class="stack">
        <h2>{elsewhere('offer.title')}</h2>
        <p>{elsewhere('offer.text')}</p>
        <Form action="/dang-nhap/may-khac" hidden={{ tiep: props.next }} class="form-inline"><Button kind="secondary" act="use-phone">{elsewhere('offer.do')}</Button></Form>
      </section>
      {props.demo && (
        <section class="demo-box">
          <h2>{say('demo.title')}</h2>
          <p>{say('demo.text')}</p>
          <ButtonLink kind="secondary" href="/gioi-thieu" act="choose-persona">{say('demo.do')}</ButtonLink>
          {props.tryWith && <p>{say('demo.password', { ...props.tryWith, pin: groupPin(props.tryWith.pin) })}</p>}
        </section>
      )}
      <ul class="ways">
        <li><a href="/kich-hoat">{say('links.activate')}</a></li><li><a href="/khoi-phuc">{say('links.recover')}</a></li><li><a href="/dang-ky-dinh-danh">{say('links.request')}</a></li><li><a href="/khoa-khan-cap">{say('links.lock')}</a></li>
      </ul>
      <details class="details"><summary>{say('other')}</summary><div class="details-body"><p>{say('other-text')}</p></div></details>
    </>
  )
}

export interface EnterCodeModel {
  /** Masked: '*** *** 512'; empty where the holder's app makes the code; null where it is not said whether one was sent. */
  readonly to: string | null
  readonly next: string
  readonly demo: boolean
}

export function EnterCode(props: EnterCodeModel & { lang: Lang }) {
  const say = signInStrings.in(props.lang)
  return (
    <>
      <h1>{say(props.to === '' ? 'otp.app-heading' : props.to === null ? 'otp.alike-heading' : 'otp.heading')}</h1>
      {props.to === null && <Notice kind="info" title={say('otp.alike')}><p>{say('otp.alike-text')}</p></Notice>}
      {props.to !== null && <p>{props.to === '' ? say('otp.app') : say('otp.sent', { to: props.to })}</p>}
      {props.demo && props.to !== '' && <DemoCodeHint lang={props.lang} />}
      <Form action="/dang-nhap/ma" hidden={{ tiep: props.next }}>
        <OtpField name="code" label={say('otp.label')} hint={say('otp.warning')} src="proof" />
        <div class="buttons"><Button act="sign-in">{say('otp.do')}</Button><a class="link-plain" href={`/dang-nhap?tiep=${encodeURIComponent(props.next)}`}>{say('otp.new')}</a></div>
      </Form>
      {props.to === '' && <Form action="/dang-nhap/ma/gui" hidden={{ tiep: props.next }} class="form-inline"><Button kind="secondary" act="by-message">{say('otp.by-message')}</Button></Form>}
    </>
  )
}

/** Only in a trial: codes reach no phone, so the page says where they are. */
export function DemoCodeHint(props: { lang: Lang }) {
  const say = signInStrings.in(props.lang)
  return <p class="demo-box">{say('otp.mailbox')} <a href="/hop-thu-thu" target="_blank" rel="noopener">{say('otp.mailbox-open')}</a></p>
}

export function SignOut(props: { lang: Lang }) {
  const say = signInStrings.in(props.lang)
  return (
    <>
      <h1>{say('out.heading')}</h1>
      <p>{say('out.text')}</p>
      <Form action="/dang-xuat"><div class="buttons"><Button act="sign-out">{say('out.do')}</Button><ButtonLink kind="quiet" href="/toi">{say('out.stay')}</ButtonLink></div></Form>
    </>
  )
}
