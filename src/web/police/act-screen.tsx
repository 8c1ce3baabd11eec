import type { VNode } from 'preact'
import { newId } from '../../kernel/ids.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute, type FormBody, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, DiffLine, Form, Notice, type Children, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { actStrings } from './act-strings.ts'
import { doneAt } from './acts/done.ts'
import { policeAccess, policePage } from './frame.tsx'

/** One line of what an act changes, as it is shown before it is recorded. */
export interface Change {
  readonly label: string
  readonly was?: string | null
  readonly is: string | null
}

export interface Preview {
  readonly changes: readonly Change[]
  /** What is recorded beside, without a before. */
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
  readonly warnings?: readonly string[]
}

/** What was typed, by field name; dates stand as `name.day`, `name.month`, `name.year`. */
export interface Typed {
  get(name: string): string
  date(name: string): { day: string; month: string; year: string }
}

/** Either faults at their fields, or what the act needs. */
export type Read<I> = { readonly errors: readonly FieldError[] } | { readonly input: I }

/** A legal act as a screen of the police workspace: known facts read-only, the few questions, what changes, and only then the act. */
export interface ActScreen<M, I> {
  readonly url: string
  /** The screen of the inventory. */
  readonly screen: string
  readonly purpose: Purpose
  /** The key of the title in `actStrings`. */
  readonly title: ActTitle
  readonly commit?: (lang: Lang) => string
  load(ctx: Ctx, req: PageRequest): Promise<M>
  back(model: M): { readonly href: string; readonly label: string }
  /** What the household looked like when the form was made; goes with it, so that two officers never overwrite each other. */
  version?(model: M): string
  /** The type of the act that this very command recorded before, by the same officer: pressed twice it is one act, whatever the form says now. */
  recorded?(ctx: Ctx, model: M, commandId: string): string | null
  /** Refuses with what has changed since the form was made. */
  refuseChanged?(ctx: Ctx, model: M, seen: string): Promise<void>
  /** What was chosen for people whom the form no longer asks about. */
  lost?(ctx: Ctx, model: M, form: Pick<FormBody, 'raw'>): Promise<readonly { readonly label: string; readonly value: string }[]>
  known(model: M, lang: Lang): Children
  fields(model: M, typed: Typed, lang: Lang): Children
  /** Looks up whom the form may mean, for a press of `tim` and each time the form is shown again; `must` refuses what is too little to look for. */
  search?(ctx: Ctx, model: M, typed: Typed, must: boolean): Promise<M>
  /** Nothing can be done here, and why. */
  unless?(model: M, lang: Lang): VNode | null
  read(ctx: Ctx, model: M, typed: Typed): Promise<Read<I>>
  preview(ctx: Ctx, model: M, input: I, lang: Lang): Promise<Preview>
  run(ctx: Ctx, model: M, input: I, options: { readonly commandId: string; readonly seen: string | null }): Promise<{ readonly goTo: string }>
}

export type ActTitle = Extract<keyof typeof actStrings.vi, `title.${string}`>

/** The page with the form and the post behind it: look first, then record; back to the form loses nothing. */
export function actRoutes<M, I>(act: ActScreen<M, I>): PageRoute[] {
  return [
    pageRoute({ method: 'GET', url: act.url, access: policeAccess, purpose: act.purpose, handler: async (ctx, req) => formPage(ctx, req, act, await act.load(ctx, req)) }),
    pageRoute({
      method: 'POST', url: act.url, access: policeAccess, purpose: act.purpose,
      async handler(ctx, req) {
        const model = await act.load(ctx, req)
        const step = req.form.get('_buoc')
        const again = async (): Promise<M> => (await act.search?.(ctx, model, typedOf(req.form), step === 'tim')) ?? model
        if (step !== 'xem' && step !== 'ghi') return formPage(ctx, req, act, await again())
        const read = await act.read(ctx, model, typedOf(req.form))
        const seen = req.form.get('seen')
        // What was typed is not judged by a household that has become another one meanwhile.
        if (act.version && seen !== '' && seen !== act.version(model) && (step === 'xem' || 'errors' in read)) {
          const before = req.commandId ? (act.recorded?.(ctx, model, req.commandId) ?? null) : null
          if (before !== null) return { redirect: doneAt(act.back(model).href, before) }
          await act.refuseChanged?.(ctx, model, seen)
        }
        if ('errors' in read) return formPage(ctx, req, act, await again(), read.errors, 422)
        if (step === 'xem') return previewPage(ctx, req, act, model, await act.preview(ctx, model, read.input, req.lang))
        const { goTo } = await act.run(ctx, model, read.input, { commandId: req.commandId ?? newId(), seen: seen || null })
        return { redirect: goTo }
      },
      async onRefusal(ctx, req, refusal) {
        if (refusal.status === 403 || refusal.status === 404) throw refusal
        const model = await act.load(ctx, req)
        return formPage(ctx, req, act, (await act.search?.(ctx, model, typedOf(req.form), false)) ?? model, errorsOf(refusal), refusal.status, refusal)
      },
    }),
  ]
}

