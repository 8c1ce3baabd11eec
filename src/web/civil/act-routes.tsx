import { areaName } from '../../foundations/areas/index.ts'
import { isCaseAct, prepareCase, previewCase, readEntry, type CaseActName, type Preview } from '../../foundations/civil-status/index.ts'
import { personIdOf, readPeople } from '../../foundations/population/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import type { Ctx, OfficerActor, Purpose, Role } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Select, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { ActItems, PreviewParts } from './act-form.tsx'
import { actForms, assemble, fieldFor, typedIn, type Typed } from './act-forms.ts'
import { refuse } from './refusals.ts'
import { civilStrings } from './strings.ts'

export const civilRoles: readonly Role[] = ['justice-officer', 'commune-chair']
export const civilPurpose: Purpose = { code: 'civil-status', basis: 'Luật Hộ tịch 60/2014/QH13', text: 'Đăng ký và quản lý hộ tịch' }
export const booksHome = '/ho-tich'

export const actTitle = (act: CaseActName, lang: Lang): string => actForms[act].title[lang === 'en' ? 1 : 0]

/** Acts that begin at an entry of a book: opened from its page, never from the list. */
export const fromEntry: readonly CaseActName[] = ['huy-tuyen-bo-chet', 'ly-hon', 'huy-ket-hon', 'khai-tu-nguoi-nuoc-ngoai', 'cham-dut-giam-ho']

export const chooseActRoute = pageRoute({
  method: 'GET', url: `${booksHome}/viec`, access: { officer: civilRoles }, purpose: civilPurpose,
  async handler(ctx, req) {
    const say = civilStrings.in(req.lang)
    const acts = (Object.keys(actForms) as CaseActName[]).filter((act) => !fromEntry.includes(act))
    return workPage(ctx, req, { title: say('acts.title'), screen: 'O-civil-acts', back: { href: booksHome, label: say('books.title') } }, (
      <>
        <h1>{say('acts.title')}</h1>
        <p>{say('acts.lead')}</p>
        <ul class="prose-list">{acts.map((act) => <li><a href={`${booksHome}/viec/${act}`}>{actTitle(act, req.lang)}</a></li>)}</ul>
      </>
    ))
  },
})

export const actOf = (req: PageRequest): CaseActName => (isCaseAct(req.params['act'] ?? '') ? (req.params['act'] as CaseActName) : refuse('civil.not-found'))

export const newActRoute = pageRoute({
  method: 'GET', url: `${booksHome}/viec/:act`, access: { officer: civilRoles }, purpose: civilPurpose,
  async handler(ctx, req) {
    const act = actOf(req)
    const from = req.query['tu']
    if (!fromEntry.includes(act)) return formPage(ctx, req, act, act === 'thay-doi-cai-chinh' && from && isId(from) ? await personTyped(ctx, from) : {})
    return formPage(ctx, req, act, entryTyped(act, from && isId(from) ? from : refuse('civil.not-found')))
  },
})

/** A change that begins at a birth: the number of the person whose birth it is, where that is known for sure. */
async function personTyped(ctx: Ctx, entryId: string): Promise<Typed> {
  const child = (await readEntry(ctx, entryId)).people.find((each) => each.part === 'child' && each.standing === 'confirmed')
  if (!child) return {}
  const pin = (await readPeople(ctx, [child.personId], ['pin'], { lawfulBy: civilPurpose.basis })).get(child.personId)?.pin
  return pin ? { personId: pin } : {}
}

const entryTyped = (act: CaseActName, entryId: string): Typed => Object.fromEntries(actForms[act].items.filter((item) => item.kind === 'hidden').map((item) => [item.name, entryId]))

/** One form: look first (nothing is kept), then send for signature. What was typed travels along in hidden fields. */
export const postActRoute = pageRoute({
  method: 'POST', url: `${booksHome}/viec/:act`, access: { officer: civilRoles }, purpose: civilPurpose,
  async handler(ctx, req) {
    const act = actOf(req)
    const typed = typedIn(act, req.form)
    if (req.form.get('_do') === 'edit') return formPage(ctx, req, act, typed)
    const { input, errors } = await assemble(act, typed, (number) => personIdOf(ctx.tx, number))
    if (errors.length > 0) return formPage(ctx, req, act, typed, errors, 422)
    const area = areaOf(ctx, req)
    if (req.form.get('_do') !== 'send') return previewPage(ctx, req, act, typed, await previewCase(ctx, { act, area, input }))
    const { caseId } = await prepareCase(ctx, { act, area, input, ...(req.commandId ? { caseId: req.commandId } : {}) })
    return { redirect: `${booksHome}/du-thao/${caseId}` }
  },
  onRefusal: async (ctx, req, refusal) => formPage(ctx, req, actOf(req), typedIn(actOf(req), req.form), errorsAt(actOf(req), refusal), refusal.status),
})

export function errorsAt(act: CaseActName, refusal: Refusal): FieldError[] {
  return errorsOf(refusal).map((each) => ({ ...each, field: fieldFor(act, each.field) }))
}

export function areaOf(ctx: Ctx, req: PageRequest): string {
  const { areas } = ctx.actor as OfficerActor
  const chosen = req.form.get('_area')
  return areas.includes(chosen) ? chosen : (areas[0] ?? refuse('civil.not-found'))
}

async function formPage(ctx: Ctx, req: PageRequest, act: CaseActName, typed: Typed, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = civilStrings.in(req.lang)
  const title = actTitle(act, req.lang)
  const entryId = actForms[act].items.flatMap((item) => (item.kind === 'hidden' ? [typed[item.name]] : [])).find((id) => id && isId(id))
  const about = entryId ? (await readEntry(ctx, entryId)).about : null
  const { areas } = ctx.actor as OfficerActor
  return workPage(ctx, req, { title, screen: 'O-civil-act', errors, path: `${booksHome}/viec/${act}${entryId ? `?tu=${entryId}` : ''}`, back: entryId ? { href: `${booksHome}/so/${entryId}` } : { href: `${booksHome}/viec`, label: say('acts.title') } }, (
    <Form action={`${booksHome}/viec/${act}`} class="narrow-form" label={title}>
      <h1>{title}</h1>
      {about && <p class="lead">{say('form.of-entry', { who: about })}</p>}
      {areas.length > 1 && <Select name="_area" label={say('form.commune')} value={areaOf(ctx, req)} options={areas.map((area) => ({ value: area, label: areaName(area, ctx.today) }))} />}
      <ActItems act={act} typed={typed} today={ctx.today} lang={req.lang} />
      <div class="buttons"><Button name="_do" value="check" act="check-act" shortcut="F8">{say('form.check')}</Button></div>
    </Form>
  ), status)
}

function previewPage(ctx: Ctx, req: PageRequest, act: CaseActName, typed: Typed, preview: Preview): Promise<PageReply> {
  const say = civilStrings.in(req.lang)
  const title = say('preview.title', { act: actTitle(act, req.lang) })
  return workPage(ctx, req, { title, screen: 'O-17', path: `${booksHome}/viec` }, (
    <Form action={`${booksHome}/viec/${act}`} command={newId()} hidden={{ ...typed, _area: areaOf(ctx, req) }} class="narrow-form" label={title}>
      <p class="caption">{title}</p>
      <h1>{preview.about}</h1>
      <PreviewParts preview={preview} lang={req.lang} />
      <div class="buttons">
        <Button name="_do" value="send" act="send-act" shortcut="F10">{say('preview.send')}</Button>
        <Button name="_do" value="edit" kind="secondary" act="edit-act" shortcut="Esc">{say('preview.back')}</Button>
      </div>
    </Form>
  ))
}
