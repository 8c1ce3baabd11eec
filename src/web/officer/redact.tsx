import { orderRedaction } from '../../foundations/trail/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Notice, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { workPage } from './frame.ts'
import { oversightStrings } from './oversight-strings.ts'

const purpose: Purpose = { code: 'redaction', basis: 'Luật 91/2025/QH15', text: 'Ra lệnh xóa nội dung một lượt xem' }
const roles = ['auditor'] as const
const home = '/lam-viec/xoa-luot-xem'

export interface RedactForm {
  readonly log: string
  readonly basis: string
  readonly reason: string
}

/** An auditor orders that one reading be emptied because a law or a court says so; what it does is said before it is ordered. */
export function Redact(props: { typed: RedactForm; order: string | undefined; lang: Lang }) {
  const { typed, order, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{say('redact.heading')}</h1>
      {order && <Notice kind="success" title={say('redact.done')} live><p>{say('redact.next')}</p><p><code>npx congdan redact --order {order}</code></p></Notice>}
      <p>{say('redact.lead')}</p>
      <Form action={home} command={newId()} class="narrow-form" label={say('redact.heading')}>
        <TextField name="log" label={say('redact.log')} hint={say('redact.log-hint')} value={typed.log} autocomplete="off" />
        <TextField name="basis" label={say('redact.basis')} hint={say('redact.basis-hint')} value={typed.basis} autocomplete="off" />
        <TextArea name="reason" label={say('redact.reason')} value={typed.reason} rows={3} maxlength={2000} />
        <div class="buttons"><Button act="order-redaction" kind="danger">{say('redact.send')}</Button></div>
      </Form>
    </>
  )
}

export const redactFormRoute = pageRoute({ method: 'GET', url: home, access: { officer: roles }, purpose, handler: (ctx, req) => formPage(ctx, req) })

export const orderRedactionRoute = pageRoute({
  method: 'POST', url: home, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const logId = req.form.get('log').trim()
    if (!isId(logId)) return formPage(ctx, req, [{ field: 'log', vi: oversightStrings.vi['redact.log-wrong'], en: oversightStrings.en['redact.log-wrong'] }], 422)
    const order = await orderRedaction(ctx, { logId, basis: req.form.get('basis'), reason: req.form.get('reason') })
    return { redirect: `${home}?lenh=${order}` }
  },
  onRefusal: (ctx, req, refusal) => formPage(ctx, req, errorsOf(refusal), refusal.status),
})

function formPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const typed: RedactForm = { log: req.form.get('log'), basis: req.form.get('basis'), reason: req.form.get('reason') }
  const order = req.query['lenh']
  return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'redact.title'), screen: 'A-13-redact', errors }, <Redact typed={typed} order={order !== undefined && isId(order) ? order : undefined} lang={req.lang} />, status)
}