async function formPage<M, I>(ctx: Ctx, req: PageRequest, act: ActScreen<M, I>, model: M, errors: readonly FieldError[] = [], status?: number, refusal?: Refusal): Promise<PageReply> {
  const say = actStrings.in(req.lang)
  const changed = refusal?.code === 'residence.household-changed'
  const lost = changed ? ((await act.lost?.(ctx, model, req.form)) ?? []) : []
  const stopped = act.unless?.(model, req.lang) ?? null
  return policePage(ctx, req, { title: say(act.title), screen: act.screen, errors, back: act.back(model) }, (
    <>
      <h1>{say(act.title)}</h1>
      {changed && <Notice kind="warn" title={say('act.changed')} live><p>{say('act.changed-text')}</p></Notice>}
      {lost.length > 0 && <CheckAnswers title={say('act.lost')} answers={lost} />}
      {act.known(model, req.lang)}
      {stopped ?? (
        <Form action={pathOf(req)} command={req.commandId ?? newId()} {...(act.version ? { hidden: { seen: act.version(model) } } : {})} class="narrow-form">
          {act.fields(model, typedOf(req.form), req.lang)}
          <div class="buttons"><Button name="_buoc" value="xem" act="preview-act" shortcut="F8">{say('act.preview')}</Button><ButtonLink kind="quiet" href={act.back(model).href} shortcut="Esc">{say('act.stop')}</ButtonLink></div>
        </Form>
      )}
    </>
  ), status)
}

function previewPage<M, I>(ctx: Ctx, req: PageRequest, act: ActScreen<M, I>, model: M, preview: Preview): Promise<PageReply> {
  const say = actStrings.in(req.lang)
  const hidden = Object.fromEntries(Object.entries(req.form.raw).map(([name, values]) => [name, values.at(-1) ?? '']))
  return policePage(ctx, req, { title: say('act.look', { what: say(act.title) }), screen: `${act.screen}-preview`, back: act.back(model) }, (
    <Form action={pathOf(req)} command={req.commandId ?? newId()} hidden={hidden} class="narrow-form">
      <h1>{say('act.look', { what: say(act.title) })}</h1>
      {act.known(model, req.lang)}
      <section class="letter" aria-label={say('act.changes')}>
        <h2>{say('act.changes')}</h2>
        {preview.changes.map((change) => <DiffLine label={change.label} old={change.was ?? undefined} new={change.is ?? undefined} />)}
        {preview.changes.length === 0 && <p class="muted">{say('act.no-changes')}</p>}
      </section>
      {preview.facts && preview.facts.length > 0 && <CheckAnswers answers={preview.facts} />}
      {(preview.warnings ?? []).map((warning) => <Notice kind="warn" title={warning} />)}
      <p class="hint">{say('act.logged')}</p>
      <div class="buttons">
        <Button name="_buoc" value="ghi" act="record-act" shortcut="F10">{act.commit?.(req.lang) ?? say('act.record')}</Button>
        <Button name="_buoc" value="sua" kind="secondary" act="change-act" noValidate>{say('act.change')}</Button>
      </div>
    </Form>
  ))
}

const pathOf = (req: PageRequest): string => req.path

export function typedOf(form: Pick<FormBody, 'get'>): Typed {
  return { get: (name) => form.get(name), date: (name) => ({ day: form.get(`${name}.day`), month: form.get(`${name}.month`), year: form.get(`${name}.year`) }) }
}

/** Faults found while reading a form, field by field. */
export class Faults {
  readonly errors: FieldError[] = []

  add(field: string, word: Extract<keyof typeof actStrings.vi, `wrong.${string}`>): void {
    this.errors.push({ field, vi: actStrings.vi[word], en: actStrings.en[word] })
  }

  /** The day typed, today where all boxes are empty; a fault where it is none. */
  day(typed: Typed, name: string, otherwise: PlainDate): PlainDate {
    return this.dayOrNull(typed, name) ?? otherwise
  }

  dayOrNull(typed: Typed, name: string): PlainDate | null {
    const { day: d, month: m, year: y } = typed.date(name)
    if (`${d}${m}${y}`.trim() === '') return null
    const found = parseDateVi({ d, m, y })
    if (found === null) this.add(name, 'wrong.day')
    return found
  }

  /** A day that must be said. */
  needDay(typed: Typed, name: string): PlainDate {
    const found = this.dayOrNull(typed, name)
    if (found === null && !this.errors.some((each) => each.field === name)) this.add(name, 'wrong.day-needed')
    return found ?? ''
  }

  text(typed: Typed, name: string, word: Extract<keyof typeof actStrings.vi, `wrong.${string}`>): string {
    const text = typed.get(name).trim()
    if (text === '') this.add(name, word)
    return text
  }

  or<I>(input: () => I): Read<I> {
    return this.errors.length > 0 ? { errors: this.errors } : { input: input() }
  }
}
