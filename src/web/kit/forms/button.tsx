import type { Children } from '../context.ts'
import { cls } from '../html.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet'

export interface ButtonProps {
  readonly children: Children
  readonly kind?: ButtonKind
  /** The mark the journey meter presses: one name per act on the page. */
  readonly act?: string
  readonly name?: string
  readonly value?: string
  readonly icon?: IconName
  /** A form elsewhere on the page that this button sends. */
  readonly form?: string
  readonly action?: string
  /** A key that presses it, printed on the button, for example F10 or Enter. */
  readonly shortcut?: string
  readonly disabled?: boolean
  readonly noValidate?: boolean
  readonly wide?: boolean
  readonly label?: string
  readonly type?: 'submit' | 'button'
}

/** Sends its form. One primary button a page; the words are a verb. */
export function Button(props: ButtonProps) {
  return (
    <button class={cls('btn', `btn-${props.kind ?? 'primary'}`, props.wide && 'btn-wide')} type={props.type ?? 'submit'} name={props.name} value={props.value} form={props.form}
      formaction={props.action} formnovalidate={props.noValidate || undefined} disabled={props.disabled} data-act={props.act} data-key={props.shortcut} aria-label={props.label}>
      {props.icon && <Icon name={props.icon} />}<span>{props.children}</span>{props.shortcut && <kbd class="key">{props.shortcut}</kbd>}
    </button>
  )
}

export interface ButtonLinkProps {
  readonly href: string
  readonly children: Children
  readonly kind?: ButtonKind
  readonly act?: string
  readonly icon?: IconName
  readonly shortcut?: string
  readonly wide?: boolean
}

/** Goes somewhere, changes nothing. Looks like a button when it starts the task of the page. */
export function ButtonLink(props: ButtonLinkProps) {
  return (
    <a class={cls('btn', `btn-${props.kind ?? 'primary'}`, props.wide && 'btn-wide')} href={props.href} data-act={props.act} data-key={props.shortcut}>
      {props.icon && <Icon name={props.icon} />}<span>{props.children}</span>{props.shortcut && <kbd class="key">{props.shortcut}</kbd>}
    </a>
  )
}

/** Buttons side by side, the primary one first and on the left. */
export function ButtonRow(props: { children: Children }) {
  return <div class="buttons">{props.children}</div>
}
