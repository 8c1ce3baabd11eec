import type { Children } from '../context.ts'
import { useKitText, usePage } from '../context.ts'
import { Icon } from '../icon.tsx'
import { cls, describedBy, fieldId } from '../html.ts'

/**
 * Where a data item comes from: the marks that the journey meter counts (ux.md §6.1). `proof` is a code or secret that shows who
 * acts; it is no data item of the procedure and is counted apart.
 */
export type Source = 'known' | 'event' | 'derived' | 'choice' | 'typed' | 'paper' | 'proof'

/** What every control takes. `name` is the form field and, unless `f` says otherwise, the data item of the meter. */
export interface ControlProps {
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  /** Shown beside the control; by default the page's error for this name. */
  readonly error?: string | undefined
  readonly hint?: Children
  readonly autocomplete?: string
  readonly id?: string
  readonly optional?: boolean
  readonly f?: string
  readonly src?: Source
  /** The label is the question of the page: its h1, heard once by a screen reader. */
  readonly heading?: boolean
  /** Printed shortcut of an officer's form, for example F2. */
  readonly shortcut?: string
  readonly disabled?: boolean
}

export interface ControlState {
  readonly id: string
  readonly hintId: string
  readonly errorId: string
  readonly error: string | undefined
  /** Attributes of the control itself. */
  readonly attributes: {
    readonly id: string
    readonly name: string
    readonly 'data-f': string
    readonly 'data-src': Source
    readonly 'data-key'?: string
    readonly 'aria-describedby'?: string
    readonly 'aria-invalid'?: 'true'
    readonly disabled?: boolean
  }
}

/** Ids, error and marks of one control, from its props and the page's errors. */
export function useControl(props: ControlProps, defaultSource: Source, ...moreDescriptions: readonly (string | false | undefined)[]): ControlState {
  const { errors, lang } = usePage()
  const id = props.id ?? fieldId(props.name)
  const found = errors.find((error) => error.field === props.name)
  const error = props.error ?? (found && ((lang === 'en' && found.en) || found.vi))
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = describedBy(props.hint !== undefined && hintId, ...moreDescriptions, error !== undefined && errorId)
  return {
    id, hintId, errorId, error,
    attributes: {
      id, name: props.name, 'data-f': props.f ?? props.name, 'data-src': props.src ?? defaultSource,
      ...(props.shortcut ? { 'data-key': props.shortcut } : {}),
      ...(described ? { 'aria-describedby': described } : {}),
      ...(error === undefined ? {} : { 'aria-invalid': 'true' as const }),
      ...(props.disabled ? { disabled: true } : {}),
    },
  }
}

export function Hint(props: { id?: string; children: Children }) {
  return <div class="hint" id={props.id}>{props.children}</div>
}

export function FieldErrorText(props: { id: string; text: string }) {
  const say = useKitText()
  return (
    <p class="field-error" id={props.id}>
      <Icon name="cross-circle" size="small" /><span><span class="sr-only">{say('errors.prefix')} </span>{props.text}</span>
    </p>
  )
}

function Optional() {
  const say = useKitText()
  return <span class="optional"> {say('form.optional')}</span>
}

/** One labelled control: label, hint, error, control, in that order. */
export function Field(props: { control: ControlProps; state: ControlState; children: Children; class?: string }) {
  const { control, state } = props
  const label = (
    <label class={cls('label', control.heading && 'label-heading')} for={state.id}>
      {control.label}{control.optional && <Optional />}{control.shortcut && <kbd class="key">{control.shortcut}</kbd>}
    </label>
  )
  return (
    <div class={cls('field', props.class, state.error !== undefined && 'field-wrong')}>
      {control.heading ? <h1 class="label-wrap">{label}</h1> : label}
      {control.hint !== undefined && <Hint id={state.hintId}>{control.hint}</Hint>}
      {state.error !== undefined && <FieldErrorText id={state.errorId} text={state.error} />}
      {props.children}
    </div>
  )
}

/** A group of controls under one legend: dates, radios, checkboxes. */
export function FieldGroup(props: { control: ControlProps; state: ControlState; children: Children; role?: 'radiogroup' | 'group' }) {
  const { control, state } = props
  const described = describedBy(control.hint !== undefined && state.hintId, state.error !== undefined && state.errorId)
  const legend = <>{control.label}{control.optional && <Optional />}</>
  return (
    <fieldset class={cls('field', state.error !== undefined && 'field-wrong')} aria-describedby={described}>
      <legend class={cls('label', control.heading && 'label-heading')}>{control.heading ? <h1>{legend}</h1> : legend}</legend>
      {control.hint !== undefined && <Hint id={state.hintId}>{control.hint}</Hint>}
      {state.error !== undefined && <FieldErrorText id={state.errorId} text={state.error} />}
      {props.children}
    </fieldset>
  )
}
