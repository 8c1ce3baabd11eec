import type { PasskeyOffer } from '../../foundations/eid/index.ts'
import type { Children } from '../kit/index.ts'
import { Icon, type Lang } from '../kit/index.ts'
import { accountStrings } from './account-strings.ts'
import { signInStrings } from './sign-in-strings.ts'

/** A passkey ceremony beside a form: the button appears by script alone; without it, or without https, a sentence says why. */
export function CeremonyBox(props: { kind: 'add' | 'prove'; begin: string; finish: string; next: string; csrf: string; title: string; text: string; label: string; act: string; lang: Lang; children?: Children }) {
  const say = accountStrings.in(props.lang)
  const signIn = signInStrings.in(props.lang)
  return (
    <section class="passkey-box" data-passkey={props.kind} data-begin={props.begin} data-finish={props.finish} data-next={props.next} data-csrf={props.csrf} data-waiting={signIn('passkey.waiting')}
      data-cancelled={say('way.passkey-cancelled')} data-failed={say('way.passkey-failed')} data-insecure={say('way.needs-script')} data-unsupported={say('way.needs-script')}>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
      <button class="btn btn-primary" type="button" data-passkey-button data-act={props.act} hidden><Icon name="lock" /><span>{props.label}</span></button>
      <p class="hint" data-passkey-says aria-live="polite">{say('way.needs-script')}</p>
    </section>
  )
}

/** Signing in by a key of this device, on whatever page asks for it. */
export function PasskeySignIn(props: { /** Where the answer of the device goes. */ finish: string; offer: PasskeyOffer; next: string; csrf: string; lang: Lang }) {
  const say = signInStrings.in(props.lang)
  return (
    <section class="passkey-box" data-passkey="sign-in" data-begin="/dang-nhap/khoa/bat-dau" data-finish={props.finish} data-offer={JSON.stringify(props.offer)} data-next={props.next} data-csrf={props.csrf}
      data-waiting={say('passkey.waiting')} data-cancelled={say('passkey.cancelled')} data-failed={say('passkey.failed')} data-insecure={say('passkey.insecure')} data-unsupported={say('passkey.unsupported')}>
      <h2>{say('passkey.title')}</h2>
      <p>{say('passkey.text')}</p>
      <button class="btn btn-primary" type="button" data-passkey-button data-act="passkey" hidden><Icon name="lock" /><span>{say('passkey.do')}</span></button>
      <p class="hint" data-passkey-says aria-live="polite">{say('passkey.needs-script')}</p>
    </section>
  )
}
