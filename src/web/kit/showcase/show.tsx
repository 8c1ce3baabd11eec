import type { Children } from '../context.ts'

/** One part of the catalogue: a component, its states, one under the other. */
export function Show(props: { id: string; title: string; note?: string; children: Children }) {
  return (
    <section class="stack show" id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.note !== undefined && <p class="hint">{props.note}</p>}
      {props.children}
    </section>
  )
}
