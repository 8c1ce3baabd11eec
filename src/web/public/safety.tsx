import { formatDateVi, formatInstantVi, todayAt } from '../../kernel/plain-date.ts'
import { Button, ButtonLink, CheckAnswers, CopyButton, Form, Icon, Notice, OtpField, QrImage, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { accountStrings } from './account-strings.ts'
import { safetyStrings } from './sign-in-strings.ts'

export interface SafetyModel {
  readonly passkeys: readonly { readonly id: string; readonly label: string; readonly createdAt: string; readonly lastUsedAt: string | null }[]
  readonly passwordSince: string | null
  /** The old password comes before a new one. */
  readonly asksOld: boolean
  readonly sessions: readonly { readonly id: string; readonly device: string; readonly lastSeenAt: string; readonly current: boolean }[]
  /** Masked. */
  readonly phone: string | null
  readonly email: string | null
  /** Proved a moment ago: changes go through without asking again. */
  readonly fresh: boolean
  /** Somebody is regaining this account by its number: from when it would open. */
  readonly recoveryOpensAt: string | null
  readonly appSince: string | null
  readonly appId: string
  readonly recoverySince: string | null
  readonly done?: 'password' | 'removed' | 'ended' | 'added' | 'renamed' | 'app'
}

/** C-33: devices, passkeys, sessions and the password in plain words. */
export function Safety(props: SafetyModel & { lang: Lang; csrf: string }) {
  const say = safetyStrings.in(props.lang)
  const day = (at: string): string => formatDateVi(todayAt(at))
  return (
    <>
      <h1>{say('heading')}</h1>
      {props.done && <Notice kind="success" title={say(`done-${props.done}`)} live />}
      {props.recoveryOpensAt && <Notice kind="error" title={say('recovery-going-on', { when: formatInstantVi(props.recoveryOpensAt) })}><p>{say('not-me-text')}</p></Notice>}
      {!props.fresh && <Notice kind="info" title={say('prove-first')}><p><ButtonLink kind="secondary" href="/xac-nhan?tiep=%2Fan-toan" act="prove-again">{say('prove-do')}</ButtonLink></p></Notice>}
      <h2>{say('passkeys')}</h2>
      <p>{say('passkeys-text')}</p>
      {props.passkeys.length === 0 && <p class="muted">{say('passkeys-none')}</p>}
      {props.passkeys.map((key) => (
        <div class="card">
          <p><Icon name="lock" /> <strong>{key.label}</strong></p>
          <p class="hint">{say('passkeys-since', { date: day(key.createdAt) })}{key.lastUsedAt && `, ${say('passkeys-used', { when: formatInstantVi(key.lastUsedAt) })}`}</p>
          <details class="details"><summary>{say('passkeys-rename')}</summary><div class="details-body">
            <Form action="/an-toan/doi-ten" hidden={{ id: key.id }}><TextField name="label" id={`label-${key.id}`} label={say('passkeys-name')} value={key.label} width="half" /><Button kind="secondary" act="rename-passkey">{say('passkeys-rename-do')}</Button></Form>
          </div></details>
          <Form action="/an-toan/xoa-khoa" hidden={{ id: key.id }} class="form-inline"><Button kind="secondary" act="remove-passkey" label={say('remove-about', { label: key.label })}>{say('passkeys-remove')}</Button></Form>
        </div>
      ))}
      <AddPasskey csrf={props.csrf} lang={props.lang} />
      <h2>{say('sessions')}</h2>
      {props.sessions.map((session) => (
        <div class="card">
          <p class="subject"><strong>{session.device}</strong>{session.current && <StatusTag tone="known">{say('sessions-this')}</StatusTag>}</p>
          <p class="hint">{say('sessions-seen', { when: formatInstantVi(session.lastSeenAt) })}</p>
          {!session.current && <Form action="/an-toan/dang-xuat" hidden={{ id: session.id }} class="form-inline"><Button kind="secondary" act="end-session" label={say('sessions-end-about', { device: session.device })}>{say('sessions-end')}</Button></Form>}
        </div>
      ))}
      {props.sessions.some((session) => !session.current) && <Form action="/an-toan/dang-xuat" hidden={{ id: 'others' }} class="form-inline"><Button kind="secondary" act="end-others">{say('sessions-others')}</Button></Form>}
      <h2>{say('password')}</h2>
      <p>{props.passwordSince ? say('password-has', { date: day(props.passwordSince) }) : say('password-none')}</p>
      <Form action="/an-toan">
        {props.asksOld && <TextField name="old" label={say('password-old')} type="password" width="half" autocomplete="current-password" src="proof" />}
        <TextField name="password" label={say('password-new')} hint={say('password-hint')} type="password" width="half" autocomplete="new-password" src="proof" />
        <TextField name="again" label={say('password-again')} type="password" width="half" autocomplete="new-password" src="proof" />
        <div class="buttons"><Button kind="secondary" act="set-password">{say('password-set')}</Button></div>
      </Form>
      <h2>{say('app')}</h2>
      <p>{props.appSince ? say('app-has', { date: day(props.appSince) }) : say('app-none')}</p>
      {props.appSince
        ? <Form action="/an-toan/xoa-khoa" hidden={{ id: props.appId }} class="form-inline"><Button kind="secondary" act="remove-app">{say('app-remove')}</Button></Form>
        : <Form action="/an-toan/ung-dung/bat-dau" class="form-inline"><Button kind="secondary" act="begin-app">{say('app-add')}</Button></Form>}
      <h2>{say('recovery')}</h2>
      <p>{props.recoverySince ? say('recovery-has', { date: day(props.recoverySince) }) : say('recovery-none')}</p>
      <Form action="/an-toan/ma-khoi-phuc" class="form-inline"><Button kind="secondary" act="make-recovery-code">{say(props.recoverySince ? 'recovery-again' : 'recovery-make')}</Button></Form>
      <CheckAnswers title={say('contact')} answers={[{ label: say('contact-phone'), ...(props.phone ? { value: props.phone } : {}) }, { label: say('contact-email'), ...(props.email ? { value: props.email } : {}) }]} />
      <p class="hint">{say('contact-change')}</p>
      <h2>{say('lost')}</h2>
      <p>{say('lost-text')}</p>
      <h2>{say('not-me')}</h2>
      <p>{say('not-me-text')}</p>
      <details class="details"><summary>{say('not-me-open')}</summary><div class="details-body">
        <p>{say('not-me-sure')}</p>
        <Form action="/an-toan/khong-phai-toi" class="form-inline"><Button kind="danger" act="not-me">{say('not-me-do')}</Button></Form>
      </div></details>
    </>
  )
}

function AddPasskey(props: { csrf: string; lang: Lang }) {
  const say = safetyStrings.in(props.lang)
  return (
    <div class="passkey-box" data-passkey="add" data-begin="/an-toan/khoa/bat-dau" data-finish="/an-toan/khoa" data-next="/an-toan?xong=added" data-csrf={props.csrf}
      data-waiting="…" data-cancelled={say('passkeys-needs-script')} data-failed={say('passkeys-needs-script')} data-insecure={say('passkeys-needs-script')} data-unsupported={say('passkeys-needs-script')}>
      <TextField name="label" label={say('passkeys-name')} hint={say('passkeys-name-hint')} width="half" value={say('passkeys-default')} />
      <button class="btn btn-secondary" type="button" data-passkey-button data-act="add-passkey" hidden><Icon name="plus" /><span>{say('passkeys-add')}</span></button>
      <p class="hint" data-passkey-says aria-live="polite">{say('passkeys-needs-script')}</p>
    </div>
  )
}

/** The code is shown this once. */
export function RecoveryCode(props: { code: string; lang: Lang }) {
  const say = accountStrings.in(props.lang)
  return (
    <>
      <h1>{say('code.heading')}</h1>
      <p class="code-label">{say('code.label')}</p>
      <p class="code" data-code>{props.code}</p>
      <CopyButton text={props.code} />
      <Notice kind="warn" title={say('code.once')} />
      <p>{say('code.use')}</p>
      <ButtonLink href="/an-toan" act="written-down">{say('code.done')}</ButtonLink>
    </>
  )
}

/** An authenticator app: scanned or typed by hand, then its first code. */
export function AddApp(props: { setUpId: string; secret: string; uri: string; lang: Lang }) {
  const say = safetyStrings.in(props.lang)
  return (
    <>
      <h1>{say('app-add')}</h1>
      <p>{say('app-scan')}</p>
      <QrImage text={props.uri} label={say('app-qr')} />
      <p>{say('app-by-hand')}</p>
      <p class="code" data-secret>{props.secret.match(/.{1,4}/g)!.join(' ')}</p>
      <Form action="/an-toan/ung-dung" hidden={{ setUp: props.setUpId }}>
        <OtpField name="code" label={say('app-code')} src="proof" />
        <div class="buttons"><Button act="add-app">{say('app-do')}</Button></div>
      </Form>
    </>
  )
}
