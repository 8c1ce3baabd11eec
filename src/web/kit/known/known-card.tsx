import type { Children } from '../context.ts'
import { useDetachedForm, useKitText } from '../context.ts'
import { cls, fieldId } from '../html.ts'
import { Icon } from '../icon.tsx'

/** Where a fact comes from and how old it is: an old date is what makes people notice an error (ux.md §3.2). */
export interface FactSource {
  readonly name: string
  /** Already in words: "02/03/2026". */
  readonly date?: string
}

export interface FactLineProps {
  /** The data item of the meter: `mother.fullName`. */
  readonly f: string
  readonly label: string
  readonly value?: Children
  readonly src?: 'known' | 'event' | 'derived'
  readonly source?: FactSource
  readonly wrongHref?: string
  /** The name of a place before 01/07/2025, or another old form of the value. */
  readonly oldName?: string
  readonly state?: 'confirmed' | 'pending' | 'correcting' | 'claimed'
}

/** A read-only fact: text, never an input, so that nothing can be posted back. */
export function FactLine(props: FactLineProps) {
  const say = useKitText()
  return (
    <div class={cls('fact', props.state && `fact-${props.state}`)}>
      <dt class="fact-label">{props.label}</dt>
      <dd class="fact-value" data-f={props.f} data-src={props.src ?? 'known'}>
        {props.state === 'pending'
          ? <span class="fact-pending"><Icon name="clock" size="small" />{say('known.pending', { source: props.source?.name ?? '' })}</span>
          : props.value ?? <span class="muted">{say('known.empty')}</span>}
        {props.oldName !== undefined && <span class="fact-old"> ({say('known.old-name', { name: props.oldName })})</span>}
        {props.state === 'correcting' && <span class="fact-note"><Icon name="pen" size="small" />{say('known.correcting')}</span>}
        {props.state === 'claimed' && <span class="fact-note"><Icon name="question" size="small" />{say('known.claimed')}</span>}
      </dd>
      {(props.source && props.state !== 'pending' || props.wrongHref !== undefined) && (
        <dd class="fact-meta">
          {props.source && props.state !== 'pending' && <span class="fact-source">{sourceText(say, props.source)}</span>}
          {props.wrongHref !== undefined && props.state !== 'correcting' && <a class="fact-wrong" href={props.wrongHref}>{say('known.wrong')}<span class="sr-only"> {say('known.wrong-about', { label: props.label })}</span></a>}
        </dd>
      )}
    </div>
  )
}

function sourceText(say: ReturnType<typeof useKitText>, source: FactSource): string {
  return source.date === undefined ? say('known.source-only', { source: source.name }) : say('known.source', { source: source.name, date: source.date })
}

export interface KnownCardProps {
  readonly title: string
  readonly children: Children
  /** Further facts, folded under this summary: there for whoever wants to check them, out of the way of whoever does not. */
  readonly more?: { readonly summary: string; readonly lines: Children }
  /** One source for the whole card, instead of one per line. */
  readonly source?: FactSource
  readonly wrongHref?: string
  /** A box "Đúng cả" in the surrounding form; the page's final button confirms all the same. */
  readonly confirm?: { readonly name: string; readonly checked?: boolean }
  readonly level?: 2 | 3
}

/** What the state knows about one person or thing. Its children are FactLines. */
export function KnownCard(props: KnownCardProps) {
  const say = useKitText()
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <section class="known">
      <div class="known-head">
        <Heading class="known-title"><Icon name="shield" />{props.title}</Heading>
        {props.confirm && (
          <div class="choice choice-small">
            <input class="choice-input" type="checkbox" id={fieldId(props.confirm.name)} name={props.confirm.name} value="yes" checked={props.confirm.checked} data-f={props.confirm.name} data-src="choice" />
            <label class="choice-label" for={fieldId(props.confirm.name)}>{say('known.confirm-all')}<span class="sr-only">: {props.title}</span></label>
          </div>
        )}
      </div>
      <dl class="facts">{props.children}</dl>
      {props.more && <details class="details known-more"><summary>{props.more.summary}</summary><dl class="facts">{props.more.lines}</dl></details>}
      {(props.source || props.wrongHref !== undefined) && (
        <p class="known-foot">
          {props.source && <span class="fact-source">{sourceText(say, props.source)}</span>}
          {props.wrongHref !== undefined && <a class="fact-wrong" href={props.wrongHref}>{say('known.wrong')}<span class="sr-only"> {say('known.wrong-about', { label: props.title })}</span></a>}
        </p>
      )}
    </section>
  )
}

export interface MaskedValueProps {
  /** Safe to show: 099 1•• ••• 512. */
  readonly masked: string
  /** What it is, for the button's name: "số định danh". */
  readonly label: string
  /** A logged act: POST answers the page again with `value`; a script asks for JSON `{ value }` and shows it in place. */
  readonly revealAction: string
  readonly revealFields?: Readonly<Record<string, string>>
  /** Set by the server after a reveal. */
  readonly value?: string
}

/** Hidden until asked for. The button belongs to a form of its own, also when it stands inside another. */
export function MaskedValue(props: MaskedValueProps) {
  const say = useKitText()
  if (props.value !== undefined) return <span class="masked"><span class="number">{props.value}</span> <span class="hint">{say('masked.logged')}</span></span>
  return <RevealButton {...props} />
}

function RevealButton(props: MaskedValueProps) {
  const say = useKitText()
  const formId = useDetachedForm(props.revealAction, props.revealFields)
  return (
    <span class="masked" data-masked>
      <span class="number" data-masked-text aria-live="polite">{props.masked}</span>{' '}
      <button class="link-button" type="submit" form={formId} data-act="reveal" aria-label={say('masked.show-about', { label: props.label })}><Icon name="eye" size="small" />{say('masked.show')}</button>
    </span>
  )
}

/** Old and new of one field, for corrections and histories. */
export function DiffLine(props: { label: string; old?: Children; new?: Children }) {
  const say = useKitText()
  return (
    <div class="diff">
      <span class="diff-label">{props.label}</span>
      <span class="diff-old"><span class="sr-only">{say('diff.old')}: </span><del>{props.old ?? say('known.empty')}</del></span>
      <Icon name="arrow-right" size="small" />
      <span class="diff-new"><span class="sr-only">{say('diff.new')}: </span><ins>{props.new ?? say('known.empty')}</ins></span>
    </div>
  )
}
