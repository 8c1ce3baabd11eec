import { useKitText, usePage } from '../context.ts'
import { Icon } from '../icon.tsx'

/** Hidden until a script shows it five minutes before the end. Without script nothing is lost: the post is kept over sign-in. */
export function SessionWarning(props: { seconds: number; stayAction: string; shown?: boolean }) {
  const say = useKitText()
  const { csrfToken, path } = usePage()
  return (
    <section class="session-warning" aria-labelledby="session-title" data-session={props.seconds} data-minutes={say('session.minutes', { n: '#' })} hidden={!props.shown}>
      <p class="session-title" id="session-title"><Icon name="clock" />{say('session.title')}</p>
      <p><span aria-live="polite" data-session-left>{props.shown ? say('session.minutes', { n: Math.ceil(props.seconds / 60) }) : ''}</span> {say('session.text')}</p>
      <form action={props.stayAction} method="post">
        {csrfToken !== undefined && <input type="hidden" name="_csrf" value={csrfToken} />}
        <input type="hidden" name="back" value={path} />
        <button class="btn btn-primary" data-act="stay">{say('session.stay')}</button>
      </form>
    </section>
  )
}
