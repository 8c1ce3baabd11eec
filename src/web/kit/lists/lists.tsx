import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { Button } from '../forms/button.tsx'
import { Form } from '../forms/form.tsx'
import { Icon } from '../icon.tsx'

/** Filters above a list: a GET form, so the address of the page is the filter; posted where a filter names people. Its children are ordinary controls. */
export function FilterBar(props: { action: string; children: Children; clearHref?: string; label?: string; method?: 'get' | 'post' }) {
  const say = useKitText()
  return (
    <Form action={props.action} method={props.method ?? 'get'} class="filters" label={props.label ?? say('filter.label')}>
      <div class="filters-fields">{props.children}</div>
      <div class="filters-buttons">
        <Button kind="secondary" act="filter" icon="filter">{say('filter.apply')}</Button>
        {props.clearHref !== undefined && <a href={props.clearHref}>{say('filter.clear')}</a>}
      </div>
    </Form>
  )
}

/** Keyset pages: only next and previous, and the count when it is known. */
export function Pager(props: { nextHref?: string; previousHref?: string; from?: number; to?: number; total?: string }) {
  const say = useKitText()
  if (props.nextHref === undefined && props.previousHref === undefined && props.total === undefined) return null
  return (
    <nav class="pager" aria-label={say('pager.label')}>
      {props.previousHref !== undefined && <a class="pager-link" rel="prev" href={props.previousHref} data-act="previous-page"><Icon name="arrow-left" size="small" />{say('pager.previous')}</a>}
      {props.total !== undefined && <span class="pager-count">{say('pager.showing', { from: props.from ?? 1, to: props.to ?? '', total: props.total })}</span>}
      {props.nextHref !== undefined && <a class="pager-link" rel="next" href={props.nextHref} data-act="next-page">{say('pager.next')}<Icon name="arrow-right" size="small" /></a>}
    </nav>
  )
}

export interface WorklistCardProps {
  readonly title: string
  readonly href?: string
  /** State and clock, as tags. */
  readonly tags?: Children
  readonly lines?: readonly Children[]
  readonly children?: Children
  readonly actions?: Children
  readonly tone?: 'plain' | 'todo' | 'problem' | 'offer'
  readonly level?: 2 | 3
}

/** One piece of work or one offer: what, why, by when, and one action. */
export function WorklistCard(props: WorklistCardProps) {
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <article class={cls('card', props.tone && props.tone !== 'plain' && `card-${props.tone}`)}>
      <div class="card-head">
        <Heading class="card-title">{props.href === undefined ? props.title : <a href={props.href}>{props.title}</a>}</Heading>
        {props.tags !== undefined && <div class="tags">{props.tags}</div>}
      </div>
      {props.lines && <ul class="card-lines">{props.lines.map((line) => <li>{line}</li>)}</ul>}
      {props.children}
      {props.actions !== undefined && <div class="buttons">{props.actions}</div>}
    </article>
  )
}

/** Paper on the left, facts on the right; one under the other on a narrow screen. Only what needs a human eye is unfolded. */
export function SplitReviewer(props: { document: Children; facts: Children; matched?: { readonly count: number; readonly list: Children }; decision: Children; documentTitle?: string; factsTitle?: string }) {
  const say = useKitText()
  return (
    <div class="reviewer">
      <section class="reviewer-document" aria-label={props.documentTitle ?? say('reviewer.document')}>
        <h2>{props.documentTitle ?? say('reviewer.document')}</h2>
        {props.document}
      </section>
      <section class="reviewer-facts" aria-label={props.factsTitle ?? say('reviewer.facts')}>
        <h2>{props.factsTitle ?? say('reviewer.facts')}</h2>
        {props.facts}
        {props.matched && <details class="details details-box"><summary>{say('reviewer.matched', { n: props.matched.count })}</summary><div class="details-body">{props.matched.list}</div></details>}
      </section>
      <div class="reviewer-decision">{props.decision}</div>
    </div>
  )
}
