import { isId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { askConsent, consentByCode, consentOnPaper, fileAtCounter, sendConsentCode, type ConsentAsked } from '../../public-services/counter/index.ts'
import { checkModel } from '../../public-services/forms/index.ts'
import type { Lang } from '../kit/index.ts'
import { demo, errorsOf } from '../public/index.ts'
import { ConsentPage, Slip, type Asking } from './consent.tsx'
import { access, helpPage, idIn, purpose } from './frame.ts'
import { personOf } from './intake-routes.tsx'
import { counterStrings } from './strings.ts'

const hereOf = (req: PageRequest): string => `/mc/ho-so/${idIn(req, 'draft')}`

function askingOf(asked: ConsentAsked, lang: Lang): Asking {
  const say = counterStrings.in(lang)
  const here = `/mc/ho-so/${asked.open.draft.draftId}`
  const check = checkModel(asked.open.service, asked.open.filing)
  return {
    ways: asked, lines: [...check.answers, ...check.follows].map((line) => ({ label: line.label, value: line.text })), askAgain: true,
    paths: { ladder: `${here}/dong-y`, slip: `${here}/phieu`, carryOut: `${here}/nop`, back: here },
    words: { title: say('consent.title'), lines: say('consent.answers'), carryOut: say('consent.file'), own: say('consent.own-text'), back: say('consent.back'), slip: say('slip.title') },
  }
}

async function consentPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const asked = await askConsent(ctx, idIn(req, 'draft'))
  const code = req.method === 'POST' ? req.form.get('ma') : (req.query['ma'] ?? '')
  const typed = { method: req.form.get('cach'), slip: req.form.get('phieu'), witness: req.form.get('lam-chung') }
  const screen = { title: counterStrings.t(req.lang, 'consent.title'), screen: 'O-11', errors, back: { href: hereOf(req), label: counterStrings.t(req.lang, 'consent.back') }, path: `${hereOf(req)}/dong-y` }
  return helpPage(ctx, req, personOf(asked.open), screen, <ConsentPage asking={askingOf(asked, req.lang)} codeId={isId(code) ? code : undefined} typed={typed} demo={demo() !== null} lang={req.lang} />, status ?? (errors.length > 0 ? 422 : undefined))
}

/** Sent meanwhile by the person or a colleague: the dossier is shown. Not complete: back to the form. Else the sentence at its field. */
async function refused(ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> {
  const dossierId = Object(refusal.data)['dossierId'] as unknown
  if (refusal.code === 'dossier.draft-sent' && typeof dossierId === 'string') return { redirect: `/mc/da-nhan/${dossierId}` }
  if (refusal.code === 'counter.answers-open') return { redirect: hereOf(req) }
  if (req.method === 'GET' || refusal.status === 404 || refusal.status === 403) throw refusal
  return consentPage(ctx, req, errorsOf(refusal), refusal.status)
}

export const consentRoute = pageRoute({ method: 'GET', url: '/mc/ho-so/:draft/dong-y', access, purpose, handler: (ctx, req) => consentPage(ctx, req), onRefusal: refused })

export const sendCodeRoute = pageRoute({
  method: 'POST', url: '/mc/ho-so/:draft/dong-y/gui-ma', access, purpose,
  async handler(ctx, req) {
    const { codeId } = await sendConsentCode(ctx, idIn(req, 'draft'))
    return { redirect: `${hereOf(req)}/dong-y?ma=${codeId}` }
  },
  onRefusal: refused,
})

/** A wrong code is answered, not refused: the try must stay counted. */
export const codeRoute = pageRoute({
  method: 'POST', url: '/mc/ho-so/:draft/dong-y/ma', access, purpose,
  async handler(ctx, req) {
    const code = req.form.get('code').replace(/\D/g, '')
    const wrong = (key: 'consent.code-empty' | 'consent.code-wrong' | 'consent.code-ended') => consentPage(ctx, req, [{ field: 'code', vi: counterStrings.vi[key], en: counterStrings.en[key] }])
    if (code === '') return wrong('consent.code-empty')
    const outcome = await consentByCode(ctx, { draftId: idIn(req, 'draft'), codeId: req.form.get('ma'), code })
    return outcome.ok ? { redirect: `${hereOf(req)}/dong-y` } : wrong(`consent.code-${outcome.reason}`)
  },
  onRefusal: refused,
})

export const paperConsentRoute = pageRoute({
  method: 'POST', url: '/mc/ho-so/:draft/dong-y/giay', access, purpose, upload: { maxFiles: 1 },
  async handler(ctx, req) {
    const method = req.form.get('cach') === 'thumbprint' ? 'thumbprint' : 'signature'
    if (req.form.get('cach') === '') return consentPage(ctx, req, [{ field: 'cach', vi: counterStrings.vi['consent.how'], en: counterStrings.en['consent.how'] }])
    await consentOnPaper(ctx, { draftId: idIn(req, 'draft'), method, slip: req.form.get('phieu'), witnessPin: req.form.get('lam-chung'), file: req.files[0] })
    return { redirect: `${hereOf(req)}/dong-y` }
  },
  onRefusal: refused,
})

export const slipRoute = pageRoute({
  method: 'GET', url: '/mc/ho-so/:draft/phieu', access, purpose,
  async handler(ctx, req) {
    const asked = await askConsent(ctx, idIn(req, 'draft'))
    const screen = { title: counterStrings.t(req.lang, 'slip.title'), screen: 'O-11-slip', back: { href: `${hereOf(req)}/dong-y`, label: counterStrings.t(req.lang, 'consent.title') } }
    return helpPage(ctx, req, personOf(asked.open), screen, <Slip asking={askingOf(asked, req.lang)} day={formatDateVi(ctx.today)} lang={req.lang} />)
  },
  onRefusal: refused,
})

export const fileRoute = pageRoute({
  method: 'POST', url: '/mc/ho-so/:draft/nop', access, purpose,
  async handler(ctx, req) {
    const draftId = idIn(req, 'draft')
    const filed = await fileAtCounter(ctx, { draftId, commandId: req.commandId })
    return { redirect: `/mc/da-nhan/${filed.dossierId}` }
  },
  onRefusal: refused,
})
