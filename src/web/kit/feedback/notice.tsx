import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

export type NoticeKind = 'info' | 'warn' | 'error' | 'success'

const icons: Readonly<Record<NoticeKind, IconName>> = { info: 'info', warn: 'warning', error: 'cross-circle', success: 'check-circle' }

/** A state in colour, icon and word. `live` announces it when it arrives by script or after a post. */
export function Notice(props: { kind?: NoticeKind; title?: string; children?: Children; live?: boolean }) {
  const say = useKitText()
  const kind = props.kind ?? 'info'
  return (
    <div class={cls('notice', `notice-${kind}`)} role={props.live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
      <Icon name={icons[kind]} />
      <div class="notice-body">
        <p class="notice-title">{props.title ?? say(`notice.${kind}`)}</p>
        {props.children}
      </div>
    </div>
  )
}

/** Says why it is empty and gives one thing to do. Never a bare table. */
export function EmptyState(props: { title: string; children?: Children; action?: Children; icon?: IconName }) {
  return (
    <div class="empty">
      <Icon name={props.icon ?? 'check-circle'} size="large" />
      <p class="empty-title">{props.title}</p>
      {props.children !== undefined && <div class="empty-text">{props.children}</div>}
      {props.action !== undefined && <div class="empty-action">{props.action}</div>}
    </div>
  )
}
