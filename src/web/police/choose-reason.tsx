import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, safePath, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { policeAccess, policePage } from './frame.tsx'
import { areaPurpose, longestNote, noteField, reasonCookie, reasonField, reasonOf, reasons } from './reasons.ts'
import { policeStrings } from './strings.ts'

/** The questions of the reason bar; also part of the search form while nothing was chosen yet. */
export function ReasonFields(props: { code: string | undefined; note: string; lang: Lang; heading?: boolean }) {
  const say = policeStrings.in(props.lang)
  return (
    <>
      <RadioGroup name={reasonField} label={say('reason.heading')} hint={say('reason.hint')} value={props.code} options={reasons.map((each) => ({ value: each.code, label: props.lang === 'en' ? each.en : each.text, hint: each.basis }))} {...(props.heading ? { heading: true } : {})} />
      <TextField name={noteField} label={say('reason.note')} hint={say('reason.note-hint')} value={props.note} optional maxlength={longestNote} spellcheck />
    </>
  )
}

function reasonPage(ctx: Ctx, req: PageRequest, next: string, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const chosen = reasonOf(req)
  return policePage(ctx, req, { title: policeStrings.t(req.lang, 'reason.title'), screen: 'P-reason', errors, path: '/dc/ly-do', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, (
    <Form action="/dc/ly-do" hidden={{ tiep: next }} class="narrow-form">
      <ReasonFields heading code={chosen?.reason.code} note={chosen?.note ?? ''} lang={req.lang} />
      <div class="buttons"><Button act="choose-reason">{policeStrings.t(req.lang, 'reason.do')}</Button></div>
    </Form>
  ), status)
}

/** Without a reason nobody's page is opened: the answer asks for it, and goes on to the page that was wanted. */
export async function askReason(ctx: Ctx, req: PageRequest): Promise<PageReply | null> {
  return reasonOf(req) ? null : reasonPage(ctx, req, safePath(req.target, '/dc/tim'), [], 403)
}

export const askReasonRoute = pageRoute({ method: 'GET', url: '/dc/ly-do', access: policeAccess, purpose: areaPurpose, handler: (ctx, req) => reasonPage(ctx, req, safePath(req.query['tiep'], '/dc/tim')) })

export const chooseReasonRoute = pageRoute({
  method: 'POST', url: '/dc/ly-do', access: policeAccess, purpose: areaPurpose,
  async handler(ctx, req) {
    const chosen = reasonOf({ form: req.form, cookies: {} })
    const next = safePath(req.form.get('tiep'), '/dc/tim')
    if (!chosen) return reasonPage(ctx, req, next, [{ field: reasonField, vi: policeStrings.vi['reason.choose'], en: policeStrings.en['reason.choose'] }], 422)
    return { redirect: next, cookies: [reasonCookie(chosen)] }
  },
})
