import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { Field, FieldErrorText, Hint, useControl } from './field.tsx'
import type { ControlProps } from './field.tsx'

export interface TextFieldProps extends ControlProps {
  readonly type?: 'text' | 'tel' | 'email' | 'search' | 'password' | 'url'
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  /** Expected length, which sets the width of the box; the text may be longer. */
  readonly width?: 'two' | 'four' | 'twelve' | 'half' | 'full'
  readonly maxlength?: number
  readonly spellcheck?: boolean
  readonly prefix?: string
  readonly suffix?: string
}

/** Far more than any answer needs, and so little that a whole form stays within what the server reads: nothing typed is lost on the way. */
const longestLine = 4_000
const longestText = 20_000

/** A single line of text. `spellcheck` is off by default: most lines here are names and numbers. */
export function TextField(props: TextFieldProps) {
  const state = useControl(props, 'typed')
  const input = (
    <input {...state.attributes} class={cls('input', `w-${props.width ?? 'full'}`)} type={(props.type ?? 'text') as 'text'} value={props.value ?? ''}
      inputmode={props.inputmode} maxlength={props.maxlength ?? longestLine} autocomplete={props.autocomplete}
      spellcheck={props.spellcheck ?? false} autocapitalize={props.inputmode ? 'off' : undefined} />
  )
  return (
    <Field control={props} state={state}>
      {props.prefix || props.suffix
        ? <div class="affixed">{props.prefix && <span class="affix" aria-hidden="true">{props.prefix}</span>}{input}{props.suffix && <span class="affix" aria-hidden="true">{props.suffix}</span>}</div>
        : input}
    </Field>
  )
}

/** A personal number of 12 digits; spaces, dots and dashes are forgiven by the server. */
export function PinField(props: Omit<TextFieldProps, 'type' | 'inputmode' | 'width'>) {
  const say = useKitText()
  return <TextField {...props} hint={props.hint ?? say('form.pin-hint')} inputmode="numeric" width="twelve" autocomplete={props.autocomplete ?? 'off'} />
}

/** A one-time code: filled by the phone where it can, never split over several boxes (WCAG 3.3.8). */
export function OtpField(props: Omit<TextFieldProps, 'type' | 'inputmode' | 'width' | 'autocomplete'>) {
  return <TextField {...props} src={props.src ?? 'proof'} inputmode="numeric" width="four" autocomplete="one-time-code" />
}

/** Several lines. With `maxlength` the limit is said in words; a script counts what is left. */
export function TextArea(props: ControlProps & { rows?: number; maxlength?: number }) {
  const say = useKitText()
  const countId = `${props.id ?? `f-${props.name}`}-count`
  const state = useControl(props, 'typed', props.maxlength !== undefined && countId)
  return (
    <Field control={props} state={state}>
      <textarea {...state.attributes} class="input" rows={props.rows ?? 4} maxlength={longestText} data-count={props.maxlength} autocomplete={props.autocomplete}>{props.value ?? ''}</textarea>
      {props.maxlength !== undefined && <p class="hint count" id={countId} data-left={say('form.chars-left', { n: '#' })}>{say('form.chars-max', { n: props.maxlength })}</p>}
    </Field>
  )
}

export interface DateValue {
  readonly day?: string
  readonly month?: string
  readonly year?: string
}

/** Three boxes: `name.day`, `name.month`, `name.year`. `allow` says which parts the law lets a person leave out. */
export function DateField(props: Omit<ControlProps, 'value'> & { value?: DateValue; allow?: 'full' | 'year-only'; birth?: boolean }) {
  const say = useKitText()
  const control: ControlProps = { ...props, value: undefined, hint: props.hint ?? say('form.date-hint') }
  const state = useControl(control, 'typed')
  const parts = [['day', 2, 'form.day', 'bday-day'], ['month', 2, 'form.month', 'bday-month'], ['year', 4, 'form.year', 'bday-year']] as const
  const { 'aria-describedby': _described, ...attributes } = state.attributes
  return (
    <fieldset class={cls('field', state.error !== undefined && 'field-wrong')} aria-describedby={state.attributes['aria-describedby']} role="group">
      <legend class={cls('label', props.heading && 'label-heading')}>{props.heading ? <h1>{props.label}</h1> : props.label}{props.optional && <span class="optional"> {say('form.optional')}</span>}</legend>
      <Hint id={state.hintId}>{control.hint}</Hint>
      {state.error !== undefined && <FieldErrorText id={state.errorId} text={state.error} />}
      <div class="date-boxes">
        {parts.map(([part, length, key, auto], index) => (
          <div class="date-box">
            <label class="label-small" for={index === 0 ? state.id : `${state.id}-${part}`}>{say(key)}</label>
            <input {...attributes} id={index === 0 ? state.id : `${state.id}-${part}`} name={`${props.name}.${part}`} class={cls('input', length === 4 ? 'w-four' : 'w-two')}
              type="text" inputmode="numeric" maxlength={length} value={props.value?.[part] ?? ''} autocomplete={props.birth ? auto : 'off'} />
          </div>
        ))}
      </div>
    </fieldset>
  )
}
