import { useKitText } from '../context.ts'
import { Field, useControl } from './field.tsx'
import type { ControlProps } from './field.tsx'

export interface FileFieldProps extends Omit<ControlProps, 'value'> {
  /** For people: "JPG, PNG, PDF". */
  readonly types: string
  readonly maxMegabytes: number
  readonly accept: string
  /** Opens the camera first on phones. */
  readonly camera?: boolean
  readonly multiple?: boolean
  /** Name of the file already received by the server. */
  readonly received?: string
}

/** A plain file input; the server judges quality and answers on the next page. A script weighs a file before it is sent. */
export function FileField(props: FileFieldProps) {
  const say = useKitText()
  const typesId = `${props.id ?? `f-${props.name}`}-types`
  const state = useControl(props, 'paper', typesId)
  return (
    <Field control={props} state={state}>
      {props.received !== undefined && <p class="chosen">{say('form.file-have', { file: props.received })}</p>}
      <p class="hint" id={typesId}>{say('form.file-types', { types: props.types, size: `${props.maxMegabytes} MB` })}</p>
      <input {...state.attributes} class="input file" type="file" accept={props.accept} capture={props.camera ? 'environment' : undefined} multiple={props.multiple}
        data-max={props.maxMegabytes * 1024 * 1024} data-too-large={say('form.file-too-large', { max: props.maxMegabytes })} />
    </Field>
  )
}
