import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'
import { StatusTag } from '../flow/status.tsx'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

export type Verdict = 'valid' | 'replaced' | 'revoked' | 'unknown' | 'unchecked'

const verdictIcons: Readonly<Record<Verdict, IconName>> = { valid: 'check-circle', replaced: 'warning', revoked: 'cross-circle', unknown: 'cross-circle', unchecked: 'question' }

/** The answer to "is this paper real": told apart by icon, word and colour. Facts are the few that a verifier may see. */
export function VerdictPanel(props: { verdict: Verdict; issuer?: string; date?: string; facts?: readonly { readonly label: string; readonly value: Children }[]; children?: Children }) {
  const say = useKitText()
  return (
    <section class={cls('verdict', `verdict-${props.verdict}`)} aria-labelledby="verdict-title">
      <h2 class="verdict-title" id="verdict-title"><Icon name={verdictIcons[props.verdict]} size="large" />{say(`verdict.${props.verdict}`)}</h2>
      {(props.issuer !== undefined || props.date !== undefined) && <p>{[props.issuer, props.date].filter(Boolean).join(', ')}</p>}
      {props.facts && <dl class="facts">{props.facts.map((fact) => <div class="fact"><dt class="fact-label">{fact.label}</dt><dd class="fact-value">{fact.value}</dd></div>)}</dl>}
      {props.children}
    </section>
  )
}

export interface AccessEntry {
  /** The unit that looked, never the officer's name on this page (ux.md §3.12). */
  readonly unit: string
  readonly role?: string
  readonly automatic?: boolean
  readonly times?: number
  readonly when: string
  /** In words: "họ tên, nơi thường trú". */
  readonly fields?: string
  /** What else was seen, folded under its own line: a long list is read by nobody. */
  readonly more?: { readonly label: string; readonly fields: string }
  readonly reason?: string
  readonly sealedHref?: string
  readonly refused?: string
}

/** Reads of my data under one purpose: a dossier, a consent, or another reason, with the one right action. */
export function AccessGroup(props: { title: string; subtitle?: string; entries: readonly AccessEntry[]; actions?: Children; level?: 2 | 3 }) {
  const say = useKitText()
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <section class="access">
      <Heading class="access-title">{props.title}</Heading>
      {props.subtitle !== undefined && <p class="hint">{props.subtitle}</p>}
      <ul class="access-list">
        {props.entries.map((entry) => (
          <li class="access-entry">
            <p class="access-head"><strong>{entry.unit}</strong><span class="access-when">{entry.when}</span></p>
            <p class="access-how">
              <Icon name={entry.automatic ? 'clock' : 'person'} size="small" />
              {[entry.role ?? say(entry.automatic ? 'access.automatic' : 'access.human'), entry.times !== undefined && say('access.times', { n: entry.times })].filter(Boolean).join(', ')}
              {entry.refused !== undefined && <StatusTag tone="neutral" icon="lock">{entry.refused}</StatusTag>}
            </p>
            {entry.fields !== undefined && <p>{say('access.seen', { fields: entry.fields })}</p>}
            {entry.more !== undefined && <details class="details access-more"><summary>{entry.more.label}</summary><p class="details-body">{entry.more.fields}</p></details>}
            {entry.reason !== undefined && <p>{say('access.reason', { reason: entry.reason })}</p>}
            {entry.sealedHref !== undefined && <p class="access-proof"><Icon name="lock" size="small" /><a href={entry.sealedHref}>{say('access.proof')}</a></p>}
          </li>
        ))}
      </ul>
      {props.actions !== undefined && <div class="buttons">{props.actions}</div>}
    </section>
  )
}
