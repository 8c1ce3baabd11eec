import { useContext } from 'preact/hooks'
import type { Children } from '../context.ts'
import { InsideForm, useKitText, usePage } from '../context.ts'
import { cls } from '../html.ts'
import { Button } from './button.tsx'

export interface FormProps {
  readonly action: string
  readonly method?: 'post' | 'get'
  /** By default the page's own token. */
  readonly csrfToken?: string
  /** Idempotency id: the same one gets the same receipt. */
  readonly command?: string
  readonly children: Children
  readonly id?: string
  readonly upload?: boolean
  readonly hidden?: Readonly<Record<string, string>>
  readonly class?: string
  readonly label?: string
}

/** A plain HTML form: token, idempotency id, no browser bubbles, one press only. Refuses to stand inside another form. */
export function Form(props: FormProps) {
  const page = usePage()
  const say = useKitText()
  const token = props.csrfToken ?? page.csrfToken
  const post = (props.method ?? 'post') === 'post'
  if (useContext(InsideForm)) throw new Error(`a form may not stand inside a form: ${props.action}`)
  return (
    <form class={cls('form', props.class)} id={props.id} action={props.action} method={post ? 'post' : 'get'} novalidate aria-label={props.label}
      enctype={props.upload ? 'multipart/form-data' : undefined} data-once={post ? say('form.sending') : undefined}>
      {post && token !== undefined && <input type="hidden" name="_csrf" value={token} />}
      {props.command !== undefined && <input type="hidden" name="_command" value={props.command} />}
      {Object.entries(props.hidden ?? {}).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <InsideForm.Provider value={true}>{props.children}</InsideForm.Provider>
    </form>
  )
}

export interface QuestionPageProps extends Omit<FormProps, 'class' | 'label'> {
  /** The h1, unless the only control of the page carries it by `heading`. */
  readonly question?: string
  /** A small line above the question: which procedure, which part. */
  readonly caption?: string
  readonly part?: { readonly n: number; readonly total: number }
  readonly lead?: Children
  readonly submitLabel?: string
  readonly act?: string
  /** Offers "Lưu, làm sau" as a second button posting `_later=1`. */
  readonly saveLater?: boolean
  readonly after?: Children
}

/** One topic a page (ux.md §3.1): question, controls, "Tiếp tục" on the left, always the same words. */
export function QuestionPage(props: QuestionPageProps) {
  const say = useKitText()
  const { question, caption, part, lead, submitLabel, act, saveLater, after, children, ...form } = props
  return (
    <Form {...form} class="question-page">
      {(caption !== undefined || part) && <p class="caption">{caption}{part && <span class="caption-part">{caption !== undefined && ' · '}{say('form.part', part)}</span>}</p>}
      {question !== undefined && <h1>{question}</h1>}
      {lead !== undefined && <div class="lead">{lead}</div>}
      {children}
      <div class="buttons">
        <Button act={act ?? 'continue'}>{submitLabel ?? say('form.continue')}</Button>
        {saveLater && <Button kind="quiet" name="_later" value="1" act="save-later" noValidate>{say('form.save-later')}</Button>}
      </div>
      {after}
    </Form>
  )
}

/** "Vì sao hỏi?": folded, in words, no script. */
export function WhyAsked(props: { children: Children; label?: string }) {
  const say = useKitText()
  return <details class="details"><summary>{props.label ?? say('form.why-asked')}</summary><div class="details-body">{props.children}</div></details>
}
