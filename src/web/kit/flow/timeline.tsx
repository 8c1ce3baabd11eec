import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { StatusTag } from './status.tsx'
import type { Tone } from './status.tsx'

export type LaneState = 'done' | 'active' | 'waiting' | 'returned' | 'refused' | 'stopped'

const laneTones: Readonly<Record<LaneState, Tone>> = { done: 'known', active: 'info', waiting: 'neutral', returned: 'todo', refused: 'problem', stopped: 'neutral' }
const laneIcons: Readonly<Record<LaneState, IconName>> = { done: 'check', active: 'arrow-right', waiting: 'clock', returned: 'warning', refused: 'cross', stopped: 'pause' }

export interface Lane {
  readonly title: string
  readonly state: LaneState
  readonly stateText?: string
  /** The unit that holds it: always named (ux.md §3.14). */
  readonly holder?: string
  readonly clock?: Children
  readonly note?: Children
  readonly href?: string
}

/** The procedures of one linked dossier side by side, each with its own state, holder and clock. */
export function Lanes(props: { lanes: readonly Lane[]; label?: string; level?: 2 | 3 }) {
  const say = useKitText()
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <ul class="lanes" aria-label={props.label}>
      {props.lanes.map((lane) => (
        <li class={cls('lane', `lane-${lane.state}`)}>
          <Heading class="lane-title">{lane.href === undefined ? lane.title : <a href={lane.href}>{lane.title}</a>}</Heading>
          <p><StatusTag tone={laneTones[lane.state]} icon={laneIcons[lane.state]}>{lane.stateText ?? say(`lane.${lane.state}`)}</StatusTag></p>
          {lane.holder !== undefined && <p class="lane-holder">{lane.holder}</p>}
          {lane.clock !== undefined && <p class="lane-clock">{lane.clock}</p>}
          {lane.note !== undefined && <div class="lane-note">{lane.note}</div>}
        </li>
      ))}
    </ul>
  )
}

export interface TimelineEvent {
  /** In words: "12/5 08:12"; a pause gives both ends. */
  readonly when: string
  readonly text: Children
  readonly detail?: Children
  /** `pause` explains hours that the clock does not count. */
  readonly kind?: 'event' | 'pause' | 'problem' | 'done'
  readonly lane?: string
}

const eventIcons = { event: 'dot', pause: 'pause', problem: 'warning', done: 'check' } as const

/** What happened, newest first; the clock explains its own pauses. */
export function Timeline(props: { events: readonly TimelineEvent[]; label?: string }) {
  return (
    <ol class="timeline" aria-label={props.label}>
      {props.events.map((event) => (
        <li class={cls('moment', `moment-${event.kind ?? 'event'}`)}>
          <span class="moment-dot"><Icon name={eventIcons[event.kind ?? 'event']} size="small" /></span>
          <p class="moment-when">{event.when}{event.lane !== undefined && <span class="moment-lane"> · {event.lane}</span>}</p>
          <div class="moment-text">{event.text}</div>
          {event.detail !== undefined && <div class="moment-detail">{event.detail}</div>}
        </li>
      ))}
    </ol>
  )
}
