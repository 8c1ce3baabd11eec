import { useKitText } from '../context.ts'
import type { Children } from '../context.ts'
import { cls } from '../html.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

export type Tone = 'neutral' | 'known' | 'todo' | 'problem' | 'info'

const toneIcons: Readonly<Record<Tone, IconName>> = { neutral: 'circle', known: 'check', todo: 'warning', problem: 'cross', info: 'dot' }

/** A state in one word or two, with its icon: never colour alone. */
export function StatusTag(props: { tone?: Tone; icon?: IconName; children: Children }) {
  const tone = props.tone ?? 'neutral'
  return <span class={cls('tag', `tag-${tone}`)}><Icon name={props.icon ?? toneIcons[tone]} size="small" /><span>{props.children}</span></span>
}

export type ClockChipProps =
  /** `left` and `late` are in words: "2 ngày làm việc", "3 giờ". */
  | { readonly state: 'running'; readonly left: string; readonly due?: string; readonly soon?: boolean }
  | { readonly state: 'today'; readonly due?: string }
  | { readonly state: 'paused'; readonly reason?: string }
  | { readonly state: 'late'; readonly late: string; readonly due?: string }
  | { readonly state: 'done'; readonly late?: string }

/** còn / dừng / trễ, in words; the working-day arithmetic is done by the clock module, not here. */
export function ClockChip(props: ClockChipProps) {
  const say = useKitText()
  const due = 'due' in props && props.due !== undefined ? `, ${say('clock.due', { date: props.due })}` : ''
  switch (props.state) {
    case 'running': return <StatusTag tone={props.soon ? 'todo' : 'info'} icon="clock">{say('clock.left', { left: props.left })}{due}</StatusTag>
    case 'today': return <StatusTag tone="todo" icon="clock">{say('clock.today')}{due}</StatusTag>
    case 'paused': return <StatusTag tone="neutral" icon="pause">{say('clock.paused')}{props.reason !== undefined && `: ${props.reason}`}</StatusTag>
    case 'late': return <StatusTag tone="problem" icon="warning">{say('clock.late', { late: props.late })}{due}</StatusTag>
    case 'done': return props.late === undefined
      ? <StatusTag tone="known">{say('clock.done-on-time')}</StatusTag>
      : <StatusTag tone="problem" icon="warning">{say('clock.done-late', { late: props.late })}</StatusTag>
  }
}
