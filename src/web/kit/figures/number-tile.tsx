import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { Icon } from '../icon.tsx'

export interface NumberTileProps {
  readonly title: string
  /** Already in words, for example "97,1 %". Undefined: the source has not answered; a gap, never a zero. */
  readonly value?: string
  readonly target?: string
  readonly reached?: boolean
  readonly change?: { readonly direction: 'up' | 'down' | 'same'; readonly by: string; readonly good?: boolean }
  /** "812 trong 821 hồ sơ đến hẹn": every rate shows its denominator. */
  readonly denominator?: string
  readonly asAt?: string
  readonly how: Children
  /** The list behind the number and what it is called: every number opens a list. */
  readonly href: string
  readonly hrefLabel: string
  readonly gapSource?: string
  readonly chart?: Children
  readonly level?: 2 | 3
}

/** One figure of steering: value, target, change, denominator, time, method, and the list behind it (ux.md §3.16). */
export function NumberTile(props: NumberTileProps) {
  const say = useKitText()
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <article class="tile">
      <Heading class="tile-title">{props.title}</Heading>
      {props.value === undefined
        ? <p class="tile-gap"><Icon name="question" />{say('tile.gap')}{props.gapSource !== undefined && <span class="hint"> {say('tile.gap-reason', { source: props.gapSource })}</span>}</p>
        : <p class="tile-value">{props.value}</p>}
      {props.chart}
      <ul class="tile-facts">
        {props.denominator !== undefined && <li>{props.denominator}</li>}
        {props.target !== undefined && <li><Icon name={props.reached ? 'check' : 'circle'} size="small" />{say('tile.target', { target: props.target })}{props.value !== undefined && props.reached !== undefined && <span class="muted"> · {say(props.reached ? 'tile.reached' : 'tile.not-reached')}</span>}</li>}
        {props.change && <li class={cls(props.change.good === true && 'good', props.change.good === false && 'bad')}><Icon name={props.change.direction === 'up' ? 'arrow-up' : props.change.direction === 'down' ? 'arrow-down' : 'dot'} size="small" />{changeText(say, props.change)}</li>}
      </ul>
      <p class="tile-link"><a href={props.href}>{props.hrefLabel}</a></p>
      <details class="details tile-how"><summary>{say('tile.how')}<span class="sr-only">: {props.title}</span></summary><div class="details-body">{props.how}{props.asAt !== undefined && <p class="hint">{say('tile.as-at', { time: props.asAt })}</p>}</div></details>
    </article>
  )
}

function changeText(say: ReturnType<typeof useKitText>, change: NonNullable<NumberTileProps['change']>): string {
  if (change.direction === 'same') return say('tile.same')
  return say(change.direction === 'up' ? 'tile.up' : 'tile.down', { by: change.by })
}

/** Tiles in a row that wraps. */
export function Tiles(props: { children: Children }) {
  return <div class="tiles">{props.children}</div>
}
