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
