import { useKitText, usePage } from '../context.ts'
import { Icon } from '../icon.tsx'
import type { Comfort, TextSize, Theme } from './options.ts'

const sizes: readonly TextSize[] = [100, 125, 150]
const themes: readonly Theme[] = ['light', 'dark', 'contrast']

/** Text size, colours, simple view and language: plain forms to /tuy-chon (`text`, `theme`, `simple`, `lang`, `back`); the server keeps the choice in a cookie and sends the person back. */
export function ComfortBar(props: { comfort: Comfort; keys?: boolean }) {
  const say = useKitText()
  const { lang } = usePage()
  return (
    <details class="comfort">
      <summary><Icon name="text-size" /><span class="comfort-long">{say('comfort.summary')}</span><span class="comfort-short">{say('comfort.short')}</span></summary>
      <div class="comfort-panel">
        <ComfortForm title={say('comfort.text')} name="text" current={String(props.comfort.text)}
          choices={sizes.map((size) => ({ value: String(size), label: `${size} %`, spoken: say('comfort.text-percent', { percent: size }) }))} />
        <ComfortForm title={say('comfort.theme')} name="theme" current={props.comfort.theme}
          choices={themes.map((theme) => ({ value: theme, label: say(`comfort.theme.${theme}`) }))} />
        <ComfortForm title={say('comfort.simple')} name="simple" current={props.comfort.simple ? '1' : '0'}
          choices={[{ value: '0', label: say('comfort.simple.off') }, { value: '1', label: say('comfort.simple.on') }]} />
        <ComfortForm title={say('comfort.language')} name="lang" current={lang}
          choices={[{ value: 'vi', label: 'Tiếng Việt', lang: 'vi' }, { value: 'en', label: 'English', lang: 'en' }]} />
        {props.keys && <button class="comfort-choice" type="button" data-keys={say('keys.on')} hidden>{say('keys.off')}</button>}
        <button class="comfort-choice read-aloud" type="button" data-read-aloud={say('comfort.stop-reading')} hidden><Icon name="sound" size="small" />{say('comfort.read-aloud')}</button>
      </div>
    </details>
  )
}

function ComfortForm(props: { title: string; name: string; current: string; choices: readonly { value: string; label: string; spoken?: string; lang?: string }[] }) {
  const { csrfToken, path } = usePage()
  return (
    <form class="comfort-group" action="/tuy-chon" method="post">
      {csrfToken !== undefined && <input type="hidden" name="_csrf" value={csrfToken} />}
      <input type="hidden" name="back" value={path} />
      <fieldset>
        <legend>{props.title}</legend>
        <div class="comfort-choices">
          {props.choices.map((choice) => {
            const chosen = choice.value === props.current
            return (
              <button class="comfort-choice" name={props.name} value={choice.value} aria-pressed={chosen ? 'true' : 'false'} aria-label={choice.spoken} lang={choice.lang}>
                {chosen && <Icon name="check" size="small" />}{choice.label}
              </button>
            )
          })}
        </div>
      </fieldset>
    </form>
  )
}
