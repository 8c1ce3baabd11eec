import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { Button, ButtonLink } from '../forms/button.tsx'
import { Form } from '../forms/form.tsx'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

/** What pressing does: a link, or a post that signs the demo persona in. */
export type Start = { readonly href: string } | { readonly action: string; readonly fields: Readonly<Record<string, string>> }

export interface PersonaCardProps {
  readonly name: string
  /** "26 tuổi, công nhân may" */
  readonly who: string
  readonly what: Children
  readonly start: Start
  readonly startLabel?: string
  readonly icon?: IconName
  readonly level?: 2 | 3
}

/** A demo person to be. Only a trial installation shows these. */
export function PersonaCard(props: PersonaCardProps) {
  const say = useKitText()
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <article class="persona">
      <span class="persona-face"><Icon name={props.icon ?? 'person'} size="large" /></span>
      <div class="persona-text">
        <Heading class="persona-name">{props.name}</Heading>
        <p class="hint">{props.who}</p>
        <div>{props.what}</div>
        <StartButton start={props.start} label={props.startLabel ?? say('persona.pick', { name: props.name })} />
      </div>
    </article>
  )
}

function StartButton(props: { start: Start; label: string }) {
  if ('href' in props.start) return <ButtonLink kind="secondary" href={props.start.href}>{props.label}</ButtonLink>
  return <Form action={props.start.action} hidden={props.start.fields} class="form-inline"><Button kind="secondary" act="pick-persona">{props.label}</Button></Form>
}

export interface TourStep {
  readonly title: string
  readonly who: string
  readonly text: Children
  readonly start: Start
  /** Who goes on, or where, within the same step. */
  readonly next?: { readonly label: string; readonly start: Start }
  readonly done?: boolean
}

/** The numbered walk through the demo: each step opens its persona at the right screen. */
export function Tour(props: { steps: readonly TourStep[]; label: string; level?: 2 | 3 }) {
  const say = useKitText()
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <ol class="tour" aria-label={props.label}>
      {props.steps.map((step, index) => (
        <li class={step.done ? 'tour-step tour-done' : 'tour-step'}>
          <span class="tour-number" aria-hidden="true">{step.done ? <Icon name="check" /> : index + 1}</span>
          <div class="tour-body">
            <p class="caption">{say('tour.step', { n: index + 1 })} · {step.who}</p>
            <Heading class="tour-title">{step.title}</Heading>
            <div>{step.text}</div>
            <div class="buttons">
              <StartButton start={step.start} label={say('tour.open', { n: index + 1 })} />
              {step.next && <StartButton start={step.next.start} label={step.next.label} />}
            </div>
          </div>
        </li>
      ))}
    </ol>
  )
}
