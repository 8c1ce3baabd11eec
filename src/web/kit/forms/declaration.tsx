import type { Children } from '../context.ts'
import { Checkbox } from './choice.tsx'

/** The legal statement in two sentences at most, and one box to agree. */
export function Declaration(props: { name: string; children: Children; label: string; checked?: boolean; error?: string; basis?: string }) {
  return (
    <div class="declaration">
      <div class="declaration-text">{props.children}</div>
      {props.basis !== undefined && <p class="hint">{props.basis}</p>}
      <Checkbox name={props.name} label={props.label} {...(props.checked === undefined ? {} : { checked: props.checked })} {...(props.error === undefined ? {} : { error: props.error })} />
    </div>
  )
}
