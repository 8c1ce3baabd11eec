import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { Button } from './button.tsx'
import { Field, FieldErrorText, FieldGroup, useControl } from './field.tsx'
import type { ControlProps } from './field.tsx'

export interface Option {
  readonly value: string
  readonly label: string
  /** Part of the label: words, no links. */
  readonly hint?: Children
  readonly disabled?: boolean
  readonly shortcut?: string
}

/** One answer of a few. The first radio carries the id that the error summary links to. */
export function RadioGroup(props: ControlProps & { options: readonly Option[]; inline?: boolean }) {
  const state = useControl(props, 'choice')
  return (
    <FieldGroup control={props} state={state}>
      <Choices type="radio" {...props} id={state.id} marks={{ 'data-f': state.attributes['data-f'], 'data-src': state.attributes['data-src'] }} chosen={props.value === undefined ? [] : [props.value]} wrong={state.error !== undefined} />
    </FieldGroup>
  )
}

/** Any number of answers, each posted under the same name. */
export function Checkboxes(props: Omit<ControlProps, 'value'> & { options: readonly Option[]; values?: readonly string[]; inline?: boolean }) {
  const state = useControl(props, 'choice')
  return (
    <FieldGroup control={props} state={state}>
      <Choices type="checkbox" {...props} id={state.id} marks={{ 'data-f': state.attributes['data-f'], 'data-src': state.attributes['data-src'] }} chosen={props.values ?? []} wrong={state.error !== undefined} />
    </FieldGroup>
  )
}

interface ChoicesProps {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly id: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly marks: { readonly 'data-f': string; readonly 'data-src': string }
  readonly wrong: boolean
  readonly inline?: boolean
}

function Choices(props: ChoicesProps) {
  return (
    <div class={cls('choices', props.inline && 'choices-inline')}>
      {props.options.map((option, index) => {
        const id = index === 0 ? props.id : `${props.id}-${index + 1}`
        return (
          <div class="choice">
            <input class="choice-input" type={props.type} id={id} name={props.name} value={option.value} {...props.marks} data-key={option.shortcut}
              checked={props.chosen.includes(option.value)} disabled={option.disabled} aria-invalid={props.wrong && props.type === 'checkbox' ? 'true' : undefined} />
            <label class="choice-label" for={id}>
              <span>{option.label}{option.hint !== undefined && <span class="hint choice-hint">{option.hint}</span>}</span>
              {option.shortcut && <kbd class="key">{option.shortcut}</kbd>}
            </label>
          </div>
        )
      })}
    </div>
  )
}

/** One checkbox that stands alone, for example a declaration. Posts `yes`. */
export function Checkbox(props: Omit<ControlProps, 'value'> & { checked?: boolean; value?: string }) {
  const state = useControl(props, 'choice')
  return (
    <div class={cls('field', state.error !== undefined && 'field-wrong')}>
      {state.error !== undefined && <FieldErrorText id={state.errorId} text={state.error} />}
      <div class="choice">
        <input {...state.attributes} class="choice-input" type="checkbox" value={props.value ?? 'yes'} checked={props.checked} />
        <label class="choice-label" for={state.id}>{props.label}</label>
        {props.hint !== undefined && <div class="hint choice-after" id={state.hintId}>{props.hint}</div>}
      </div>
    </div>
  )
}

/** A native list: only where there are more than six short options. */
export function Select(props: ControlProps & { options: readonly Option[]; width?: 'half' | 'full' }) {
  const say = useKitText()
  const state = useControl(props, 'choice')
  return (
    <Field control={props} state={state}>
      <select {...state.attributes} class={cls('input', 'select', `w-${props.width ?? 'full'}`)} autocomplete={props.autocomplete}>
        {(props.value === undefined || props.value === '') && <option value="">{say('form.choose')}</option>}
        {props.options.map((option) => <option value={option.value} selected={option.value === props.value} disabled={option.disabled}>{option.label}</option>)}
      </select>
    </Field>
  )
}

export interface SearchSelectProps extends ControlProps {
  /** What was searched for; the text box keeps it. */
  readonly query?: string
  /** Undefined: nothing searched yet. Empty: searched, nothing found. */
  readonly results?: readonly Option[]
  /** The label of the value already chosen. */
  readonly chosenLabel?: string
}

/**
 * Search, then choose, in plain HTML: the text box posts `{name}.query` with the button `_search={name}`; the server answers with the
 * same page and `results`. The choice is posted as `{name}`. A commune is found by its old name too: that is the server's work.
 */
export function SearchSelect(props: SearchSelectProps) {
  const say = useKitText()
  const state = useControl(props, 'choice')
  const marks = { 'data-f': state.attributes['data-f'], 'data-src': 'choice' as const }
  const { name: _name, 'data-src': _src, ...search } = state.attributes
  return (
    <Field control={props} state={state}>
      {props.chosenLabel !== undefined && (
        <p class="chosen">{say('form.chosen', { value: props.chosenLabel })}{props.results === undefined && <input type="hidden" name={props.name} value={props.value ?? ''} />}</p>
      )}
      <div class="search-row">
        <input {...search} data-src="typed" data-f={`${marks['data-f']}.query`} class="input" type="search" name={`${props.name}.query`} value={props.query ?? ''} autocomplete="off" spellcheck={false} />
        <Button kind="secondary" name="_search" value={props.name} act={`search-${props.name}`} icon="search" noValidate>{say('form.search')}</Button>
      </div>
      {props.results !== undefined && (props.results.length === 0
        ? <p class="hint" role="status">{say('form.search-none', { query: props.query ?? '' })}</p>
        : (
          <fieldset class="search-results">
            <legend class="label-small">{say('form.search-results')}</legend>
            <Choices type="radio" name={props.name} id={`${state.id}-result`} options={props.results} chosen={props.value === undefined ? [] : [props.value]} marks={marks} wrong={false} />
          </fieldset>
        ))}
    </Field>
  )
}

